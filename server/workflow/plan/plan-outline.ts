import { lineBefore } from '../../syntax/line.ts';
import { blocksOf, type Heading, type MarkdownTree } from '../../syntax/markdown-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import { type PhaseHeading, readPhaseHeading } from './phase-heading.ts';
import { PhaseDraft } from './plan-drafts.ts';
import { readTaskTitle } from './task-title.ts';

/** What a plan's headings say before its text is read: which are its phases, which are tasks. */
export interface PlanOutline {
  /** By number, in the order of the text. */
  readonly phases: ReadonlyMap<number, PhaseDraft>;
  /** The phases by their headings. */
  readonly byHeading: ReadonlyMap<Heading, PhaseDraft>;
  /** Every heading that begins with `Phase N`. */
  readonly phaseHeadings: ReadonlyMap<Heading, PhaseHeading>;
  /** The ids of tasks that headings define: elsewhere they are mentioned. */
  readonly headedTasks: ReadonlySet<string>;
}

/**
 * The first heading of each number that has a separator is its phase, else the first without one;
 * later ones are about it. Quoted headings and underlined ones are none.
 */
export function readPlanOutline(tree: MarkdownTree, text: string): PlanOutline {
  const phaseHeadings = new Map<Heading, PhaseHeading>();
  const chosen = new Map<number, Heading>();
  const headedTasks = new Set<string>();
  for (const heading of blocksOf(tree, 'heading')) {
    if (!isPlainHeading(heading, text)) continue;
    const read = readPhaseHeading(heading.text);
    if (read === undefined) {
      const title = readTaskTitle(heading.text, heading.text);
      if (title?.worded === true) headedTasks.add(title.id);
      continue;
    }
    phaseHeadings.set(heading, read);
    const before = chosen.get(read.number);
    const isBetter =
      read.role === 'phase'
        ? before === undefined || phaseHeadings.get(before)?.role !== 'phase'
        : read.role === 'perhaps-phase' && before === undefined;
    if (isBetter) chosen.set(read.number, heading);
  }
  const phases = new Map<number, PhaseDraft>();
  const byHeading = new Map<Heading, PhaseDraft>();
  for (const heading of [...chosen.values()].toSorted((a, b) => a.range.start - b.range.start)) {
    const read = phaseHeadings.get(heading);
    if (read === undefined) continue;
    const phase = new PhaseDraft(read, heading.textRange);
    phases.set(read.number, phase);
    byHeading.set(heading, phase);
  }
  return { phases, byHeading, phaseHeadings, headedTasks };
}

/** Whether a heading is one of `#`, outside of quotes. */
export function isPlainHeading(heading: Heading, text: string): boolean {
  return text.charAt(heading.range.start) === '#' && !isQuoted(text, heading.range);
}

/** Whether a block stands in a quote. */
export function isQuoted(text: string, { start }: TextRange): boolean {
  return /^[\s>*+-]*>/.test(lineBefore(text, start, 60));
}
