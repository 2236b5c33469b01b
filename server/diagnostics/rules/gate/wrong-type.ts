import {
  type DataNode,
  entryOf,
  locate,
  type Pointer,
  segmentsOf,
  toValue,
} from '../../../syntax/data-tree.ts';
import { isDamaged } from '../../../workflow/damage.ts';
import { validatorNamed } from '../../../workflow/gate.ts';
import { schemaRule } from '../schema-rule.ts';
import { isSwitch } from './not-boolean.ts';
import { typeNamed } from './unknown-type.ts';

export const gateWrongType = schemaRule({
  of: 'gate',
  code: 'gate/wrong-type',
  title: 'Value of the wrong type',
  severity: 'error',
  blocks: ['complete'],
  page: {
    what: 'A value in `gate-definition.yaml` is of another type than its place calls for: a section or a field that is no mapping, a list for a type.',
    why: 'A gate with such a value cannot be used, and the phase cannot be completed.',
    wrong: { language: 'yaml', text: 'evidence_schema:\n  tests_pass: boolean' },
    right: { language: 'yaml', text: 'evidence_schema:\n  tests_pass:\n    type: boolean' },
  },
  covers: ({ keyword, pointer }, tree) =>
    !isDamaged(tree) &&
    !isKeyOutdented(tree.root, pointer) &&
    (keyword === 'enum'
      ? typeNamed(tree.root, pointer) === undefined
      : keyword === 'type' && !isSwitch(pointer)),
  isHarmless: ({ pointer }, { root }) => {
    const node = locate(root, pointer)?.node;
    // No value is of the type null: that is judged, and fails. Descriptions are not judged at all.
    if (/\/(?:description|validator)$/.test(pointer)) return true;
    const isNull = node === undefined || (node.kind === 'scalar' && node.value === null);
    if (pointer === '/validators') return isNull && !namesValidators(root);
    return (
      isNull &&
      /\/(?:type|validator_params)$|^\/cross_field_validation$|^\/validators\/[^/]+$/.test(pointer)
    );
  },
  consequence: 'A gate with such a value cannot be used, and the phase cannot be completed.',
});

/**
 * Whether what looks like a field is a key of the empty field above it, which lacks its indentation:
 * that field is told to be empty.
 */
function isKeyOutdented(root: DataNode | undefined, path: Pointer): boolean {
  const [section, name, ...below] = segmentsOf(path);
  if (section !== 'evidence_schema' || name === undefined || below.length > 0) return false;
  if (!FIELD_KEYS.has(name)) return false;
  const schema = entryOf(root, 'evidence_schema')?.value;
  if (schema?.kind !== 'object') return false;
  const at = schema.entries.findIndex(({ key }) => key === name);
  const above = schema.entries.slice(0, at).findLast(({ key }) => !FIELD_KEYS.has(key));
  return above !== undefined && (toValue(above.value) ?? null) === null;
}

const FIELD_KEYS = new Set(['type', 'required', 'validator', 'validator_params', 'description']);

function namesValidators(root: DataNode | undefined): boolean {
  const schema = entryOf(root, 'evidence_schema')?.value;
  return (
    schema?.kind === 'object' &&
    schema.entries.some(({ value }) => validatorNamed(value) !== undefined)
  );
}
