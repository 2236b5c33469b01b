import { paragraphs } from '../../../features/markup.ts';
import type { GateDescribeResult } from '../../../protocol/gate-requests.ts';
import type { SessionStartResult } from '../../../protocol/session-requests.ts';
import type { Drawing } from '../run-context.ts';
import { evidencePart } from './gate-part.ts';
import { tasksPart } from './phase-view.ts';
import { countOf, driftPart, nextLine, warningPart } from './phrases.ts';

/** What was started, or taken up again, and where it begins. */
export function startScreen(
  started: SessionStartResult,
  gate: GateDescribeResult | undefined,
  targetFile: string,
  { terminal, command }: Drawing,
): string {
  const { colours } = terminal;
  const { overview, sessionId, phase, phaseName } = started;
  const facts = [
    `session ${sessionId}`,
    countOf(started.totalPhases, 'phase', 'phases'),
    ...(overview.estimatedDuration === '' ? [] : [overview.estimatedDuration]),
  ];
  return paragraphs(
    `${colours.green('✓')} ${colours.bold(`${started.resumed ? 'Resumed' : 'Started'} ${overview.name}`)} on ${targetFile}\n  ${colours.dim(facts.join(' · '))}`,
    warningPart(started.warnings, terminal),
    driftPart(started.drift, terminal),
    `${colours.cyan('▶')} ${colours.bold(`Phase ${phase}: ${phaseName}`)}`,
    tasksPart(started.tasks, terminal),
    gate === undefined ? undefined : evidencePart(gate, terminal),
    nextLine(colours, command('phase', sessionId)),
  );
}
