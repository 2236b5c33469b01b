import path from 'node:path';
import type { DataNode } from '../../syntax/data-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import { yamlComments } from '../../syntax/yaml-comments.ts';
import type { KnownDocument } from '../../workflow/document.ts';
import { type Directive, mayHoldDirectives, readDirective } from './directive.ts';

/** The comment forms there are, by language; JSON has no comments. */
export type CommentLanguage = 'markdown' | 'yaml';

/** The language of a file's comments; undefined where there are none. */
export function commentLanguageOf(file: string): CommentLanguage | undefined {
  const extension = path.extname(file);
  if (extension === '.md') return 'markdown';
  return extension === '.yaml' || extension === '.yml' ? 'yaml' : undefined;
}

/** The directives in a document's comments, in the order of the text. */
export function directivesIn(known: KnownDocument): readonly Directive[] {
  if (!mayHoldDirectives(known.text)) return [];
  if ('markdown' in known) {
    return known.markdown.tree.verbatim
      .filter(({ kind }) => kind === 'comment')
      .flatMap(({ range }) => htmlDirectives(known.text, range));
  }
  if (commentLanguageOf(known.file) !== 'yaml') return [];
  return yamlComments(known.text).flatMap((range) => {
    const body = range.start + 1;
    return readDirective(known.text.slice(body, range.end), body, range) ?? [];
  });
}

const HTML_COMMENT = /<!--([\s\S]*?)-->/g;

/** A block of comments may hold several, and text between them. */
function htmlDirectives(text: string, block: TextRange): Directive[] {
  const found = text.slice(block.start, block.end).matchAll(HTML_COMMENT);
  return [...found].flatMap(({ 0: whole, 1: body = '', index }) => {
    const start = block.start + index;
    const range = { start, end: start + whole.length };
    return readDirective(body, start + '<!--'.length, range) ?? [];
  });
}

/** Lines from 0, the last one included. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** Where that which cannot hold a comment ends, by the line on which it begins: of several the last. */
export type BlockEnds = ReadonlyMap<number, number>;

/**
 * Reads where the blocks of a document end that no comment can stand inside: its tables, fences and texts in
 * YAML. All at once, since a hostile file has as many directives as blocks.
 */
export function blockEnds(known: KnownDocument): BlockEnds {
  const { lines } = known;
  const ends = new Map<number, number>();
  for (const { start, end } of blocksOf(known)) {
    const first = lines.lineAt(start);
    const last = lines.lineAt(Math.max(start, end - 1));
    ends.set(first, Math.max(last, ends.get(first) ?? last));
  }
  return ends;
}

/**
 * The lines that a directive is about. Those of a comment's own belong to it: what a file lacks is
 * shown on its first line, whatever stands there. A table, a fence or a text in YAML that begins on the next line
 * counts as a whole, since no comment can stand inside it.
 */
export function linesOf(
  { lines }: KnownDocument,
  { scope, range }: Directive,
  ends: BlockEnds,
): Lines {
  if (scope === 'file') return { first: 0, last: lines.lineCount };
  const next = lines.lineAt(Math.max(range.start, range.end - 1)) + 1;
  return { first: lines.lineAt(range.start), last: Math.max(next, ends.get(next) ?? next) };
}

function blocksOf(known: KnownDocument): TextRange[] {
  if (!('markdown' in known)) return scalarsIn(known.tree.root).map(({ range }) => range);
  return known.markdown.tree.blocks
    .filter(({ kind }) => kind === 'table' || kind === 'code')
    .map(({ range }) => range);
}

function scalarsIn(node: DataNode | undefined): DataNode[] {
  if (node === undefined) return [];
  if (node.kind === 'scalar') return [node];
  return node.kind === 'array'
    ? node.items.flatMap(scalarsIn)
    : node.entries.flatMap(({ value }) => scalarsIn(value));
}
