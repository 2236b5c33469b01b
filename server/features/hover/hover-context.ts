import type { TextRange } from '../../syntax/text-range.ts';
import type { Workflow } from '../../workflow/snapshot.ts';
import type { FilePath } from '../../workspace/paths.ts';

/** What is said about a stretch of a document. */
export interface Hover {
  readonly range: TextRange;
  readonly markdown: string;
}

/** The text of a file as the server sees it; undefined if there is none. */
export type TextOf = (file: FilePath) => string | undefined;

/** What a hover is about, beside its document. */
export interface HoverContext {
  readonly workflow: Workflow;
  readonly offset: number;
  readonly textOf: TextOf;
}
