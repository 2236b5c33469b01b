import { Prose, Random } from './prose.ts';

const PHASES = 6;
const TASKS = 5;

/** A generated workflow before it is written out: the names on which its files agree. */
export interface WorkflowPlan {
  readonly type: string;
  readonly seed: number;
  readonly phases: readonly PhasePlan[];
}

export interface PhasePlan {
  readonly number: number;
  readonly name: string;
  readonly purpose: string;
  readonly minutes: number;
  readonly tasks: readonly TaskPlan[];
  readonly fields: readonly FieldPlan[];
}

export interface TaskPlan {
  readonly number: number;
  readonly name: string;
  readonly file: string;
  readonly purpose: string;
}

/** A field of the phase's gate. */
export interface FieldPlan {
  readonly name: string;
  readonly type: 'boolean' | 'integer' | 'string' | 'list';
  readonly description: string;
}

/** The plan of the workflow with this index: always the same. */
export function planWorkflow(index: number): WorkflowPlan {
  const seed = 7919 * (index + 1);
  const prose = new Prose(new Random(seed));
  const serial = String(index).padStart(4, '0');
  return {
    type: `${prose.noun()}_${prose.verb()}_${serial}_v${prose.random.integer(1, 4)}`,
    seed,
    phases: Array.from({ length: PHASES }, (_, number) => planPhase(prose, number)),
  };
}

function planPhase(prose: Prose, number: number): PhasePlan {
  const tasks = Array.from({ length: TASKS }, (_, task): TaskPlan => {
    const name = prose.title();
    const slug = name.toLowerCase().replaceAll(' ', '-');
    const file = `task-${task + 1}-${slug}.md`;
    return { number: task + 1, name, file, purpose: withoutStop(prose.sentence()) };
  });
  return {
    number,
    name: prose.title(),
    purpose: withoutStop(prose.sentence()),
    minutes: 5 * prose.random.integer(3, 18),
    tasks,
    fields: planFields(prose),
  };
}

/** Four to six fields whose names differ in more than a letter. */
function planFields(prose: Prose): FieldPlan[] {
  const names = new Set<string>();
  const wanted = prose.random.integer(4, 6);
  while (names.size < wanted) names.add(`${prose.noun()}_${prose.verb()}_done`);
  return [...names].map((name) => ({
    name,
    type: prose.random.pick(['boolean', 'integer', 'string', 'list']),
    description: withoutStop(prose.sentence()),
  }));
}

function withoutStop(sentence: string): string {
  return sentence.slice(0, -1);
}
