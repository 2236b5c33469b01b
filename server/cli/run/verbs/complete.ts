import { printable } from '../../terminal/printable.ts';
import { readArguments } from '../arguments.ts';
import { readJsonObject } from '../json-source.ts';
import { typedPairs } from '../pair-values.ts';
import type { RunContext } from '../run-context.ts';
import { shellWord } from '../shell-word.ts';
import { verdictScreen } from '../views/verdict-view.ts';

export interface CompleteOptions {
  readonly evidence?: string;
  readonly dryRun?: boolean;
}

/**
 * `run complete [SESSION] [PHASE] [key=value …]`: submits evidence.
 *
 * @returns 1 when the gate refuses it
 */
export async function complete(
  context: RunContext,
  written: readonly string[],
  { evidence: source, dryRun = false }: CompleteOptions,
): Promise<number> {
  const { session, numbers, pairs } = readArguments(written, { numbers: ['phase'], pairs: true });
  const { engine, surroundings } = context;
  const { terminal, input, current } = surroundings;
  const summary = context.session(session);
  const phase = numbers[0] ?? summary.currentPhase;
  if (summary.status === 'completed' || phase !== summary.currentPhase) {
    // There is nothing to judge, and the engine says why; whatever happens meanwhile, nothing is changed.
    await engine.sessions.completePhase({
      sessionId: summary.sessionId,
      phase,
      evidence: {},
      dryRun: true,
    });
  }
  const gate = engine.gateOf(summary, phase);
  const typed = typedPairs(pairs, gate.evidence);
  const fromSource =
    source === undefined
      ? {}
      : await readJsonObject('--evidence', source, {
          current,
          input,
          onWait: () => terminal.err('Type the evidence as JSON, then Ctrl-D.'),
        });
  const result = await engine.sessions.completePhase({
    sessionId: summary.sessionId,
    phase,
    evidence: { ...fromSource, ...typed },
    dryRun,
  });
  const words = ['complete', ...written, ...(source === undefined ? [] : ['--evidence', source])];
  const again = printable(words.map(shellWord).join(' '));
  context.answer(result, (shown, drawing) => verdictScreen(shown, printable(gate), again, drawing));
  return result.checkpointPassed ? 0 : 1;
}
