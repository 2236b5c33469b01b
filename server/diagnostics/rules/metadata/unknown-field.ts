import type { Metadata } from '../../../workflow/metadata.ts';
import type { DocumentRule } from '../../rule.ts';
import { type KeyedObject, unknownKeys } from '../unknown-keys.ts';

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
    for (const object of objects(document.summary)) {
      for (const { entry, meant } of unknownKeys(document, object)) {
        if (object.path !== '' && meant === undefined) continue;
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

/** Where fields stand that the engine knows. */
function objects({ phases }: Metadata): KeyedObject[] {
  return [
    ...['', '/dynamic_config', '/dynamic_config/templates'].map((path) => ({ path, like: path })),
    ...phases.flatMap(({ tasks = [] }, phase) => [
      { path: `/phases/${phase}`, like: '/phases/0' },
      { path: `/phases/${phase}/checkpoint`, like: '/phases/0/checkpoint' },
      ...tasks.map((_, task) => ({
        path: `/phases/${phase}/tasks/${task}`,
        like: '/phases/0/tasks/0',
      })),
    ]),
  ];
}
