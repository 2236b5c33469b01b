import type { Pointer } from '../../syntax/data-tree.ts';
import { describe, type SchemaDescription } from '../../workflow/schema-lookup.ts';
import type { SchemaName } from '../../workflow/schemas.ts';
import { asCode, heading, paragraphs } from '../markup.ts';
import { typeInWords } from '../schema-words.ts';

/** The schema's words for the place `path`, or for the nearest one around it that it has words for. */
export function schemaCard(schema: SchemaName, path: Pointer): string | undefined {
  const found = describe(schema, path);
  if (found?.title !== undefined) return card(found);
  return path === '' ? undefined : schemaCard(schema, path.slice(0, path.lastIndexOf('/')));
}

function card(found: SchemaDescription): string {
  return paragraphs(
    `${heading(found.title ?? '')} · ${typeInWords(found).replaceAll('|', 'or')}`,
    found.description,
    valuesLine('Allowed', found.enum),
    valuesLine('Default', found.default === undefined ? undefined : [found.default]),
    valuesLine('For example', found.enum === undefined ? found.examples : undefined),
  );
}

function valuesLine(what: string, values: readonly unknown[] | undefined): string | undefined {
  if (values === undefined || values.length === 0) return undefined;
  return `${what}: ${values.map((value) => asCode(JSON.stringify(value))).join(', ')}`;
}
