import type { MarkdownTree } from '../syntax/markdown-tree.ts';
import type { TextRange } from '../syntax/text-range.ts';
import type { ArgumentKind } from './command-language.ts';
import type { Command } from './commands.ts';
import type { LinkTarget } from './link-target.ts';

/**
 * A markdown file of a workflow. Other files depend on the summary alone: it holds what the author
 * stated, and no offsets, so prose and blank lines do not change it. What changes with every key
 * stands beside it.
 */
export interface MarkdownDocument<Summary> {
  readonly summary: Summary;
  /** Where the things of the summary stand, by the path that leads to them: `command/0/target/1`. */
  readonly positions: Positions;
  readonly tree: MarkdownTree;
  readonly commands: readonly Command[];
  /** How many lines the file has: sizes are limited (FORMAT.md (c)). */
  readonly lines: number;
}

export type Positions = ReadonlyMap<string, TextRange>;

/** What phase.md and task files have in common. */
export interface MarkdownSummary {
  readonly title?: TitleSummary;
  /** Those under the title, each once. */
  readonly labels: readonly LabelSummary[];
  /** Commands, no mentions. */
  readonly commands: readonly CommandSummary[];
  /** The NAMEs that headings and items mention, each once, in the order of the alphabet. */
  readonly mentioned: readonly string[];
  /** Examples of submitting evidence; absent where there are none. */
  readonly submissions?: readonly SubmissionSummary[];
  /** Whether a fence is never closed, so that all below it is code: what seems absent may stand there. */
  readonly endsInFence?: true;
  /** What links and images point at, apart from targets of commands and files of tasks. */
  readonly links: readonly LinkTarget[];
}

/** `# Phase 2: Design` or `# Task 3: Review`; number and name are absent where the title has none. */
export interface TitleSummary {
  readonly text: string;
  readonly number?: number;
  readonly name?: string;
}

/** An example of `complete_phase`: which phase it names, and its evidence. */
export interface SubmissionSummary {
  readonly phase?: number;
  readonly names: readonly string[];
}

export interface LabelSummary {
  readonly name: string;
  readonly value: string;
}

export interface CommandSummary {
  readonly symbol: string;
  readonly name: string;
  readonly known: boolean;
  /** For an unknown NAME: symbol and NAME that were probably meant. */
  readonly nearest?: { readonly symbol: string; readonly name: string };
  readonly argument?: ArgumentKind;
  readonly hasArgument: boolean;
  readonly targets: readonly string[];
}
