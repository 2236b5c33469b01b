import type { MarkdownSummary } from '../../workflow/markdown-document.ts';

/** A label whose value begins with a number: `**Phase:** 2 (Publish)`. */
export interface NumberedLabel {
  readonly number: number;
  /** Where the number stands. */
  readonly anchor: string;
}

/** The first label with such a name and a number. `1-N` and `1.2` are no numbers. */
export function numberedLabel(
  { labels }: MarkdownSummary,
  name: RegExp,
): NumberedLabel | undefined {
  for (const label of labels) {
    if (!name.test(label.name)) continue;
    const digits = /^(\d{1,5})(?![\w/]|[-–.]\w)/.exec(label.value)?.[1];
    if (digits !== undefined) {
      return { number: Number(digits), anchor: `label/${label.name}/number` };
    }
  }
  return undefined;
}
