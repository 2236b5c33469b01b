import type { PassageKind } from '../protocol/search-requests.ts';
import type { TextRange } from '../syntax/text-range.ts';
import type { FilePath } from '../workspace/paths.ts';
import type { Range } from '../workspace/position-encoding.ts';

/** A file that is indexed, and what is known of it from its place. */
export interface IndexedFile {
  readonly file: FilePath;
  readonly kind: PassageKind;
  /** Of a workflow's file: the workflow's type. */
  readonly workflowType?: string;
  /** Of a phase's file: its number. */
  readonly phase?: number;
}

/** A passage that is found as one: a section or part of it, a phase of metadata.json, a gate. */
export interface Chunk {
  /** Of kind, headings and text: chunks that say the same have the same hash, wherever they stand. */
  readonly hash: string;
  /** The title of the document. */
  readonly title: string;
  /** The headings above the passage, outermost first, without the title. */
  readonly headings: readonly string[];
  /** The passage as written. */
  readonly text: string;
  /** What only search reads: keywords that the author listed, aliases. */
  readonly keywords: readonly string[];
  /** UTF-16 offsets in the file: `text` stands there. */
  readonly range: TextRange;
  /** Lines and UTF-16 columns of the same, from 0, so that results open without the text at hand. */
  readonly lines: Range;
  /** The phase that the passage is about; null where none is named. */
  readonly phase: number | null;
  readonly tags: readonly string[];
  readonly critical: boolean;
}
