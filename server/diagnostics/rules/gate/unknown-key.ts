import {
  type DataNode,
  type DataTree,
  type Entry,
  entryOf,
  type Pointer,
  pointer,
  toValue,
} from '../../../syntax/data-tree.ts';
import type { DocumentRule } from '../../rule.ts';
import { type KeyedObject, unknownKeys } from '../unknown-keys.ts';
import { fieldEntries, ownValidators } from './field-entries.ts';
import { misspeltParams } from './missing-parameter.ts';
import { signatureOf } from './validator-signature.ts';

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
    const needed = neededParams(document.tree);
    for (const object of objects(document.tree)) {
      for (const { entry, meant } of unknownKeys(document, object)) {
        if (isOfNeighbour(document.tree.root, object.path, entry.key)) continue;
        if (needed.has(entry)) continue;
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
function objects({ root }: DataTree): KeyedObject[] {
  const fields = entryOf(root, 'evidence_schema')?.value;
  const rules = entryOf(root, 'cross_field_validation')?.value;
  return [
    { path: '', like: '' },
    { path: '/checkpoint', like: '/checkpoint' },
    ...(fields?.kind === 'object'
      ? fields.entries.map(({ key }) => ({
          path: pointer('evidence_schema', key),
          like: '/evidence_schema/field',
        }))
      : []),
    ...(rules?.kind === 'array'
      ? rules.items.map((_, index) => ({
          path: pointer('cross_field_validation', index),
          like: '/cross_field_validation/0',
        }))
      : []),
  ];
}

/**
 * Whether a key has lost or gained indentation: it belongs into the checkpoint above it, which is
 * empty, or it came with a section that stands within the checkpoint. Both are told in their place.
 */
function isOfNeighbour(root: DataNode | undefined, path: Pointer, key: string): boolean {
  const checkpoint = entryOf(root, 'checkpoint');
  if (path === '') {
    const isEmpty = checkpoint !== undefined && (toValue(checkpoint.value) ?? null) === null;
    return isEmpty && (key === 'strict' || key === 'allow_override');
  }
  return (
    path === '/checkpoint' &&
    entryOf(root, 'evidence_schema') === undefined &&
    entryOf(checkpoint?.value, 'evidence_schema') !== undefined
  );
}

/** Keys that are misspellings of parameters which a validator needs: the lack of these is told. */
function neededParams(tree: DataTree): ReadonlySet<Entry> {
  const own = ownValidators(tree);
  return new Set(
    fieldEntries(tree).flatMap(({ node, validator }) => {
      const required = validator && signatureOf(validator.value, own)?.required;
      const entry = required?.length ? misspeltParams(node) : undefined;
      return entry === undefined ? [] : [entry];
    }),
  );
}
