import { type DataTree, entryOf, type Pointer, pointer } from '../../../syntax/data-tree.ts';
import type { DocumentRule } from '../../rule.ts';
import { unknownKeys } from '../unknown-keys.ts';

export const gateUnknownKey: DocumentRule = {
  scope: 'document',
  code: 'gate/unknown-key',
  title: 'Unknown key',
  severity: 'hint',
  tag: 'unnecessary',
  page: {
    what: 'A key of `gate-definition.yaml` is none that the engine knows at this place.',
    why: 'It is ignored. If it is a misspelling, what it was to say is ignored as well: with `require: true` a field is optional.',
    wrong: { language: 'yaml', text: 'tests_pass:\n  type: boolean\n  require: true' },
    right: { language: 'yaml', text: 'tests_pass:\n  type: boolean\n  required: true' },
  },
  *check(document) {
    if (document.kind !== 'gate') return;
    for (const path of objects(document.tree)) {
      for (const { entry, meant } of unknownKeys(document, path)) {
        const repair = meant === undefined ? 'Delete it' : `Write "${meant}"`;
        yield {
          at: entry.keyNode.range,
          message: `"${entry.key}" is no key that the engine knows here.\nIt is ignored. ${repair}.`,
          ...(meant === undefined ? {} : { data: { expected: meant } }),
        };
      }
    }
  },
};

/** Where the keys of a gate are the engine's, not the author's. */
function objects({ root }: DataTree): Pointer[] {
  const fields = entryOf(root, 'evidence_schema')?.value;
  const rules = entryOf(root, 'cross_field_validation')?.value;
  return [
    '',
    '/checkpoint',
    ...(fields?.kind === 'object'
      ? fields.entries.map(({ key }) => pointer('evidence_schema', key))
      : []),
    ...(rules?.kind === 'array'
      ? rules.items.map((_, index) => pointer('cross_field_validation', index))
      : []),
  ];
}
