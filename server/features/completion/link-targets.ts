import type { Offer } from './completion-item.ts';
import { linkCandidates } from './link-candidates.ts';
import type { MarkdownCompletion } from './markdown-cursor.ts';

/** Files in the round brackets of a link. */
export const linkTargets: MarkdownCompletion = (cursor) => {
  const typed = OPEN_LINK.exec(cursor.before)?.[1];
  if (typed === undefined) return undefined;
  const [rest = ''] = /^[^\s()<>#]*/.exec(cursor.after) ?? [];
  const replace = { start: cursor.offset - typed.length, end: cursor.offset + rest.length };
  const direction = /\bRETURN-/.test(cursor.before) ? 'back' : 'onward';
  return linkCandidates(cursor, direction).map(
    ({ path, detail }): Offer => ({ label: path, kind: 'file', detail, replace, newText: path }),
  );
};

/** A heading behind `#` is not for us: what stands there is left alone. */
const OPEN_LINK = /\]\(<?([^\s()<>#]*)$/;
