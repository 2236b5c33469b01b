import settings from '../../schemas/settings.schema.json' with { type: 'json' };
import { table } from './table.ts';

/** What is read of a setting's schema. */
interface SettingSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SettingSchema>>;
}

/** The settings by their full names. */
export function settingsTable(): string {
  return table(
    ['setting', 'values', 'default', 'what it does'],
    settingsIn(settings).map(([name, schema]) => [
      `\`${name}\``,
      schema.enum?.map((value) => `\`${value}\``).join(', ') ?? schema.type ?? '',
      `\`${JSON.stringify(schema.default)}\``,
      schema.description ?? '',
    ]),
  );
}

function settingsIn(schema: SettingSchema, path = ''): [string, SettingSchema][] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const name = path === '' ? key : `${path}.${key}`;
    return inner.properties === undefined ? [[name, inner]] : settingsIn(inner, name);
  });
}
