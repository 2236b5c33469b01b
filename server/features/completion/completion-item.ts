import type { TextRange } from '../../syntax/text-range.ts';

/** A proposal at the cursor, ready to be encoded for any client. */
export interface CompletionItem extends Offer {
  /** Sorts as the list is ordered: the likeliest first. */
  readonly sortText: string;
}

/** A proposal of one kind of completion; the order of a list of them is its ranking. */
export interface Offer {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'file' | 'command' | 'symbol' | 'name';
  /** A few words beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What the proposal takes the place of: within one line, the cursor in it or at its edge. */
  readonly replace: TextRange;
  readonly newText: string;
  /** In LSP's snippet syntax, for clients that take it; further lines are indented from the first. */
  readonly snippet?: string;
  /** What the client compares with the replaced text, where the label does not begin like it. */
  readonly filterText?: string;
  /** There is something to complete right after this: the client may ask again at once. */
  readonly retrigger?: boolean;
}
