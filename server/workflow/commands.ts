import { isProse, linksIn, type MarkdownTree } from '../syntax/markdown-tree.ts';
import type { TextRange } from '../syntax/text-range.ts';
import {
  type ArgumentKind,
  bareSymbol,
  type CommandSpec,
  commandSpec,
  nearestCommand,
  SYMBOLS,
} from './command-language.ts';
import { readLinkTarget } from './link-target.ts';

/** A symbol with a NAME, as it stands in a document (FORMAT.md (d)). */
export interface Command {
  /** A mention only names a command, in prose, code, a comment or a heading: no rule applies. */
  readonly form: 'command' | 'mention';
  /** As written: with or without the variation selector. */
  readonly symbol: string;
  readonly name: string;
  /** Absent for an unknown NAME; mentions are always known. */
  readonly spec: CommandSpec | undefined;
  /** For an unknown NAME: what was probably meant, if anything is close enough. */
  readonly nearest: CommandSpec | undefined;
  /** To the end of the line; empty for mentions. */
  readonly argument: string;
  /** The files that the argument names, in the order of the text. */
  readonly targets: readonly CommandTarget[];
  /** From the symbol to the end of the argument. */
  readonly range: TextRange;
  readonly symbolRange: TextRange;
  readonly nameRange: TextRange;
  /** Empty where there is no argument: where it would stand. */
  readonly argumentRange: TextRange;
}

export interface CommandTarget {
  /** From the file that the command is in; may hold a generator's `*`. */
  readonly path: string;
  readonly range: TextRange;
}

/** Every command and mention of a document, in the order of the text. */
export function parseCommands(tree: MarkdownTree, text: string): Command[] {
  const commands: Command[] = [];
  for (const { index } of text.matchAll(SYMBOL)) {
    const command = commandAt(tree, text, index);
    if (command !== undefined) commands.push(command);
  }
  return commands;
}

const SYMBOL = new RegExp(`(?:${SYMBOLS.map(bareSymbol).join('|')})`, 'gu');

/** Symbol, blanks, NAME in emphasis or code, and the colon that may follow, inside it or outside. */
const HEAD = new RegExp(
  `(?<symbol>(?:${SYMBOLS.map(bareSymbol).join('|')})\\uFE0F?)(?<gap>[^\\S\\r\\n]*)(?<open>[*_\`]*)` +
    '(?<name>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)(?![\\w-])' +
    '(?<close>[*_`]*)(?<colon>[^\\S\\r\\n]?:)?(?<closeAfter>[*_`]*)',
  'uy',
);

