import type {
  CompletePhaseResult,
  DriftItem,
  PhaseView,
} from '../../../server/protocol/session-requests.ts';
import type { GateItem, PhaseItem } from '../../../server/protocol/workflow-requests.ts';
import { clip, inColumns, padRight, wrap } from '../layout.ts';
import { bad, doubtful, faint, good, strong } from '../palette.ts';
import { table } from '../table.ts';
import { BLOCK_WIDTH } from '../transcript.ts';
import type { Refusal } from './requests.ts';

/** Wide enough for the longest of the labels below. */
const LABEL_WIDTH = 12;

/** The phases of an overview, one line each. */
export function phaseTable(phases: readonly PhaseItem[]): string[] {
  return table(
    ['phase', 'name', 'tasks', 'gate', 'source'],
    phases.map(({ phase, name, tasks, gate, source }) => [
      `${phase}`,
      name,
      `${tasks.length}`,
      gateInShort(gate),
      source,
    ]),
    [0, 2],
  );
}

/** A phase as an agent reads it: its tasks, and what its gate asks for. */
export function phaseLines({ phase, phaseName, tasks, gate }: PhaseView): string[] {
  const rows = tasks.map(({ taskNumber, taskId, name, file, estimatedTime }) => [
    faint(padRight(`task ${taskId ?? taskNumber}`, LABEL_WIDTH - 1)),
    name,
    faint(file ?? estimatedTime ?? ''),
  ]);
  const asked = gate.source === 'yaml' ? gate.evidence : gate.checklist;
  const list = asked.join(gate.source === 'yaml' ? ', ' : '; ');
  return [
    `${faint(padRight(`phase ${phase}`, LABEL_WIDTH))} ${strong(phaseName)}`,
    ...inColumns(rows),
    ...labelled('gate', `${gate.source === 'yaml' ? strictness(gate) : 'to check'}: ${list}`),
  ];
}

/** What a gate said. */
export function verdictLines(result: CompletePhaseResult): string[] {
  const { checkpointPassed, errors, warnings, dryRun } = result;
  const passed = good(strong(dryRun ? 'would pass' : 'passed'));
  const refused = bad(strong(dryRun ? 'would be refused' : 'refused'));
  return [
    checkpointPassed ? passed : refused,
    ...errors.flatMap((error) => labelled('error', error, bad)),
    ...warnings.flatMap((warning) => labelled('warning', warning, doubtful)),
  ];
}

/** Where a submission that passed leads. */
export function nextLine({ next }: CompletePhaseResult): string[] {
  return next === undefined ? [] : labelled('next', `phase ${next.phase}, ${next.phaseName}`);
}

/** What to do about a refusal: in sentences, and as a list. */
export function remedyLines({ remediation, nextSteps }: CompletePhaseResult): string[] {
  return [
    ...labelled('remediation', remediation),
    ...nextSteps.flatMap((step, index) =>
      labelled(index === 0 ? 'next steps' : '', `${index + 1}. ${step}`),
    ),
  ];
}

/** An error response, and what to do about it. */
export function refusalLines({ code, kind, message, remediation }: Refusal): string[] {
  return [
    `${bad(strong(kind))} ${faint(`${code}`)}`,
    ...labelled('error', message, bad),
    ...labelled('remediation', remediation),
  ];
}

/** What no longer fits between a session and its workflow. */
export function driftLines(drift: readonly DriftItem[]): string[] {
  return drift.length === 0
    ? [good('no drift')]
    : drift.flatMap(({ kind, message, remediation }) => [
        ...labelled('drift', `${kind}: ${message}`, doubtful),
        ...labelled('remediation', remediation),
      ]);
}

/** `strict, 6 fields`, or `checklist of 3` for a gate that lives in a tasks.md. */
export function gateInShort(gate: GateItem): string {
  return gate.source === 'yaml'
    ? `${strictness(gate)}, ${gate.evidence.length} fields`
    : `checklist of ${gate.checklist.length}`;
}

/** The first lines of a text, and that there are more. */
export function excerpt(text: string, lines: number): string[] {
  const all = text.split('\n').filter((line) => line.trim() !== '');
  const shown = all.slice(0, lines).map((line) => clip(line.trimEnd(), BLOCK_WIDTH));
  return all.length > lines ? [...shown, faint(`… ${all.length - lines} lines more`)] : shown;
}

export function labelled(
  label: string,
  text: string,
  paint: (text: string) => string = (plain) => plain,
): string[] {
  return wrap(text, BLOCK_WIDTH - LABEL_WIDTH - 1).map(
    (line, index) => `${faint(padRight(index === 0 ? label : '', LABEL_WIDTH))} ${paint(line)}`,
  );
}

function strictness({ strict }: GateItem): string {
  return strict ? 'strict' : 'lenient';
}
