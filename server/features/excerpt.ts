import { parseMarkdown } from '../syntax/markdown.ts';
import type { Block, CodeBlock, ListItem, Paragraph, Table } from '../syntax/markdown-tree.ts';
import { asBlock, asText, heading } from './markup.ts';

/** How much of what was asked a stretch of text says; 0 for nothing. */
export type Worth = (text: string) => number;

/** There is room for so many characters, */
const MOST_CHARACTERS = 280;
/** and so many lines. */
const MOST_LINES = 8;
/** The link leads to longer code. */
const MOST_CODE = { lines: 3, characters: 160 } as const;
/** Of a passage that is nothing but code, so many lines are shown. */
const MOST_CODE_ALONE = 5;
/** Less of a part than this is not worth showing. */
const LEAST_OF_A_PART = 40;

/** One line of an excerpt, or one block of code. */
interface Part {
  /** What a reader reads. */
  readonly text: string;
  /** How many lines it takes. */
  readonly lines: number;
  /** As markdown, its text in at most so many characters. */
  readonly shown: (most: number) => string;
  /** What stands between it and the part before. */
  readonly gap: '\n' | '  \n' | '\n\n';
  /** Whether it is nothing without what follows: "Examples:". */
  readonly announces: boolean;
}

/**
 * A few lines of a passage, as markdown: its beginning, or the place that says most of what was asked if
 * the beginning says less. Lists and short code keep their form. Tables and long code have no room, nor
 * has the line that announces them; but a row that says what was asked is shown as a line.
 */
export function excerptOf(passage: string, worthOf: Worth): string {
  const { blocks } = parseMarkdown(passage);
  const parts = partsOf(blocks, passage, worthOf);
  if (parts.length === 0) return codeExcerpt(blocks, passage, worthOf);
  const worths = parts.map(({ text }) => worthOf(text));
  const most = Math.max(0, ...worths);
  const beginning = fitting(parts);
  if (worths.slice(0, beginning.length).includes(most)) return excerpt(beginning, parts);
  const best = worths.indexOf(most);
  const rest = parts.slice(parts[best - 1]?.announces === true ? best - 1 : best);
  return excerpt(fitting(rest), rest);
}

function excerpt(shown: readonly Part[], parts: readonly Part[]): string {
  let room = MOST_CHARACTERS;
  let markdown = '';
  for (const part of shown) {
    markdown += (markdown === '' ? '' : part.gap) + part.shown(room);
    room -= part.text.length;
  }
  if (shown.length === parts.length || room < 0) return markdown;
  return markdown.endsWith('`') || markdown.endsWith('*') ? `${markdown}\n\n…` : `${markdown} …`;
}

/** The parts that there is room for, from the first on; the last one may have room for its beginning. */
function fitting(parts: readonly Part[]): Part[] {
  const kept: Part[] = [];
  let room = MOST_CHARACTERS;
  let lines = MOST_LINES;
  for (const part of parts) {
    if (part.lines > lines || (part.text.length > room && room < LEAST_OF_A_PART)) break;
    kept.push(part);
    room -= part.text.length;
    lines -= part.lines;
  }
  while (kept.length < parts.length && kept.at(-1)?.announces === true) kept.pop();
  return kept;
}

function partsOf(blocks: readonly Block[], passage: string, worthOf: Worth): Part[] {
  const parts: Part[] = [];
  for (const block of blocks) {
    const own = partsOfBlock(block, passage, worthOf, parts.length === 0);
    if (own.length > 0) parts.push(...own);
    else dropAnnouncement(parts);
  }
  // What the last line announces is in the next passage.
  if (blocks.length > parts.length) dropAnnouncement(parts);
  return parts;
}

function dropAnnouncement(parts: Part[]): void {
  while (parts.at(-1)?.announces === true) parts.pop();
}

