import type { TextRange } from '../../syntax/text-range.ts';
import { type Entry, placed } from './checklist.ts';
import { DependencyExpander, readDependencies } from './dependencies.ts';
import {
  DEFAULT_TIME,
  defaultDescription,
  type Plan,
  type PlanPhase,
  type PlanTask,
} from './plan.ts';
import type { PhaseDraft, PlacedDependency, TaskDraft } from './plan-drafts.ts';

/** The plan that the drafts make, with the place of everything in it. */
export function planOf(drafts: readonly PhaseDraft[]): {
  plan: Plan;
  positions: Map<string, TextRange>;
} {
  const positions = new Map<string, TextRange>();
  const ids = drafts.flatMap(({ tasks }) => tasks.map(({ id }) => id));
  const expander = new DependencyExpander(ids);

  const task = (draft: TaskDraft, anchor: string): PlanTask => {
    positions.set(anchor, draft.range);
    return {
      id: draft.id,
      name: draft.name,
      description: draft.name,
      estimatedTime: draft.time ?? DEFAULT_TIME,
      dependencies: placed(dependenciesOf(draft, expander), `${anchor}/dependency`, positions),
      acceptanceCriteria: placed(draft.criteriaEntries, `${anchor}/criterion`, positions),
    };
  };
  const phases = drafts.map((draft, index): PlanPhase => {
    const anchor = `phase/${index}`;
    positions.set(anchor, draft.range);
    return {
      number: draft.number,
      name: draft.name,
      description: draft.objective ?? defaultDescription(draft.number),
      estimatedDuration: draft.duration ?? DEFAULT_TIME,
      tasks: draft.tasks.map((each, position) => task(each, `${anchor}/task/${position}`)),
      validationGate: placed(draft.gateEntries, `${anchor}/gate`, positions),
    };
  });
  return { plan: { phases }, positions };
}

/** What a task states, else what its name says: `Create config (depends on 1.1)`. */
function dependenciesOf(draft: TaskDraft, expander: DependencyExpander): Entry[] {
  const stated = draft.dependencies ?? draft.perhapsDependencies ?? inName(draft);
  return expander.expand(stated).map(({ text, from: { range } }) => ({ text, range }));
}

function inName({ name, range }: TaskDraft): PlacedDependency[] {
  const [, value = ''] = /\((?:depends on|requires|after)\s+([^()]{1,200})\)/i.exec(name) ?? [];
  return readDependencies(value)
    .filter(({ text }) => /^\d+\.\d+$/.test(text))
    .map((dependency) => ({ ...dependency, range }));
}
