import {
  countingEntries,
  type DataNode,
  type DataTree,
  type Entry,
  entriesOf,
  entryOf,
  isReadable,
  itemsOf,
  type Scalar,
  toValue,
} from '../syntax/data-tree.ts';

/** What `gate-definition.yaml` asks for, read as far as it can be (FORMAT.md (e)). */
export interface Gate {
  /** False when the file cannot be used: not parsed, or a required section is missing or no map. */
  readonly usable: boolean;
  /** The truthiness of `checkpoint.strict`. */
  readonly strict: boolean;
  /** `checkpoint.strict` as written: what a verdict is told to have gone by. */
  readonly strictMode: unknown;
  readonly allowOverride: boolean;
  /** In the order of the schema, which is the order of checking. */
  readonly fields: readonly EvidenceField[];
  readonly validators: readonly GateValidator[];
  readonly crossFieldRules: readonly CrossFieldRule[];
}

export interface EvidenceField {
  readonly name: string;
  /**
   * As Python prints it (`None`, `True`); `string` when absent, nothing when it is a list or a
   * mapping.
   */
  readonly type: string;
  readonly required: boolean;
  /** The name of a validator. */
  readonly validator?: string;
  readonly validatorParams: Readonly<Record<string, unknown>>;
  readonly description: string;
}

export interface GateValidator {
  readonly name: string;
  /** The text of a lambda. */
  readonly lambda: string;
}

export interface CrossFieldRule {
  readonly rule: string;
  readonly errorMessage: string;
}

/** The evidence types that a value can have; anything else never passes (FORMAT.md (e)). */
export const EVIDENCE_TYPES = ['boolean', 'integer', 'string', 'object', 'list'] as const;

export function readGate(tree: DataTree): Gate {
  const { root } = tree;
  const checkpoint = entryOf(root, 'checkpoint')?.value;
  const schema = entryOf(root, 'evidence_schema')?.value;
  const strict = entryOf(checkpoint, 'strict');
  const crossFieldRules = itemsOf(entryOf(root, 'cross_field_validation')?.value);
  return {
    usable:
      isReadable(tree) &&
      checkpoint?.kind === 'object' &&
      schema?.kind === 'object' &&
      uniqueEntries(schema).every(({ value }) => isUsableField(value)) &&
      isUsableValidators(root, schema) &&
      isUsableRules(entryOf(root, 'cross_field_validation')?.value),
    strict: isTruthy(strict?.value, false),
    strictMode: strict === undefined ? false : (toValue(strict.value) ?? null),
    allowOverride: isTruthy(entryOf(checkpoint, 'allow_override')?.value, true),
    fields: uniqueEntries(schema).map(({ key, value }) => readField(key, value)),
    validators: uniqueEntries(entryOf(root, 'validators')?.value).flatMap(({ key, value }) => {
      const lambda = toValue(value);
      // An empty text is no validator either: a field that names it is only warned about.
      return typeof lambda === 'string' && lambda !== '' ? [{ name: key, lambda }] : [];
    }),
    crossFieldRules: crossFieldRules.flatMap((item) => {
      const rule = toValue(entryOf(item, 'rule')?.value);
      const errorMessage = toValue(entryOf(item, 'error_message')?.value);
      return typeof rule === 'string'
        ? [{ rule, errorMessage: typeof errorMessage === 'string' ? errorMessage : '' }]
        : [];
    }),
  };
}

/** A field is a mapping; its type is one word, its parameters are named (FORMAT.md (e), (i) 3). */
function isUsableField(field: DataNode | undefined): boolean {
  if (field?.kind !== 'object') return false;
  const type = entryOf(field, 'type')?.value;
  const params = entryOf(field, 'validator_params')?.value;
  return (
    (type === undefined || type.kind === 'scalar') &&
    (params === undefined || params.kind === 'object' || toValue(params) === null)
  );
}

/** The validators are a mapping of texts, or of nothing, which is nobody's validator. Nothing in their place is harmless while no field names one. */
function isUsableValidators(root: DataNode | undefined, schema: DataNode | undefined): boolean {
  const entry = entryOf(root, 'validators');
  if (entry === undefined) return true;
  if ((toValue(entry.value) ?? null) === null) {
    return uniqueEntries(schema).every(({ value }) => validatorNamed(value) === undefined);
  }
  return (
    entry.value?.kind === 'object' &&
    uniqueEntries(entry.value).every(({ value }) =>
      ['string', 'undefined'].includes(typeof (toValue(value) ?? undefined)),
    )
  );
}

/** Each rule has its text and its message; a list that is empty or absent has none. */
function isUsableRules(rules: DataNode | undefined): boolean {
  if (rules === undefined || toValue(rules) === null) return true;
  return (
    rules.kind === 'array' &&
    rules.items.every((item) =>
      ['rule', 'error_message'].every(
        (key) => typeof toValue(entryOf(item, key)?.value) === 'string',
      ),
    )
  );
}

function readField(name: string, node: DataNode | undefined): EvidenceField {
  const type = entryOf(node, 'type')?.value;
  const validator = validatorNamed(node);
  const params = toValue(entryOf(node, 'validator_params')?.value);
  const description = toValue(entryOf(node, 'description')?.value);
  return {
    name,
    type: type === undefined ? 'string' : type.kind === 'scalar' ? printed(type.value) : '',
    required: isTruthy(entryOf(node, 'required')?.value, false),
    ...(validator === undefined ? {} : { validator }),
    validatorParams:
      typeof params === 'object' && params !== null ? (params as Record<string, unknown>) : {},
    description: typeof description === 'string' ? description : '',
  };
}

/** The validator that a field names, if any: an empty name is none, as in the original. */
export function validatorNamed(field: DataNode | undefined): string | undefined {
  const validator = toValue(entryOf(field, 'validator')?.value);
  return typeof validator === 'string' && validator !== '' ? validator : undefined;
}

/** A scalar as Python prints it: so it stands in messages of the engine. */
function printed(value: Scalar): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

/** Python's truth of a value: what the original engine goes by (`"false"` is true). */
function isTruthy(node: DataNode | undefined, absent: boolean): boolean {
  switch (node?.kind) {
    case undefined:
      return absent;
    case 'array':
      return node.items.length > 0;
    case 'object':
      return node.entries.length > 0;
    case 'scalar':
      return Boolean(node.value);
  }
}

function uniqueEntries(node: DataNode | undefined): Entry[] {
  return [...countingEntries(entriesOf(node)).values()];
}
