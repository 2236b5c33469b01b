import { Ajv, type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv';
import { PraxisError } from './errors.ts';
import { preview } from './preview.ts';

declare const describes: unique symbol;

/** A JSON Schema (draft-07); what passes it is a `T`. */
export interface ParamsSchema<T> extends SchemaObject {
  readonly [describes]?: T;
}

/**
 * `params`, when they are as `schema` says. Properties that it does not name are let through, unless it says otherwise.
 *
 * @throws {PraxisError} InvalidParams (-32602) with the path, what was expected and what came:
 *   `textDocument.position.line: expected an integer ≥ 0, got "x"`.
 */
export function checkParams<T>(schema: ParamsSchema<T>, params: unknown): T {
  const validate = validatorOf<T>(schema);
  if (validate(params)) return params;
  const error = mostSpecific(validate.errors ?? []);
  const { path, expected, got } = findingOf(error);
  throw new PraxisError(
    'InvalidParams',
    `${path}: expected ${expected}, got ${got}`,
    'Send params of the shape that the documentation of this request gives.',
    { path },
  );
}

type Schema = Readonly<Record<string, unknown>>;

const validators = new WeakMap<SchemaObject, ValidateFunction>();
let ajv: Ajv | undefined;

function validatorOf<T>(schema: ParamsSchema<T>): ValidateFunction<T> {
  let validate = validators.get(schema);
  if (validate === undefined) {
    // `verbose` tells the schema of each error; the meta schema would cost 40 ms to compile.
    ajv ??= new Ajv({ verbose: true, meta: false, validateSchema: false, allowUnionTypes: true });
    validate = ajv.compile(schema);
    validators.set(schema, validate);
  }
  return validate as ValidateFunction<T>;
}

/** Of the branches of an `anyOf` the one that went furthest says best what is missing. */
function mostSpecific(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const depth = (error: ErrorObject) => error.instancePath.split('/').length;
  return errors.reduce<ErrorObject | undefined>(
    (best, error) => (best === undefined || depth(error) >= depth(best) ? error : best),
    undefined,
  );
}

function findingOf(error: ErrorObject | undefined): {
  path: string;
  expected: string;
  got: string;
} {
  if (error === undefined) return { path: 'params', expected: 'other params', got: 'these' };
  const segments = error.instancePath.split('/').slice(1);
  const schema: Schema = error.parentSchema ?? {};
  if (error.keyword === 'required') {
    const missing = String(error.params.missingProperty);
    const expected = schemaOfProperty(schema, missing);
    return { path: pathOf([...segments, missing]), expected: describe(expected), got: 'nothing' };
  }
  if (error.keyword === 'additionalProperties') {
    const unknown = String(error.params.additionalProperty);
    const expected = `one of the keys ${Object.keys(schema.properties ?? {}).join(', ')}`;
    return { path: pathOf([...segments, unknown]), expected, got: preview(unknown) };
  }
  if (error.keyword === 'maxLength') {
    const expected = `a string of at most ${error.params.limit} characters`;
    return { path: pathOf(segments), expected, got: `one of ${String(error.data).length}` };
  }
  return { path: pathOf(segments), expected: describe(schema), got: preview(error.data) };
}

function schemaOfProperty(schema: Schema, name: string): Schema {
  const properties = schema.properties as Readonly<Record<string, Schema>> | undefined;
  return properties?.[name] ?? {};
}

/** `/contentChanges/0/text` as `contentChanges[0].text`; the root is `params`. */
function pathOf(segments: readonly string[]): string {
  const path = segments
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^\d+$/.test(segment) ? `[${segment}]` : `.${segment}`))
    .join('');
  return path === '' ? 'params' : path.replace(/^\./, '');
}

/** What a schema asks for, as the object of "expected". */
function describe(schema: Schema): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  }
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map(describe).join(' or ');
  const types: readonly unknown[] = [schema.type].flat();
  return types.map((type) => describeType(type, schema)).join(' or ');
}

function describeType(type: unknown, schema: Schema): string {
  switch (type) {
    case 'integer':
      return `an integer${bounds(schema)}`;
    case 'number':
      return `a number${bounds(schema)}`;
    case 'string':
      // What a pattern is for, its title says.
      if (schema.pattern !== undefined && typeof schema.title === 'string') return schema.title;
      return schema.minLength === undefined ? 'a string' : 'a string that is not empty';
    case 'object':
      return 'an object';
    case 'array':
      return 'an array';
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    default:
      return 'another value';
  }
}

function bounds({ minimum, maximum }: Schema): string {
  if (minimum === undefined) return maximum === undefined ? '' : ` ≤ ${maximum}`;
  return maximum === undefined ? ` ≥ ${minimum}` : ` from ${minimum} to ${maximum}`;
}
