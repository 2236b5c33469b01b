import {
  type CompletionItem,
  CompletionItemKind,
  type Hover,
  MarkupContent,
} from 'vscode-languageserver-protocol';
import { clip, inColumns, padRight, widthOf, wrap } from './layout.ts';
import { chosen, faint, strong } from './palette.ts';
import { BLOCK_WIDTH } from './transcript.ts';

const MENU_ROWS = 8;
const CARD_ROWS = 10;
const WIDEST = 64;

const KINDS: Readonly<Partial<Record<CompletionItemKind, string>>> = {
  [CompletionItemKind.Property]: 'key',
  [CompletionItemKind.Value]: 'value',
  [CompletionItemKind.File]: 'file',
  [CompletionItemKind.Keyword]: 'command',
  [CompletionItemKind.Reference]: 'name',
};

/**
 * The menu that an editor opens for completion: its first entries, one of them selected.
 *
 * @param column where it opens
 */
export function completionMenu(
  items: readonly CompletionItem[],
  selected: string,
  column: number,
): string[] {
  const shown = items.slice(0, MENU_ROWS);
  const rows = inColumns(
    shown.map(({ label, kind, detail }) => [label, (kind && KINDS[kind]) ?? '', detail ?? '']),
  ).map((row) => clip(row, roomAt(column)));
  const width = Math.max(0, ...rows.map(widthOf));
  const more = items.length - shown.length;
  return boxed(
    [
      ...rows.map((row, index) => {
        const line = ` ${padRight(row, width)} `;
        return shown[index]?.label === selected ? chosen(line) : line;
      }),
      ...(more > 0 ? [faint(` and ${more} more `)] : []),
    ],
    column,
  );
}

/**
 * The card that an editor shows for hover: its Markdown in the simplest rendering.
 *
 * @param column where it opens
 */
export function hoverCard(hover: Hover, column: number): string[] {
  const lines = wrap(markdownOf(hover).replaceAll(/\n{2,}/g, '\n'), roomAt(column));
  const shown = lines.length > CARD_ROWS ? [...lines.slice(0, CARD_ROWS - 1), '…'] : lines;
  return boxed(
    shown.map((line) => ` ${rendered(line)} `),
    column,
  );
}

/** What a hover says, as it was sent. */
export function markdownOf({ contents }: Hover): string {
  if (MarkupContent.is(contents)) return contents.value;
  const parts = Array.isArray(contents) ? contents : [contents];
  return parts.map((part) => (typeof part === 'string' ? part : part.value)).join('\n');
}

function rendered(line: string): string {
  return line
    .replace(/^#+ (.*)$/, (_, title: string) => strong(title))
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/`([^`]*)`/g, '$1')
    .replaceAll(/\*\*([^*]*)\*\*/g, (_, words: string) => strong(words));
}

function roomAt(column: number): number {
  return Math.min(WIDEST, BLOCK_WIDTH - column - 4);
}

function boxed(rows: readonly string[], column: number): string[] {
  const width = Math.max(0, ...rows.map(widthOf));
  return [
    faint(`╭${'─'.repeat(width)}╮`),
    ...rows.map((row) => `${faint('│')}${padRight(row, width)}${faint('│')}`),
    faint(`╰${'─'.repeat(width)}╯`),
  ].map((line) => ' '.repeat(column) + line);
}
