import type { ErrorObject } from 'ajv';
import {
  type DataNode,
  type DataTree,
  locate,
  type Pointer,
  pointer,
  type Scalar,
  segmentsOf,
} from '../syntax/data-tree.ts';
import { nearest } from './nearest.ts';
import { describe, propertiesAt } from './schema-lookup.ts';
import { validatorOf } from './schema-validator.ts';
import type { JsonSchema, SchemaName } from './schemas.ts';

/** A difference between a document and its schema, in words for its author. */
export interface SchemaFinding {
  /** The keyword of draft-07 that was violated: `required`, `type`, `enum`, `pattern` … */
  readonly keyword: string;
  /** The value that is wrong or, for a missing property, the object that lacks it. */
  readonly pointer: Pointer;
  /** What to underline: the value, its key, or what holds the place where something is missing. */
  readonly part: 'key' | 'value' | 'parent';
  readonly message: string;
  /** The property that is missing. */
  readonly missing?: string;
  /**
   * What may have been meant, nearest first: allowed values or, for a missing property, keys at hand
   * that may be misspellings of it.
   */
  readonly suggestions?: readonly string[];
}

/**
 * What is wrong in a document by its schema, in the order of the schema. One finding for one fault;
 * none where the parser has already complained. Severities are not the schema's business.
 */
export function checkSchema(name: SchemaName, tree: DataTree): SchemaFinding[] {
  if (tree.root === undefined && tree.problems.length > 0) return [];
  const validate = validatorOf(name);
  if (validate(plain(tree.root))) return [];
  const errors = validate.errors?.slice(0, maxErrors) ?? [];
  return errors
    .filter((error) => !isTold(error, errors) && !isHalfTyped(tree, error.instancePath))
    .map((error) => findingOf(name, error, tree));
}

/** Of more errors nobody learns more, and each is compared with all others. */
const maxErrors = 500;

/** Items of a list that are judged; ajv makes six errors of each empty object among them. */
const maxItems = 1_000;

/** A value as ajv can judge it: JavaScript's long integers and dates have no type in JSON Schema. */
function plain(node: DataNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return null;
    case 'scalar':
      return plainScalar(node.value);
    case 'array':
      return node.items.slice(0, maxItems).map(plain);
    case 'object': {
      const object: Record<string, unknown> = Object.create(null);
      for (const { key, value } of node.entries) object[key] = plain(value);
      return object;
    }
  }
}

const dateType = Symbol('date');

function plainScalar(value: Scalar): unknown {
  if (typeof value === 'bigint') return Number(value);
  // Of no type, as PyYAML's dates are: an `object` would be taken for a mapping.
  return value instanceof Date ? dateType : value;
}

/** Whether another error at the same place says more: an `anyOf` than its branches, an `enum` than a type. */
function isTold(error: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some(
    ({ keyword, schemaPath, instancePath }) =>
      instancePath === error.instancePath &&
      ((keyword === 'anyOf' && error.schemaPath.startsWith(`${schemaPath}/`)) ||
        (keyword === 'enum' && error.keyword === 'type')),
  );
}

/** Whether the parser has reported that the value at `path` is missing. */
function isHalfTyped({ root, problems }: DataTree, path: Pointer): boolean {
  const entry = locate(root, path)?.entry;
  if (entry === undefined || entry.value !== undefined) return false;
  const { start, end } = entry.range;
  return problems.some(({ range }) => range.start <= end && start <= range.end);
}