/** What may stand before a command on its line: marks of lists, quotes, headings, emphasis; labels. */
const LEAD =
  /^(?:[\s>*_+#-]|\d{1,9}[.)]|\[[ xX]\]|\*\*[^*\r\n]{1,80}\*\*[^\S\r\n]*:|\*\*[^*\r\n]{1,80}:\*\*)*$/;
const LONGEST_LEAD = 200;
const NAMES_ONLY = /^[\s>]*(?:[-*+]|\d{1,9}[.)]|#{1,6})\s/;

function commandAt(tree: MarkdownTree, text: string, start: number): Command | undefined {
  HEAD.lastIndex = start;
  const parts = HEAD.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { symbol = '', gap = '', open = '', name = '', close = '', closeAfter = '' } = parts;
  const { colon = '' } = parts;
  const spec = commandSpec(symbol, name);
  const symbolRange = rangeFrom(start, symbol);
  const nameRange = rangeFrom(symbolRange.end + gap.length + open.length, name);
  const headEnd = nameRange.end + close.length + colon.length + closeAfter.length;
  const head = { symbol, name, spec, symbolRange, nameRange };

  const lead = leadOf(text, start);
  const isCommand =
    lead !== undefined && gap !== '' && colon !== '' && !open.includes('`') && isProse(tree, start);
  if (isCommand) {
    const closing = unclosedEmphasis(lead, open, close + closeAfter);
    const argumentRange = argumentAt(text, headEnd, closing);
    const argument = text.slice(argumentRange.start, argumentRange.end);
    const onlyNames = argument === '' && spec?.argument !== 'none' && NAMES_ONLY.test(lead);
    // In prose a NAME of one word and a colon is common: WARNING, NOTE (FORMAT.md (d)).
    if (spec === undefined && !name.includes('-')) return undefined;
    if (!onlyNames) {
      return {
        form: 'command',
        ...head,
        nearest: spec === undefined ? nearestCommand(symbol, name) : undefined,
        argument,
        targets: targetsIn(tree, text, spec?.argument, argumentRange),
        range: { start, end: Math.max(headEnd, argumentRange.end) },
        argumentRange,
      };
    }
  }
  if (spec === undefined) return undefined;
  return {
    form: 'mention',
    ...head,
    nearest: undefined,
    argument: '',
    targets: [],
    range: { start, end: nameRange.end },
    argumentRange: { start: headEnd, end: headEnd },
  };
}

/** The text before `offset` on its line, if a command may stand after it. */
function leadOf(text: string, offset: number): string | undefined {
  const before = text.slice(Math.max(0, offset - LONGEST_LEAD), offset);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const isCutOff = lineStart === 0 && offset > LONGEST_LEAD;
  const lead = before.slice(lineStart).replace(/^\uFEFF/, '');
  return !isCutOff && LEAD.test(lead) ? lead : undefined;
}

/** The marks that emphasis opened before the argument still needs behind it: `**🛑 NAME: text**`. */
function unclosedEmphasis(lead: string, open: string, close: string): string {
  const opened = (/[*_]*$/.exec(lead)?.[0] ?? '') + open;
  return opened.length > close.length ? opened.slice(close.length) : '';
}

function argumentAt(text: string, offset: number, closing: string): TextRange {
  ARGUMENT.lastIndex = offset;
  const [whole = '', blanks = ''] = ARGUMENT.exec(text) ?? [];
  const start = offset + blanks.length;
  let end = offset + whole.trimEnd().length;
  if (closing !== '' && text.slice(start, end).endsWith(closing)) end -= closing.length;
  return { start, end: Math.max(start, end) };
}

const ARGUMENT = /([^\S\r\n]*)[^\r\n]*/y;

function targetsIn(
  tree: MarkdownTree,
  text: string,
  kind: ArgumentKind | undefined,
  argument: TextRange,
): CommandTarget[] {
  if (kind !== 'file' && kind !== 'file-or-prose' && kind !== 'link-or-prose') return [];
  const links = linksIn(tree, argument).filter(
    (link) => link.kind === 'link' && link.range.end <= argument.end,
  );
  const targets = links.map((link) => ({ written: link.target, range: link.targetRange }));
  if (kind !== 'link-or-prose') {
    const isLinked = (offset: number): boolean =>
      links.some(({ range }) => range.start <= offset && offset < range.end);
    targets.push(
      ...barePathsIn(text, argument, links.length === 0).filter(
        ({ range }) => !isLinked(range.start),
      ),
    );
  }
  return targets
    .toSorted((a, b) => a.range.start - b.range.start)
    .flatMap(({ written, range }) => {
      const path = readLinkTarget(written)?.path;
      return path === undefined || path === '' ? [] : [{ path, range }];
    });
}

/**
 * The paths that stand in an argument without link marks. What opens the argument may be any
 * markdown file; further on, where prose may mention files, only what is a phase or a task file.
 */
function barePathsIn(
  text: string,
  argument: TextRange,
  mayOpen: boolean,
): { written: string; range: TextRange }[] {
  const paths: { written: string; range: TextRange }[] = [];
  for (const match of beginningOf(text, argument).matchAll(WORD)) {
    const [word] = match;
    const isFirst = mayOpen && /^[*_`"']*$/.test(match.input.slice(0, match.index));
    if (!(isFirst ? MARKDOWN_FILE : PHASE_OR_TASK_FILE).test(word)) continue;
    paths.push({ written: word, range: rangeFrom(argument.start + match.index, word) });
  }
  return paths;
}

/** A word without the quotes, brackets and emphasis around it and the full stop behind. */
const WORD = /[^\s`'"(),;|*_][^\s`'"(),;|]*[^\s`'"(),;|.:!?*_]/g;
const MARKDOWN_FILE = /[^/]\.md(?:#\S*)?$/i;
const PHASE_OR_TASK_FILE = /(?:^|\/)(?:phase|task-\d[^/]*)\.md(?:#\S*)?$/i;

/** Where paths are looked for: nobody writes one after a thousand characters. */
function beginningOf(text: string, argument: TextRange): string {
  return text.slice(argument.start, Math.min(argument.end, argument.start + 1_000));
}

function rangeFrom(start: number, written: string): TextRange {
  return { start, end: start + written.length };
}
