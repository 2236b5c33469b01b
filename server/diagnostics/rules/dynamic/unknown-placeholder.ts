import { nearest } from '../../../workflow/nearest.ts';
import { PLACEHOLDERS } from '../../../workflow/plan/placeholders.ts';
import { unknownPlaceholders } from '../../../workflow/plan/template.ts';
import type { DocumentRule } from '../../rule.ts';

export const unknownPlaceholder: DocumentRule = {
  scope: 'document',
  code: 'dynamic/unknown-placeholder',
  title: 'Placeholder that nothing fills in',
  severity: 'warning',
  page: {
    what: 'A template of a dynamic workflow has a name in capitals between brackets that is none of its placeholders, or one with words behind it. Other words between `{{` and `}}`, links and boxes are no placeholders.',
    why: 'It stays in every generated phase or task as it is written, and whoever reads that has to guess what belongs there.',
    wrong: { language: 'markdown', text: '# Phase [PHASE_NUM]: [PHASE_NAME]' },
    right: { language: 'markdown', text: '# Phase [PHASE_NUMBER]: [PHASE_NAME]' },
  },
  *check(document) {
    if (document.kind !== 'template' || document.place.role.kind !== 'template') return;
    const { of } = document.place.role;
    const known = namesOf(of);
    const other = of === 'phase' ? 'task' : 'phase';
    for (const { name, range } of unknownPlaceholders(document.text, of)) {
      const [first = name] = /^[A-Z][A-Z0-9_]*/.exec(name) ?? [];
      const meant = known.includes(first) ? first : nearest(first, known)[0];
      const repair =
        meant === undefined
          ? namesOf(other).includes(name)
            ? `It is filled in in ${other}-template.md only. Take it out, or name one of this template.`
            : 'Say it in words, or name one that is filled in.'
          : `Write "[${meant}]".`;
      yield {
        at: range,
        message: `"[${name}]" is no placeholder of a ${of} template.\nIt stays in every generated ${of} as it is. ${repair}`,
        ...(meant === undefined ? {} : { data: { expected: `[${meant}]` } }),
      };
    }
    for (const { name, range } of miswritten(document.text, known)) {
      yield {
        at: range,
        message: `"${document.text.slice(range.start, range.end)}" is not filled in: placeholders are written in capitals, between single brackets.\nIt stays in every generated ${of} as it is. Write "[${name}]".`,
        data: { expected: `[${name}]` },
      };
    }
  },
};

function namesOf(kind: 'phase' | 'task'): string[] {
  return PLACEHOLDERS[kind].map(({ name }) => name);
}

/** `{{PHASE_NAME}}`, `[phase_number]`, `[Phase Number]`, `[PHASE-NUMBER]`: known names, written otherwise. */
function miswritten(text: string, known: readonly string[]) {
  return [...text.matchAll(MISWRITTEN)].flatMap(
    ({ 0: written, 1: inBraces, 2: inBrackets = '', index }) => {
      const name = inBraces ?? inBrackets.toUpperCase().replaceAll(/[ -]/g, '_');
      if (name === inBrackets || !known.includes(name)) return [];
      return [{ name, range: { start: index, end: index + written.length } }];
    },
  );
}

const MISWRITTEN =
  /\{\{ ?([A-Z][A-Z0-9_]*) ?\}\}|(?<![\p{L}\p{N}_\]])\[([A-Za-z]+(?:[ _-][A-Za-z]+)+)\](?![([])/gu;