function partsOfBlock(block: Block, passage: string, worthOf: Worth, isFirst: boolean): Part[] {
  switch (block.kind) {
    case 'heading':
      // The first one stands in the place that the excerpt is shown under.
      return isFirst ? [] : [partOf(block.text, '\n\n', { announces: true, form: boldLine })];
    case 'paragraph':
      return paragraphParts(block, passage);
    case 'item':
      return itemParts(block, passage);
    case 'table':
      return rowParts(block, worthOf);
    case 'code':
      return codeParts(block, passage);
  }
}

function partOf(
  text: string,
  gap: Part['gap'],
  {
    announces = /:\W*$/.test(text),
    form = (shown: string): string => shown,
  }: { readonly announces?: boolean; readonly form?: (shown: string) => string } = {},
): Part {
  return { text, lines: 1, gap, announces, shown: (most) => form(asText(text, most)) };
}

/** Lines that the author began with a label stay lines; others are read on. */
function paragraphParts(paragraph: Paragraph, passage: string): Part[] {
  const { start, end } = paragraph.source;
  const bounds = [...passage.slice(start, end).matchAll(/\n(?=[ \t>]*(?:\*\*|__)[^\n]*:)/g)].map(
    ({ index }) => start + index,
  );
  return [start, ...bounds]
    .map((from, nth) => paragraph.within({ start: from, end: bounds[nth] ?? end }).text)
    .filter((text) => text !== '')
    .map((text, nth) => partOf(text, nth === 0 ? '\n\n' : '  \n'));
}

function itemParts(item: ListItem, passage: string): Part[] {
  if (item.text === '') return [];
  const [number] = /^\d+[.)]/.exec(passage.slice(item.range.start, item.range.end)) ?? [];
  const marker = `${'   '.repeat(item.depth)}${number ?? '-'} `;
  return [partOf(item.text, '\n', { form: (shown) => marker + shown })];
}

function rowParts({ rows }: Table, worthOf: Worth): Part[] {
  return rows
    .map((cells) => cells.flatMap(({ text }) => (text === '' ? [] : [text])).join(' — '))
    .filter((text) => worthOf(text) > 0)
    .map((text) => partOf(text, '\n', { announces: false, form: (shown) => `- ${shown}` }));
}

/** A number with a dot begins no list within bold marks. */
function boldLine(text: string): string {
  return heading(text.replace(/^(\d+)\\/, '$1'));
}

function codeParts(code: CodeBlock, passage: string): Part[] {
  const text = codeOf(code, passage);
  const lines = text.split('\n').length;
  if (!code.fenced || lines > MOST_CODE.lines || text.length > MOST_CODE.characters) return [];
  const block = asBlock(languageOf(code), text);
  return [{ text, lines: lines + 2, gap: '\n', announces: false, shown: () => block }];
}

/**
 * A few lines of a passage that is nothing but code: its beginning, which often says whether it is right or
 * wrong, or what begins with the line that says most of what was asked.
 */
function codeExcerpt(blocks: readonly Block[], passage: string, worthOf: Worth): string {
  const code = blocks.find((block) => block.kind === 'code');
  if (code === undefined) return '';
  const lines = codeOf(code, passage)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const worths = lines.map(worthOf);
  const best = worths.indexOf(Math.max(0, ...worths));
  const first = best < MOST_CODE_ALONE ? 0 : best;
  const shown = lines
    .slice(first, first + MOST_CODE_ALONE)
    .map((line) => line.slice(0, MOST_CODE.characters));
  if (first + MOST_CODE_ALONE < lines.length) shown.push('…');
  return asBlock(languageOf(code), withoutIndentation(shown.join('\n')));
}

function codeOf({ bodyRange }: CodeBlock, passage: string): string {
  return withoutIndentation(passage.slice(bodyRange.start, bodyRange.end)).trimEnd();
}

/** Editors colour by it; what else stands behind a fence is left out. */
function languageOf({ info }: CodeBlock): string {
  return /^\w*/.exec(info)?.[0] ?? '';
}

/** Code in a list is indented as the list is: what its first line begins with is taken off each. */
function withoutIndentation(code: string): string {
  const indentation = /^[ \t]*/.exec(code)?.[0] ?? '';
  return code.replaceAll(new RegExp(`^${indentation}`, 'gm'), '');
}
