import gateDefinition from '../../schemas/gate-definition.schema.json' with { type: 'json' };
import metadata from '../../schemas/metadata.schema.json' with { type: 'json' };
import projectConfig from '../../schemas/project-config.schema.json' with { type: 'json' };
import sessionState from '../../schemas/session-state.schema.json' with { type: 'json' };
import settings from '../../schemas/settings.schema.json' with { type: 'json' };

/** The part of draft-07 that our schemas use, with the keywords that editors read. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly patternErrorMessage?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

export type SchemaName = keyof typeof schemas;

const schemas = {
  metadata: metadata as JsonSchema,
  'gate-definition': gateDefinition as JsonSchema,
  // The settings stand in a file of their own; nothing here follows a reference to another file.
  'project-config': {
    ...projectConfig,
    properties: { ...projectConfig.properties, praxis: settings.properties.praxis },
  } as JsonSchema,
  'session-state': sessionState as JsonSchema,
  settings: settings as JsonSchema,
};

export const schemaNames = Object.keys(schemas) as SchemaName[];

/** The published schema of that name (`schemas/<name>.schema.json`). */
export function schemaOf(name: SchemaName): JsonSchema {
  return schemas[name];
}
