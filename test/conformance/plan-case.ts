import type { PhaseItem } from '../../server/protocol/workflow-requests.ts';
import { plain } from './case-files.ts';

/** A phase as a case writes it down. What is at its default may be left out in ours. */
export interface ExpectedPhase {
  readonly phase: number;
  readonly name: string;
  readonly description?: string;
  readonly duration?: string;
  readonly gate?: readonly string[];
  readonly tasks: readonly ExpectedTask[];
}

interface ExpectedTask {
  readonly id: string;
  readonly name: string;
  readonly time?: string;
  readonly dependencies?: readonly string[];
  readonly criteria?: readonly string[];
}

/** The text of a tasks.md, and the plan that a person sees in it. */
export interface PlanCase {
  readonly id: string;
  readonly text: string;
  /** `refused`: there are no phases in it. */
  readonly expected: readonly ExpectedPhase[] | 'refused';
}

/** A case of ours: its text line by line. */
export interface OwnPlanCase {
  readonly id: string;
  readonly text: readonly string[];
  readonly phases?: readonly ExpectedPhase[];
}

export function ownPlanCase({ id, text, phases }: OwnPlanCase): PlanCase {
  return {
    id,
    text: text.map((line) => `${line}\n`).join(''),
    expected: phases === undefined ? 'refused' : plain(phases),
  };
}

/** A case recorded from the original engine. */
export interface RecordedPlanCase {
  readonly id: string;
  readonly text: string;
  readonly expected: { readonly ok: boolean; readonly phases?: readonly RecordedPhase[] };
  /** What is wrong with `expected`; what is right is said in prose, so it stands in {@link RIGHT}. */
  readonly original_bug?: string;
}

interface RecordedPhase {
  readonly phase_number: number;
  readonly phase_name: string;
  readonly description: string;
  readonly estimated_duration: string;
  readonly validation_gate: readonly string[];
  readonly tasks: readonly {
    readonly task_id: string;
    readonly task_name: string;
    readonly estimated_time: string;
    readonly dependencies: readonly string[];
    readonly acceptance_criteria: readonly string[];
  }[];
}

const build = (tasks: readonly ExpectedTask[], more: Partial<ExpectedPhase> = {}) => [
  { phase: 1, name: 'Build', ...more, tasks },
];

/** What is right where the recording is not, by the id of the case. */
const RIGHT: Readonly<Record<string, readonly ExpectedPhase[]>> = {
  'phase-zero': [
    { phase: 0, name: 'Setup', tasks: [{ id: '0.1', name: 'a' }] },
    ...build([{ id: '1.1', name: 'b' }]),
  ],
  'phantom-from-mention': build([{ id: '1.1', name: 'b', dependencies: ['1.5'] }]),
  // The record allows an error at that line as well; a person sees two phases.
  'no-separator': [
    { phase: 1, name: 'A', tasks: [{ id: '1.1', name: 'a' }] },
    { phase: 3, name: 'Three', tasks: [{ id: '3.1', name: 'z' }] },
  ],
  'task-word-in-phase-name': [
    { phase: 1, name: 'Task Breakdown', tasks: [{ id: '1.1', name: 'b' }] },
    { phase: 2, name: 'x', tasks: [{ id: '2.1', name: 'y' }] },
  ],
  'bold-paragraph-tasks': build([
    { id: '1.1', name: 'Foo' },
    { id: '1.2', name: 'Bar' },
  ]),
  'dependency-none-comment': build([{ id: '1.6', name: 'b' }]),
  // The record does not say what is right: four items that begin with a number of this phase.
  'list-separators': build([
    { id: '1.1', name: 'a' },
    { id: '1.2', name: 'b' },
    { id: '1.3', name: 'c' },
    { id: '1.4', name: 'd' },
  ]),
  'gate-no-checkbox': build([{ id: '1.1', name: 'a' }], { gate: ['g1', 'g2'] }),
  'objective-two-paragraphs': build([{ id: '1.1', name: 'a' }], { description: 'first' }),
};

export function recordedPlanCase(recorded: RecordedPlanCase): PlanCase {
  const { id, text, expected, original_bug } = recorded;
  const { ok, phases = [] } = plain(expected);
  const right = original_bug === undefined ? undefined : RIGHT[id];
  return {
    id,
    text,
    expected: right ?? (ok ? phases.map(inOurTerms) : 'refused'),
  };
}

function inOurTerms(phase: RecordedPhase): ExpectedPhase {
  return withoutDefaults({
    phase: phase.phase_number,
    name: phase.phase_name,
    description: phase.description,
    duration: phase.estimated_duration,
    gate: phase.validation_gate,
    tasks: phase.tasks.map((task) => ({
      id: task.task_id,
      name: task.task_name,
      time: task.estimated_time,
      dependencies: task.dependencies,
      criteria: task.acceptance_criteria,
    })),
  });
}

/** A phase of an answer, written as a case writes it. */
export function asExpected(phase: PhaseItem): ExpectedPhase {
  return withoutDefaults({
    phase: phase.phase,
    name: phase.name,
    description: phase.purpose,
    duration: phase.estimatedDuration ?? '',
    gate: phase.gate.checklist,
    tasks: phase.tasks.map((task) => ({
      id: task.taskId ?? '',
      name: task.name,
      time: task.estimatedTime ?? '',
      dependencies: task.dependencies ?? [],
      criteria: task.acceptanceCriteria ?? [],
    })),
  });
}

function withoutDefaults({
  phase,
  name,
  description = '',
  duration = '',
  gate = [],
  tasks,
}: ExpectedPhase): ExpectedPhase {
  return {
    phase,
    name,
    ...(description === `Phase ${phase} objectives` ? {} : { description }),
    ...(duration === 'Variable' ? {} : { duration }),
    ...(gate.length === 0 ? {} : { gate }),
    tasks: tasks.map(({ id, name: task, time = '', dependencies = [], criteria = [] }) => ({
      id,
      name: task,
      ...(time === 'Variable' ? {} : { time }),
      ...(dependencies.length === 0 ? {} : { dependencies }),
      ...(criteria.length === 0 ? {} : { criteria }),
    })),
  };
}
