import { perObject } from '../../../caches/per-object.ts';
import type { Phase, Workflow } from '../../../workflow/snapshot.ts';
import { type Chain, chainOf, type Link, properNexts, type Station, tasksAfter } from './chain.ts';

/** A NEXT-MANDATORY that leads to a file which is there, but not to the one that comes next. */
export interface WrongTurn {
  readonly kind: 'itself' | 'back' | 'skipped' | 'left';
  readonly from: Link;
  readonly at: string;
  readonly written: string;
  readonly to: Station;
  /** Of `skipped` and `left`: what is passed over, in words. */
  readonly passed: string;
  /** The name or path that leads to what comes next, if there is one. */
  readonly expected: string | undefined;
}

/**
 * The wrong turns of a workflow. A file of which any command leads where it should is believed: the
 * other commands are branches. Of several targets of one command the first counts (FORMAT.md (d)).
 */
export const wrongTurns = perObject((workflow: Workflow): readonly WrongTurn[] => {
  const chain = chainOf(workflow);
  return chain.links.flatMap((link) => turnsFrom(chain, link));
});

function turnsFrom(chain: Chain, from: Link): WrongTurn[] {
  const proper = properNexts(chain, from);
  // In a loop the way back is the way on.
  const loops = from.summary?.commands.some(({ name, known }) => known && name.startsWith('LOOP-'));
  if (loops) return [];
  const isRight = from.nexts.some(({ targets }) => targets.some((file) => proper.includes(file)));
  if (isRight) return [];
  const [next] = proper;
  const expected = next === undefined ? undefined : pathTo(chain, from.phase, next);
  return from.nexts.flatMap(({ at, written, targets }): WrongTurn[] => {
    const [target] = targets;
    const to = target === undefined ? undefined : chain.stations.get(target);
    if (to === undefined) return [];
    const found = judge(chain, from, to, target === from.file);
    return found === undefined ? [] : [{ ...found, from, at, written, to, expected }];
  });
}

function judge(
  chain: Chain,
  { phase, task }: Link,
  to: Station,
  isItself: boolean,
): Pick<WrongTurn, 'kind' | 'passed'> | undefined {
  if (isItself) return { kind: 'itself', passed: '' };
  const remaining = tasksAfter(phase, task?.number ?? -1);
  if (to.phase.number < phase.number) return { kind: 'back', passed: '' };
  if (to.phase === phase) return judgeWithin(phase, task?.number ?? -1, to, remaining.length > 0);
  // A phase.md names its first task and the phase after it.
  if (task !== undefined && remaining.length > 0) {
    const last = phase.tasks.at(-1)?.number;
    const first = remaining[0]?.number;
    return { kind: 'left', passed: first === last ? `task ${first}` : `tasks ${first} to ${last}` };
  }
  const next = chain.following(phase);
  if (next === undefined || next.number >= to.phase.number) return undefined;
  return { kind: 'skipped', passed: `phase ${next.number}` };
}

function judgeWithin(
  phase: Phase,
  number: number,
  { task }: Station,
  tasksRemain: boolean,
): Pick<WrongTurn, 'kind' | 'passed'> | undefined {
  // After the last task the phase.md is where the gate stands.
  if (task === undefined) return tasksRemain ? { kind: 'back', passed: '' } : undefined;
  if (task.number === number) return undefined;
  if (task.number < number) return { kind: 'back', passed: '' };
  const passed = phase.tasks.filter((other) => number < other.number && other.number < task.number);
  const [first] = passed;
  const last = passed.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return {
    kind: 'skipped',
    passed: first === last ? `task ${first.number}` : `tasks ${first.number} to ${last.number}`,
  };
}

/** How a file of the workflow is named from a file of that phase. */
function pathTo({ stations }: Chain, phase: Phase, file: string): string | undefined {
  const station = stations.get(file);
  if (station === undefined) return undefined;
  const name = station.task?.name ?? 'phase.md';
  return station.phase === phase ? name : `../${station.phase.number}/${name}`;
}
