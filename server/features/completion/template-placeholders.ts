import { PLACEHOLDERS } from '../../workflow/plan/placeholders.ts';
import type { Offer } from './completion-item.ts';
import type { MarkdownCompletion } from './markdown-cursor.ts';

/** `[NAME]` in the templates of generated phases and tasks. */
export const templatePlaceholders: MarkdownCompletion = ({ document, offset, before, after }) => {
  const { role } = document.place;
  if (role.kind !== 'template') return undefined;
  const typed = /\[[A-Z_]*$/.exec(before)?.[0];
  if (typed === undefined || /^[ xX]\]/.test(after)) return undefined;
  const [rest = ''] = /^[A-Z_]*\]?/.exec(after) ?? [];
  return PLACEHOLDERS[role.of].map(
    ({ name, meaning, example }): Offer => ({
      label: `[${name}]`,
      kind: 'name',
      detail: example,
      documentation: meaning,
      replace: { start: offset - typed.length, end: offset + rest.length },
      newText: `[${name}]`,
    }),
  );
};
