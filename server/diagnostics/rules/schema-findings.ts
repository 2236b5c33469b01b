import type { DataTree } from '../../syntax/data-tree.ts';
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

/** Several rules share one check of a document. */
const findings = new WeakMap<DataTree, readonly SchemaFinding[]>();

/** What the schema of a document says against it; nothing of documents without one. */
export function schemaFindings(document: KnownDocument): readonly SchemaFinding[] {
  if (!hasSchema(document)) return [];
  const { kind, tree } = document;
  const known = findings.get(tree);
  if (known !== undefined) return known;
  const found = checkSchema(SCHEMAS[kind], tree);
  findings.set(tree, found);
  return found;
}