function findingOf(name: SchemaName, error: ErrorObject, { root }: DataTree): SchemaFinding {
  const { keyword, instancePath, params } = error;
  const schema = (error.parentSchema ?? {}) as JsonSchema;
  const place = { root, path: instancePath, objectNoun: objectNouns[name] };
  const subject = subjectOf(place);
  const finding = (message: string, suggestions?: readonly string[]): SchemaFinding => ({
    keyword,
    pointer: instancePath,
    part: 'value',
    message,
    ...(suggestions && { suggestions }),
  });
  switch (keyword) {
    case 'required':
      return missingProperty(name, error, root);
    case 'type':
      return finding(
        `${subject} must be ${expected(schema, place)}, not ${actual(place)}.${quoteHint(schema, place)}`,
      );
    case 'anyOf': {
      const alternatives = (schema.anyOf ?? []).map((branch) => expected(branch, place));
      return finding(`${subject} must be ${alternatives.join(' or ')}, not ${actual(place)}.`);
    }
    case 'enum': {
      const allowed = (schema.enum ?? []).map(String);
      const suggestions = typeof error.data === 'string' ? nearest(error.data, allowed) : [];
      const hint = suggestions.length === 0 ? '' : ` Did you mean ${suggestions[0]}?`;
      return finding(
        `${subject} must be one of ${allowed.join(', ')}, not ${actual(place)}.${hint}`,
        suggestions,
      );
    }
    case 'pattern':
      return finding(schema.patternErrorMessage ?? `${subject} is not of the expected form.`);
    case 'minLength':
      return finding(`${subject} says too little: write at least ${params.limit} characters.`);
    case 'minItems':
      return finding(`${subject} is empty: write at least one item.`);
    case 'minimum':
      return finding(`${subject} must be ${params.limit} or more, not ${actual(place)}.`);
    default:
      return finding(`${subject} ${error.message}.`);
  }
}

function missingProperty(
  name: SchemaName,
  { keyword, instancePath, params }: ErrorObject,
  root: DataNode | undefined,
): SchemaFinding {
  const missing: string = params.missingProperty;
  const known = new Set(propertiesAt(name, instancePath).map((property) => property.name));
  const holder = locate(root, instancePath)?.node;
  const unknown =
    holder?.kind === 'object' ? holder.entries.filter(({ key }) => !known.has(key)) : [];
  const suggestions = nearest(
    missing,
    unknown.map(({ key }) => key),
  );
  const [misspelling] = suggestions;
  const purpose = describe(name, `${instancePath}${pointer(missing)}`)?.description ?? '';
  const explanation =
    misspelling === undefined ? firstSentence(purpose) : `Is "${misspelling}" a misspelling of it?`;
  return {
    keyword,
    pointer: instancePath,
    part: 'parent',
    missing,
    suggestions,
    message: `"${missing}" is missing. ${explanation}`.trimEnd(),
  };
}

function firstSentence(text: string): string {
  return /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
}

/** JSON has objects, YAML has mappings. */
const objectNouns: Readonly<Record<SchemaName, string>> = {
  metadata: 'an object',
  'gate-definition': 'a mapping',
  'session-state': 'an object',
  'project-config': 'an object',
  settings: 'an object',
};

interface Spot {
  readonly root: DataNode | undefined;
  readonly path: Pointer;
  readonly objectNoun: string;
}

/** `"purpose"`, `Item 2 of "primary_outputs"`, `The document`. */
function subjectOf({ root, path }: Spot): string {
  const segments = segmentsOf(path);
  const last = segments.at(-1);
  if (last === undefined) return 'The document';
  const holder = locate(root, pointer(...segments.slice(0, -1)))?.node;
  if (holder?.kind !== 'array') return `"${last}"`;
  return `Item ${Number(last) + 1} of "${segments.at(-2) ?? 'the list'}"`;
}

function expected(schema: JsonSchema, { objectNoun }: Spot): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.map((type) => (type === 'object' ? objectNoun : typeNouns.get(type))).join(' or ');
}

const typeNouns: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
]);

function actual({ root, path, objectNoun }: Spot): string {
  const node = locate(root, path)?.node;
  switch (node?.kind) {
    case undefined:
      return 'empty';
    case 'array':
      return 'a list';
    case 'object':
      return objectNoun;
    case 'scalar':
      if (node.value === null) return 'null';
      if (typeof node.value === 'string')
        return `the text ${JSON.stringify(shortened(node.value))}`;
      return node.value instanceof Date ? `the date ${node.raw}` : shortened(node.raw);
  }
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Quotes too many, or too few, are the usual reason for a wrong type. */
function quoteHint({ type }: JsonSchema, { root, path }: Spot): string {
  const node = locate(root, path)?.node;
  if (node?.kind !== 'scalar' || node.value === null) return '';
  if (type === 'string') return ' Put it in quotes.';
  if (typeof node.value !== 'string') return '';
  const isMeant =
    (type === 'boolean' && /^(?:true|false)$/.test(node.value)) ||
    (type === 'integer' && /^-?\d+$/.test(node.value));
  return isMeant ? ' Remove the quotes.' : '';
}
