import { paragraphs } from '../../../features/markup.ts';
import type { GateDescribeResult } from '../../../protocol/gate-requests.ts';
import { table } from '../../terminal/table.ts';
import type { Drawing } from '../run-context.ts';
import { shellWord } from '../shell-word.ts';
import { completeWords, evidencePart } from './gate-part.ts';
import { nextLine } from './phrases.ts';

/** What a gate asks for. @param sessionId of the session whose gate it is; absent for a workflow's */
export function gateScreen(
  gate: GateDescribeResult,
  sessionId: string | undefined,
  { terminal, command }: Drawing,
): string {
  const { colours, width } = terminal;
  const title = `Gate of phase ${gate.phase}${gate.phaseName === '' ? '' : `: ${gate.phaseName}`}`;
  const checklist = gate.checklist.map((item) => [colours.dim('☐'), item]);
  return paragraphs(
    `${colours.bold(title)} ${colours.dim(`(${gate.workflowType})`)}`,
    evidencePart(gate, terminal),
    checklist.length === 0
      ? undefined
      : `${colours.bold('Checklist of the phase')}\n${table(checklist, width)}`,
    nextLine(
      colours,
      sessionId === undefined
        ? command(`start ${shellWord(gate.workflowType)} TARGET`)
        : command(gate.usable ? completeWords(gate) : 'phase', sessionId),
    ),
  );
}
