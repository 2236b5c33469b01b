import type { BlockText } from '../../syntax/markdown-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import { labelledParts, type PlanLabel, readPlanLabel } from './plan-labels.ts';

/** A line of a paragraph, an item or a heading, or the part of one that a label begins. */
export interface SourceLine {
  readonly range: TextRange;
  /** As written, marks included, without blanks and a box before it. */
  readonly written: string;
  readonly label: PlanLabel | undefined;
}

/** What is looked at of a line: nobody writes a label or a title behind a thousand characters. */
const LONGEST_LINE = 1_000;

/** The lines of a block's own text, each cut where a further label begins on it. */
export function sourceLines(text: string, { source }: BlockText): SourceLine[] {
  const lines: SourceLine[] = [];
  const written = text.slice(source.start, source.end);
  let start = 0;
  const take = (end: number): void => {
    lines.push(...partsOf(text, { start: source.start + start, end: source.start + end }));
  };
  for (const { 0: lineBreak, index } of written.matchAll(/\r\n?|\n/g)) {
    take(index);
    start = index + lineBreak.length;
  }
  take(written.length);
  return lines;
}

function partsOf(text: string, line: TextRange): SourceLine[] {
  const whole = text.slice(line.start, line.end);
  const [indent = ''] = /^\uFEFF?[\s>]*(?:\[[ xX]\][^\S\r\n]+)?/.exec(whole) ?? [];
  const start = line.start + indent.length;
  const written = whole.slice(indent.length, indent.length + LONGEST_LINE);
  const cuts = labelledParts(written).filter((offset) => offset > 0);
  return [0, ...cuts].map((offset, index) => {
    const cut = cuts[index];
    const end = cut === undefined ? line.end : start + cut;
    const range = { start: start + offset, end: Math.max(start + offset, end) };
    const part = text.slice(range.start, Math.min(range.end, range.start + LONGEST_LINE));
    return { range, written: part, label: readPlanLabel(part) };
  });
}

/** What follows a label on its line, without marks and without the bar before the next one. */
export function valueBehind(
  block: BlockText,
  line: SourceLine,
): { text: string; range: TextRange } {
  const start = line.range.start + (line.label?.valueStart ?? 0);
  const { text, textRange } = block.within({ start, end: line.range.end });
  const value = text.replace(/\s*[|·•,;]\s*$/, '').replace(/^\s*[|·•]\s*/, '');
  return { text: value, range: textRange };
}
