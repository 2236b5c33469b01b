import type { DataTree } from '../../syntax/data-tree.ts';
import type { KnownDocument } from '../../workflow/document.ts';
import { checkSchema, type SchemaFinding } from '../../workflow/schema-check.ts';

/** Several rules share one check of a document. */
const findings = new WeakMap<DataTree, readonly SchemaFinding[]>();

/** What the schema of a document says against it; nothing of documents without one. */
export function schemaFindings(document: KnownDocument): readonly SchemaFinding[] {
  if (document.kind !== 'metadata' && document.kind !== 'gate') return [];
  const { kind, tree } = document;
  const known = findings.get(tree);
  if (known !== undefined) return known;
  const found = checkSchema(kind === 'gate' ? 'gate-definition' : 'metadata', tree);
  findings.set(tree, found);
  return found;
}
