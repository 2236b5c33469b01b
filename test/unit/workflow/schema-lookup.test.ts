import { describe, expect, it } from 'vitest';
import {
  describe as describePlace,
  propertiesAt,
  valuesAt,
} from '../../../server/workflow/schema-lookup.ts';
import { type JsonSchema, type SchemaName, schemaOf } from '../../../server/workflow/schemas.ts';

const names: readonly SchemaName[] = ['metadata', 'gate-definition', 'session-state', 'settings'];

describe('the place of a pointer', () => {
  it.each([
    ['metadata', '', 'Workflow metadata'],
    ['metadata', '/version', 'Version'],
    ['metadata', '/phases/3', 'Phase'],
    ['metadata', '/phases/3/tasks/0/file', 'Task file'],
    ['metadata', '/dynamic_config/templates/phase', 'Phase template'],
    ['gate-definition', '/evidence_schema/any name/type', 'Type'],
    ['gate-definition', '/validators/positive', 'Validator'],
    ['session-state', '/checkpoints/0', 'Checkpoint'],
    ['session-state', '/phase_artifacts/12/commands_executed/0/exit_code', 'Exit code'],
    ['settings', '/praxis/diagnostics/rules/gate~1*', 'Severity'],
  ] as const)('%s %s is called %s', (name, pointer, title) => {
    expect(describePlace(name, pointer)?.title).toBe(title);
  });

  it.each(['/no_such_field', '/version/x', '/constructor', '/__proto__'])(
    'has no description at %s',
    (pointer) => {
      expect(describePlace('metadata', pointer)).toBeUndefined();
    },
  );

  it('tells what is required, of which type, with which default', () => {
    expect(describePlace('metadata', '/total_phases')).toMatchObject({
      required: true,
      type: ['integer', 'string'],
      enum: undefined,
    });
    expect(describePlace('gate-definition', '/evidence_schema/f/type')).toMatchObject({
      required: false,
      type: ['string'],
      enum: ['boolean', 'integer', 'string', 'object', 'list'],
      default: 'string',
    });
  });

  it('has words of its own beside a reference', () => {
    expect(describePlace('metadata', '/dynamic_config')?.title).toBe('Dynamic configuration');
  });
});

describe('what can stand there', () => {
  it('lists the properties of an object in their order', () => {
    expect(propertiesAt('gate-definition', '/cross_field_validation/0')).toMatchObject([
      { name: 'rule', required: true },
      { name: 'error_message', required: true },
    ]);
    expect(propertiesAt('metadata', '/version')).toEqual([]);
    expect(propertiesAt('metadata', '/nowhere')).toEqual([]);
  });

  it('lists the values that are allowed, with what they mean', () => {
    expect(valuesAt('gate-definition', '/evidence_schema/f/type')[0]).toEqual({
      value: 'boolean',
      description: 'true or false',
      kind: 'allowed',
    });
    expect(valuesAt('gate-definition', '/checkpoint/strict').map(({ value }) => value)).toEqual([
      true,
      false,
    ]);
  });

  it('offers examples where values cannot be listed', () => {
    expect(valuesAt('metadata', '/total_phases')).toMatchObject([
      { value: 'dynamic', kind: 'allowed' },
      { value: 4, kind: 'example' },
    ]);
  });
});

describe.each(names)('the schema %s', (name) => {
  it('has a title and a sentence for every property', () => {
    for (const [path, schema] of propertiesWithin(schemaOf(name))) {
      if (schema.$ref !== undefined) continue;
      expect({ path, title: schema.title }).toEqual({ path, title: expect.stringMatching(/^\S/) });
      expect({ path, description: schema.description }).toEqual({
        path,
        description: expect.stringMatching(/\.$/),
      });
    }
  });

  it('refers to definitions that exist', () => {
    const root = schemaOf(name);
    for (const [path, { $ref }] of propertiesWithin(root)) {
      const definition = $ref?.replace('#/definitions/', '');
      const exists = definition === undefined || root.definitions?.[definition] !== undefined;
      expect({ path, exists }).toEqual({ path, exists: true });
    }
  });
});

function* propertiesWithin(schema: JsonSchema, path = ''): Generator<[string, JsonSchema]> {
  const named = { ...schema.properties, ...schema.patternProperties, ...schema.definitions };
  for (const [name, property] of Object.entries(named)) {
    yield [`${path}/${name}`, property];
    yield* propertiesWithin(property, `${path}/${name}`);
  }
}
