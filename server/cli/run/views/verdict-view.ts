import { paragraphs } from '../../../features/markup.ts';
import type { GateDescribeResult } from '../../../protocol/gate-requests.ts';
import type { CompletePhaseResult } from '../../../protocol/session-requests.ts';
import { nearest } from '../../../workflow/nearest.ts';
import { table, wrapped } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Drawing } from '../run-context.ts';
import { completeWords } from './gate-part.ts';
import { tasksPart } from './phase-view.ts';
import { countOf, driftPart, nextLine, savedOnly, warningPart } from './phrases.ts';

/**
 * What a gate said of evidence, and how it goes on.
 *
 * @param submission the words that submit what was only tried
 */
export function verdictScreen(
  result: CompletePhaseResult,
  gate: GateDescribeResult,
  submission: string,
  drawing: Drawing,
): string {
  return result.checkpointPassed
    ? passedScreen(result, gate, submission, drawing)
    : refusedScreen(result, gate, drawing);
}

function refusedScreen(
  result: CompletePhaseResult,
  gate: GateDescribeResult,
  { terminal, command }: Drawing,
): string {
  const { colours, width } = terminal;
  const { errors, nextSteps, diagnostics, dryRun, phase } = result;
  const rows = errors.map((error, index) => [
    colours.red('✗'),
    `${error}${nextSteps[index] === undefined ? '' : `\n${colours.dim('→')} ${nextSteps[index]}`}`,
  ]);
  const sound = diagnostics.fieldsSubmitted.filter(
    (name) =>
      !diagnostics.fieldsFailed.includes(name) &&
      gate.evidence.some((field) => field.name === name),
  );
  const good = sound.length === 0 ? [] : [[colours.green('✓'), sound.join(', ')]];
  const verdict = dryRun ? 'would refuse' : 'refused';
  const again = `${completeWords(gate)}${dryRun ? ' --dry-run' : ''}`;
  return paragraphs(
    `${colours.red('✗')} ${colours.bold(`The gate of ${phaseTitle(phase, gate)} ${verdict} the evidence`)} (${countOf(errors.length, 'thing', 'things')} to put right)`,
    table([...rows, ...good], width),
    warningPart(remarks(result.warnings, gate), terminal),
    driftPart(result.drift, terminal),
    savedOnly(colours),
    nextLine(colours, command(again, result.sessionId)),
  );
}

function passedScreen(
  result: CompletePhaseResult,
  gate: GateDescribeResult,
  submission: string,
  { terminal, command }: Drawing,
): string {
  const { colours } = terminal;
  const { sessionId, dryRun, workflowComplete, next, phase, warnings } = result;
  const title = phaseTitle(phase, gate);
  const head = dryRun
    ? `The gate of ${title} would pass`
    : workflowComplete
      ? `${capital(title)} passed, and the workflow is complete`
      : `${capital(title)} passed`;
  return paragraphs(
    `${colours.green('✓')} ${colours.bold(head)}${dryRun ? colours.dim(' (nothing was changed)') : ''}`,
    warningPart(remarks(warnings, gate), terminal),
    hasFaults(result) ? lenientPart(result, terminal.width, command) : undefined,
    driftPart(result.drift, terminal),
    next === undefined ? undefined : nextPart(next, terminal),
    dryRun ? savedOnly(colours) : undefined,
    nextLine(
      colours,
      command(dryRun ? submission : workflowComplete ? 'export' : 'phase', sessionId),
    ),
  );
}

/** Passing by leniency is easily overlooked. */
function lenientPart(
  { dryRun, phase, sessionId }: CompletePhaseResult,
  width: number,
  command: Drawing['command'],
): string {
  if (dryRun) return wrapped('The gate is lenient: it would pass all the same.', width);
  return `The gate is lenient, so the phase passed all the same. To take it back:\n  ${command(`rollback ${phase}`, sessionId)}`;
}

function nextPart(next: NonNullable<CompletePhaseResult['next']>, terminal: Terminal): string {
  const { colours } = terminal;
  return paragraphs(
    `${colours.cyan('▶')} ${colours.bold(`Phase ${next.phase}: ${next.phaseName}`)}`,
    tasksPart(next.tasks, terminal),
    warningPart(next.warnings, terminal),
  );
}

/** Warnings; of a field that the gate does not know, also the one that may have been meant. */
function remarks(warnings: readonly string[], { evidence }: GateDescribeResult): string[] {
  const names = evidence.map(({ name }) => name);
  return warnings.map((warning) => {
    const unknown = /^Field '(.*)' not in schema \(ignoring\)$/s.exec(warning)?.[1];
    const [meant] = unknown === undefined ? [] : nearest(unknown, names);
    return meant === undefined ? warning : `${warning}. Did you mean '${meant}'?`;
  });
}

/** Whether something does not hold that a strict gate would refuse. */
function hasFaults({ warnings, diagnostics }: CompletePhaseResult): boolean {
  const { fieldsMissing, fieldsFailed } = diagnostics;
  return (
    fieldsMissing.length + fieldsFailed.length > 0 ||
    warnings.some((warning) => warning.startsWith('Cross-field '))
  );
}

function phaseTitle(phase: number, { phaseName }: GateDescribeResult): string {
  return phaseName === '' ? `phase ${phase}` : `phase ${phase} (${phaseName})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
