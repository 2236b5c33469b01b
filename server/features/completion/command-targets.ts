import { bareSymbol, commandSpec, leadsToFile, SYMBOLS } from '../../workflow/command-language.ts';
import type { Offer } from './completion-item.ts';
import { linkCandidates } from './link-candidates.ts';
import type { MarkdownCompletion } from './markdown-cursor.ts';

/** Files behind `NEXT-MANDATORY:` (as links) and `RETURN-TO:` (bare), while one word is typed at most. */
export const commandTargets: MarkdownCompletion = (cursor) => {
  const command = commandBefore(cursor.before);
  if (command === undefined) return undefined;
  const { typed, followsColon, direction } = command;
  const isBracketed = typed.startsWith('[');
  const asLink = isBracketed || direction === 'onward';
  const hasLink = isBracketed || (typed === '' && cursor.after.startsWith('['));
  const [rest = ''] = (hasLink ? REST_OF_LINK : REST_OF_PATH).exec(cursor.after) ?? [];
  const replace = { start: cursor.offset - typed.length, end: cursor.offset + rest.length };
  const gap = followsColon ? ' ' : '';
  const steps = linkCandidates(cursor, direction).filter(({ path }) => path.endsWith('.md'));
  return steps.map(
    ({ path, detail }): Offer => ({
      label: path,
      kind: 'file',
      detail,
      replace,
      newText: gap + (asLink ? `[${path}](${path})` : path),
      ...(isBracketed ? { filterText: `[${path}` } : {}),
    }),
  );
};

const REST_OF_LINK = /^\[?[^\s[\]()]*(?:\](?:\([^\s()]*\)?)?)?/;
const REST_OF_PATH = /^[^\s()[\]*]*/;

/** A command up to the cursor that leads to a file, and the word of its argument typed so far. */
function commandBefore(before: string):
  | {
      readonly typed: string;
      readonly followsColon: boolean;
      readonly direction: 'onward' | 'back';
    }
  | undefined {
  const { symbol = '', name = '', gap = '', typed = '' } = HEAD.exec(before)?.groups ?? {};
  const argument = commandSpec(symbol, name)?.argument;
  if (!leadsToFile(argument)) return undefined;
  if (!/^\[?[^\s[\]()]*$/.test(typed)) return undefined;
  return {
    typed,
    followsColon: gap === '' && typed === '',
    direction: argument === 'file' ? 'back' : 'onward',
  };
}

const HEAD = new RegExp(
  `(?<symbol>(?:${SYMBOLS.map(bareSymbol).join('|')})\\uFE0F?)[^\\S\\r\\n]*[*_]*` +
    '(?<name>[A-Z][A-Z-]*)[*_]*[^\\S\\r\\n]?:[*_]*(?<gap>[^\\S\\r\\n]*)(?<typed>.*)$',
  'u',
);
