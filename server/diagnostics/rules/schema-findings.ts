import { perObject } from '../../caches/per-object.ts';
import type { KnownDocument } from '../../workflow/document.ts';
import { checkSchema, type SchemaFinding } from '../../workflow/schema-check.ts';
import type { SchemaName } from '../../workflow/schemas.ts';

/** The schemas of the documents that have one. */
export const SCHEMAS = {
  metadata: 'metadata',
  gate: 'gate-definition',
  config: 'project-config',
  state: 'session-state',
} as const satisfies Partial<Record<KnownDocument['kind'], SchemaName>>;

type WithSchema = Extract<KnownDocument, { readonly kind: keyof typeof SCHEMAS }>;

export function hasSchema(document: KnownDocument): document is WithSchema {
  return document.kind in SCHEMAS;
}

/** What the schema of a document says against it; nothing of documents without one. Several rules share the check. */
export const schemaFindings = perObject((document: KnownDocument): readonly SchemaFinding[] =>
  hasSchema(document) ? checkSchema(SCHEMAS[document.kind], document.tree) : [],
);
