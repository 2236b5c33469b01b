import type { TextRange } from '../../syntax/text-range.ts';

/** A passage before its hash, its lines and its facets are known. */
export interface Draft {
  readonly title: string;
  readonly headings: readonly string[];
  readonly text: string;
  readonly keywords: readonly string[];
  readonly range: TextRange;
  /** Tags that are stated, beside those that the words tell. */
  readonly tags: readonly string[];
  /** Where it is known from elsewhere than the words. */
  readonly phase?: number | null;
}
