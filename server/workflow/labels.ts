import { isProse, type MarkdownTree } from '../syntax/markdown-tree.ts';
import type { TextRange } from '../syntax/text-range.ts';

/** `**Name:** value` or `**Name**: value` at the beginning of a line or of a list item. */
export interface Label {
  readonly name: string;
  /** The rest of the line as written. */
  readonly value: string;
  /** Empty where there is no value: where it would stand. */
  readonly valueRange: TextRange;
}

/** The labels that begin in `region`, both dialects of FORMAT.md (c). */
export function labelsIn(tree: MarkdownTree, text: string, region: TextRange): Label[] {
  const labels: Label[] = [];
  for (const match of text.slice(region.start, region.end).matchAll(LABEL)) {
    const [whole, lead = '', name = '', value = ''] = match;
    const start = region.start + match.index;
    if (!isProse(tree, start + lead.length)) continue;
    const end = start + whole.length;
    labels.push({
      name: name.trim(),
      value: value.trimEnd(),
      valueRange: { start: end - value.length, end: end - value.length + value.trimEnd().length },
    });
  }
  return labels;
}

const LABEL =
  /^([ \t>]*(?:[-*+][ \t]+)?)\*\*([^*:\r\n]{1,80})(?::\*\*|\*\*[ \t]*:)[ \t]*([^\r\n]*)/gm;
