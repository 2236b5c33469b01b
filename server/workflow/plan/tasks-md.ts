import { parseMarkdown } from '../../syntax/markdown.ts';
import type { MarkdownTree } from '../../syntax/markdown-tree.ts';
import { blankNestedFences } from '../../syntax/nested-fences.ts';
import { maxProblems } from '../../syntax/text-range.ts';
import type { PlanDocument } from './plan.ts';
import { planOf } from './plan-of-drafts.ts';
import { readPlanOutline } from './plan-outline.ts';
import {
  nestedFence,
  phaseProblems,
  tooLarge,
  unclosedFences,
  unknownDependencies,
} from './plan-problems.ts';
import { TasksReader } from './tasks-reader.ts';

/** A tasks.md that has been read. */
export interface TasksPlan extends PlanDocument {
  /** The tree of the text; absent where the plan was read from a text with its inner fences blanked out. */
  readonly tree: MarkdownTree | undefined;
}

/**
 * Reads a tasks.md (FORMAT.md (f), "Ours"): what a person sees in it as phases, tasks, criteria,
 * dependencies and gate items, each once; prose, code, tables, comments and mentions are none. Never
 * fails: what cannot be read is a problem.
 *
 * Kinds of problems: `empty-source`, `no-phases` (these two leave no plan), `phase-without-separator`,
 * `underlined-phase`, `phase-number-gap`, `task-outside-phase`, `task-in-other-phase`,
 * `duplicate-task`, `unknown-dependency`, `nested-fence`, `unclosed-fence`, `document-too-large`.
 */
export function readTasksPlan(text: string): TasksPlan {
  const { text: readable, fences } = blankNestedFences(text, standsInNoExample);
  const tree = parseMarkdown(readable);
  const reader = new TasksReader(readable, readPlanOutline(tree, readable));
  reader.read(tree);
  const phases = [...reader.plan.phases.values()];
  const { plan, positions } = planOf(phases);
  const problems = [
    ...reader.plan.problems,
    ...phaseProblems(text, phases),
    ...tooLarge(text),
    ...unknownDependencies(plan, positions, reader.plan.misnumbered),
    ...fences.slice(0, 1).map(nestedFence),
    ...unclosedFences(tree, text),
  ];
  const inOrder = problems.toSorted((a, b) => a.range.start - b.range.start);
  return {
    plan,
    positions,
    problems: inOrder.slice(0, maxProblems),
    tree: readable === text ? tree : undefined,
  };
}

/** Whether a line is part of the plan itself, so that no example can reach over it. */
function standsInNoExample(line: string): boolean {
  return /^#{1,6}\s+\W*(?:phase\s+\d|task\s+\d+\.\d)|^[-*+]\s+\[[ xX]\]\s+\W*task\s+\d+\.\d/i.test(
    line,
  );
}
