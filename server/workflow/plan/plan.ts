import type { SyntaxProblem } from '../../syntax/text-range.ts';
import type { Positions } from '../markdown-document.ts';

/** What a dynamic workflow is generated from (FORMAT.md (f)): ids and values only, no positions. */
export interface Plan {
  /** In the order of the source. */
  readonly phases: readonly PlanPhase[];
}

export interface PlanPhase {
  /** As the source gives it; 0 is a number like any other. */
  readonly number: number;
  readonly name: string;
  /** The stated objective, else `Phase N objectives`. */
  readonly description: string;
  /** As written, else `Variable`. */
  readonly estimatedDuration: string;
  readonly tasks: readonly PlanTask[];
  readonly validationGate: readonly string[];
}

export interface PlanTask {
  /** `1.2`: the number of its phase, and its own. */
  readonly id: string;
  readonly name: string;
  /** The stated purpose; the name where the source has none. */
  readonly description: string;
  /** As written, else `Variable`. */
  readonly estimatedTime: string;
  /** Ids of tasks, or prose as the author put it. */
  readonly dependencies: readonly string[];
  readonly acceptanceCriteria: readonly string[];
}

/**
 * A source that has been read. Positions, by index: `phase/I`, `phase/I/gate/J`, `phase/I/task/J`,
 * `phase/I/task/J/criterion/K`, `phase/I/task/J/dependency/K`.
 */
export interface PlanDocument {
  readonly plan: Plan;
  /** In the order of the text. */
  readonly problems: readonly SyntaxProblem[];
  readonly positions: Positions;
}

/** The kinds of problems that leave nothing to generate from; the others are for the author to mend. */
const UNUSABLE = new Set(['empty-source', 'no-phases', 'unreadable-source']);

/** What makes the source unusable: the problem to refuse a start with, absent when all is well. */
export function unusableBecause({ problems }: PlanDocument): SyntaxProblem | undefined {
  return problems.find(({ kind }) => UNUSABLE.has(kind));
}

/** `Phase N objectives`: the description of a phase that states none. */
export function defaultDescription(phase: number): string {
  return `Phase ${phase} objectives`;
}

/** The time of what states none. */
export const DEFAULT_TIME = 'Variable';
