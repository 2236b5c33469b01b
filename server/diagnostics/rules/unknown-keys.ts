import { type Entry, locate, type Pointer } from '../../syntax/data-tree.ts';
import { isDamaged } from '../../workflow/damage.ts';
import type { WorkflowDocument } from '../../workflow/document.ts';
import { nearest } from '../../workflow/nearest.ts';
import { propertiesAt } from '../../workflow/schema-lookup.ts';
import { schemaFindings } from './schema-findings.ts';

/** A key that the schema does not name. */
export interface UnknownKey {
  readonly entry: Entry;
  /** The key that was probably meant, if it is not there yet. */
  readonly meant: string | undefined;
}

/**
 * The unknown keys of the object at `path`, except misspellings of what is reported as missing. None
 * in a damaged document, where any text may look like a key.
 */
export function unknownKeys(document: WorkflowDocument, path: Pointer): UnknownKey[] {
  if (document.kind !== 'metadata' && document.kind !== 'gate') return [];
  const node = locate(document.tree.root, path)?.node;
  if (node?.kind !== 'object' || isDamaged(document.tree)) return [];
  const schema = document.kind === 'gate' ? 'gate-definition' : 'metadata';
  const known = propertiesAt(schema, path).map(({ name }) => name);
  const written = new Set(node.entries.map(({ key }) => key));
  const absent = known.filter((name) => !written.has(name));
  const reported = new Set(
    schemaFindings(document)
      .filter((finding) => finding.missing !== undefined && finding.pointer === path)
      .map(({ suggestions }) => suggestions?.[0]),
  );
  return node.entries
    .filter(({ key }) => !known.includes(key) && !reported.has(key))
    .map((entry) => ({ entry, meant: nearest(entry.key, absent)[0] }));
}
