import {
  bareSymbol,
  COMMANDS,
  type CommandSpec,
  codePointsOf,
  leadsToFile,
  SYMBOLS,
} from '../../workflow/command-language.ts';
import { asCode, paragraphs } from '../markup.ts';
import type { Offer } from './completion-item.ts';
import type { MarkdownCompletion, MarkdownCursor } from './markdown-cursor.ts';
import { plainText, stop } from './snippet.ts';

/**
 * Commands: after a symbol its NAMEs; at the beginning of a line every command whose NAME, or a
 * word of it, begins like what is typed (`next`, `read`).
 */
export const commandNames: MarkdownCompletion = (cursor) => {
  const { before } = cursor;
  const typed = AFTER_SYMBOL.exec(before)?.groups ?? LAST_WORD.exec(before)?.groups ?? {};
  const { symbol = '', gap = '', open = '', name = '' } = typed;
  const written = symbol + gap + open + name;
  const lead = before.slice(0, before.length - written.length);
  const marks = withoutLabels(lead);
  if (symbol === '' && (lead.length > LONGEST_LEAD || !BEGINS_COMMAND.test(marks)))
    return undefined;

  const inProse = /\p{L}/u.test(marks);
  const emphasis = (/[*_]*$/.exec(lead)?.[0] ?? '') + open;
  return COMMANDS.flatMap((spec) => {
    if (symbol !== '' && bareSymbol(spec.symbol) !== bareSymbol(symbol)) return [];
    const matched = partBeginningWith(spec.name, name);
    if (matched === undefined) return [];
    // Clients compare with what is typed, the symbol as the author wrote it included.
    const rest = matched.slice(name.length);
    const inCase = name === name.toLowerCase() ? rest.toLowerCase() : rest;
    const filterText = written + (name === '' ? rest : inCase);
    return [{ ...offer(cursor, spec, written, open, emphasis, inProse), filterText }];
  });
};

const AFTER_SYMBOL = new RegExp(
  `(?<symbol>(?:${SYMBOLS.map(bareSymbol).join('|')})\\uFE0F?)` +
    '(?<gap>[^\\S\\r\\n]*)(?<open>[*_]*)(?<name>[A-Za-z0-9-]*)$',
  'u',
);
const LAST_WORD = /(?<name>[A-Za-z][A-Za-z0-9-]*)?$/;

/** The marks of lists, quotes and emphasis that a command may stand behind. */
const BEGINS_COMMAND = /^(?:|[\s>*_+-]*(?:\d{1,9}[.)])?[\s*_]*[\s*_])$/;

const LONGEST_LEAD = 200;

/** Without `**Label**:` and `[ ]`, which may stand before a command. */
function withoutLabels(lead: string): string {
  return lead.replaceAll(/\*\*[^*]{1,80}(?:\*\*\s*:|:\*\*)|\[[ xX]\]/g, '');
}

/** The rest of a NAME from a word that begins with `typed`: `MANDATORY` for `mand`. */
function partBeginningWith(name: string, typed: string): string | undefined {
  const wanted = typed.toUpperCase();
  const words = name.split('-');
  return words
    .map((_, index) => words.slice(index).join('-'))
    .find((part) => part.startsWith(wanted));
}

function offer(
  { offset, after }: MarkdownCursor,
  spec: CommandSpec,
  written: string,
  open: string,
  emphasis: string,
  inProse: boolean,
): Offer {
  const [, rest = '', closing = '', colon = ''] = REST_OF_HEAD.exec(after) ?? [];
  const end = offset + rest.length + closing.length;
  const tail = after.slice(rest.length + closing.length);
  const reversed = [...emphasis].reverse().join('');
  // A colon behind the NAME belongs to emphasis that closes after the argument.
  const close = closing === '' && colon === '' ? reversed : closing;
  const head = `${spec.symbol} ${open}${spec.name}${close}`;
  const isNew = colon === '' && !inProse;
  const gap = spec.argument === 'none' || /^\s/.test(tail) ? '' : ' ';
  const skeleton = isNew && tail.trim() === '' ? ARGUMENT_SNIPPETS[spec.argument] : undefined;
  const snippet = skeleton === undefined ? undefined : `${head}: ${skeleton}`;
  const takesFile = leadsToFile(spec.argument);
  return {
    label: `${spec.symbol} ${spec.name}`,
    kind: 'command',
    detail: inProse ? 'mention' : ARGUMENTS[spec.argument],
    documentation: paragraphs(spec.documentation, asCode(spec.example), codePointsOf(spec.symbol)),
    replace: { start: offset - written.length, end },
    newText: snippet !== undefined ? plainText(snippet) : isNew ? `${head}:${gap}` : head,
    ...(snippet === undefined ? {} : { snippet }),
    ...(isNew && takesFile ? { retrigger: true } : {}),
  };
}

const REST_OF_HEAD = /^([A-Za-z0-9-]*)([*_]*)([^\S\r\n]?:)?/;

/** What follows the colon, in a few words. */
const ARGUMENTS: Readonly<Record<CommandSpec['argument'], string>> = {
  file: 'a file',
  'file-or-prose': 'a file, or words',
  'link-or-prose': 'a link, or words',
  prose: 'words',
  title: 'a title, then a checklist',
  query: 'a quoted query',
  question: 'a question',
  loop: 'what is repeated',
  table: 'a table',
  none: 'nothing',
};

const ARGUMENT_SNIPPETS: Readonly<Partial<Record<CommandSpec['argument'], string>>> = {
  query: `"${stop(1)}"`,
  loop: `${stop(1, 'item')} in ${stop(2, 'items')}`,
};
