import type { RelatedPlace, RulePage, WorkflowRule } from '../../rule.ts';
import { type WrongTurn, wrongTurns } from './wrong-turns.ts';

interface TurnRule {
  readonly kind: WrongTurn['kind'];
  readonly code: string;
  readonly title: string;
  readonly page: RulePage;
  /** The first line of the message, and what follows from the fault. */
  readonly message: (turn: WrongTurn) => string;
  readonly consequence: string;
}

/** A rule on one kind of wrong turn. */
export function turnRule({ kind, message, consequence, ...description }: TurnRule): WorkflowRule {
  return {
    scope: 'workflow',
    severity: 'warning',
    ...description,
    *check(workflow) {
      for (const turn of wrongTurns(workflow)) {
        if (turn.kind !== kind) continue;
        const { from, at, to, expected } = turn;
        const repair = expected === undefined ? 'Delete the command' : `Write "${expected}"`;
        const other: RelatedPlace = {
          file: (to.task ?? to.phase).file,
          at: 'title',
          message: 'Where the command leads.',
        };
        yield {
          file: from.file,
          at,
          message: `${message(turn)}\n${consequence} ${repair}.`,
          ...(kind === 'itself' ? {} : { related: [other] }),
          ...(expected === undefined ? {} : { data: { expected } }),
        };
      }
    },
  };
}

/** Where a command stands or leads: `task 2`, `phase 1`, `task 2 of phase 1`. */
export function stationName({ phase, task }: WrongTurn['to'], from?: WrongTurn['from']): string {
  if (task === undefined) return `phase ${phase.number}`;
  return phase === from?.phase
    ? `task ${task.number}`
    : `task ${task.number} of phase ${phase.number}`;
}
