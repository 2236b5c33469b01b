import type { Pointer } from '../../../syntax/data-tree.ts';
import type { Metadata } from '../../../workflow/metadata.ts';
import type { DocumentRule } from '../../rule.ts';
import { unknownKeys } from '../unknown-keys.ts';

export const metadataUnknownField: DocumentRule = {
  scope: 'document',
  code: 'metadata/unknown-field',
  title: 'Unknown field',
  severity: 'hint',
  tag: 'unnecessary',
  page: {
    what: 'A field at the top of `metadata.json` is none that the engine reads or that is in common use. Within phases and tasks, where anything may be noted, only misspellings of known fields are reported.',
    why: 'It is ignored. If it is a misspelling, what it was to say is ignored as well.',
    wrong: { language: 'json', text: '"dynamic_phase": true' },
    right: { language: 'json', text: '"dynamic_phases": true' },
  },
  *check(document) {
    if (document.kind !== 'metadata') return;
    for (const path of ['', ...innerObjects(document.summary)]) {
      for (const { entry, meant } of unknownKeys(document, path)) {
        if (path !== '' && meant === undefined) continue;
        const repair =
          meant === undefined ? 'Delete it, or move it into "notes"' : `Write "${meant}"`;
        yield {
          at: entry.keyNode.range,
          message: `"${entry.key}" is no field that the engine knows.\nIt is ignored. ${repair}.`,
          ...(meant === undefined ? {} : { data: { expected: meant } }),
        };
      }
    }
  },
};

/** Where else fields stand, by JSON Pointer. */
function innerObjects({ phases }: Metadata): Pointer[] {
  return [
    '/dynamic_config',
    '/dynamic_config/templates',
    ...phases.flatMap(({ tasks = [] }, phase) => [
      `/phases/${phase}`,
      `/phases/${phase}/checkpoint`,
      ...tasks.map((_, task) => `/phases/${phase}/tasks/${task}`),
    ]),
  ];
}
