import { type Pointer, segmentsOf } from '../syntax/data-tree.ts';
import { type JsonSchema, type SchemaName, schemaOf } from './schemas.ts';

/** What a schema says of one place in a document. */
export interface SchemaDescription {
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** The names of draft-07: `string`, `integer`, `object` …; empty where anything goes. */
  readonly type: readonly string[];
  /** The values allowed, where they can be listed. */
  readonly enum: readonly unknown[] | undefined;
  readonly default: unknown;
  readonly examples: readonly unknown[];
  /** Whether the object around it must have it. */
  readonly required: boolean;
}

export interface PropertyDescription extends SchemaDescription {
  readonly name: string;
}

/** A value that completion can offer. */
export interface ValueDescription {
  readonly value: unknown;
  readonly description: string | undefined;
  /** An example shows what a value looks like; the others are all there are. */
  readonly kind: 'allowed' | 'default' | 'example';
}

/** What the schema says of the value at `pointer`; undefined for a place that it does not name. */
export function describe(name: SchemaName, pointer: Pointer): SchemaDescription | undefined {
  const place = placeOf(schemaOf(name), pointer);
  return place && description(place);
}

/** The properties that the object at `pointer` can have, in the order of the schema. */
export function propertiesAt(name: SchemaName, pointer: Pointer): PropertyDescription[] {
  const root = schemaOf(name);
  const object = placeOf(root, pointer)?.schema;
  return Object.entries(object?.properties ?? {}).map(([property, schema]) => ({
    name: property,
    ...description({
      schema: resolved(root, schema),
      required: object?.required?.includes(property) ?? false,
    }),
  }));
}

/** The values to offer at `pointer`: all that are allowed, else the default and examples. */
export function valuesAt(name: SchemaName, pointer: Pointer): ValueDescription[] {
  const schema = placeOf(schemaOf(name), pointer)?.schema;
  if (schema === undefined) return [];
  const values = [schema, ...(schema.anyOf ?? [])].flatMap(allowedValues);
  if (schema.default !== undefined && values.length === 0) {
    values.push({ value: schema.default, description: undefined, kind: 'default' });
  }
  const known = new Set(values.map(({ value }) => value));
  const examples = (schema.examples ?? []).filter((value) => !known.has(value));
  return [
    ...values,
    ...examples.map((value) => ({ value, description: undefined, kind: 'example' as const })),
  ];
}

interface Place {
  readonly schema: JsonSchema;
  readonly required: boolean;
}

function placeOf(root: JsonSchema, pointer: Pointer): Place | undefined {
  let place: Place | undefined = { schema: root, required: true };
  for (const segment of segmentsOf(pointer)) {
    const parent: JsonSchema = place.schema;
    const child = parent.items ?? propertySchema(parent, segment);
    if (child === undefined) return undefined;
    place = {
      schema: resolved(root, child),
      required: parent.required?.includes(segment) ?? false,
    };
  }
  return place;
}

function propertySchema(parent: JsonSchema, name: string): JsonSchema | undefined {
  const { properties = {}, patternProperties = {}, additionalProperties } = parent;
  if (Object.hasOwn(properties, name)) return properties[name];
  const byPattern = Object.entries(patternProperties).find(([pattern]) =>
    new RegExp(pattern, 'u').test(name),
  );
  return byPattern?.[1] ?? additionalProperties;
}

/** What a `$ref` leads to, with the words that stand beside it: they tell more of this place. */
function resolved(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const { $ref, ...own } = schema;
  const name = /^#\/definitions\/(.+)$/.exec($ref ?? '')?.[1];
  const definition = name === undefined ? undefined : root.definitions?.[name];
  return definition === undefined ? schema : { ...resolved(root, definition), ...own };
}

function description({ schema, required }: Place): SchemaDescription {
  const branches = schema.anyOf ?? [];
  const values = [schema, ...branches].flatMap(allowedValues).map(({ value }) => value);
  const isOpen = branches.some((branch) => allowedValues(branch).length === 0);
  return {
    title: schema.title,
    description: schema.description,
    type: [...new Set([schema, ...branches].flatMap(typesOf))],
    enum: values.length === 0 || isOpen ? undefined : values,
    default: schema.default,
    examples: schema.examples ?? [],
    required,
  };
}

function typesOf({ type, const: constant }: JsonSchema): readonly string[] {
  if (type === undefined) return constant === undefined ? [] : [typeof constant];
  return typeof type === 'string' ? [type] : type;
}

function allowedValues(schema: JsonSchema): ValueDescription[] {
  if (schema.const !== undefined) {
    return [{ value: schema.const, description: schema.description, kind: 'allowed' }];
  }
  if (schema.enum !== undefined) {
    return schema.enum.map((value, index) => ({
      value,
      description: schema.enumDescriptions?.[index],
      kind: 'allowed',
    }));
  }
  if (schema.type !== 'boolean') return [];
  return [true, false].map((value) => ({ value, description: undefined, kind: 'allowed' }));
}
