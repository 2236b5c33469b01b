import { type Entry, locate, type Pointer } from '../../syntax/data-tree.ts';
import { maxProblems } from '../../syntax/text-range.ts';
import { isDamaged } from '../../workflow/damage.ts';
import type { KnownDocument } from '../../workflow/document.ts';
import { nearest } from '../../workflow/nearest.ts';
import { propertiesAt } from '../../workflow/schema-lookup.ts';
import { hasSchema, SCHEMAS, schemaFindings } from './schema-findings.ts';

/** A key that the schema does not name. */
export interface UnknownKey {
  readonly entry: Entry;
  /** The key that was probably meant, if it is not there yet. */
  readonly meant: string | undefined;
}

/** An object of a document, and an example of a place with the same properties: `/phases/0`. */
export interface KeyedObject {
  readonly path: Pointer;
  readonly like: Pointer;
}

/**
 * The unknown keys of an object, except misspellings of what is reported as missing. None in a damaged
 * document, where any text may look like a key.
 */
export function unknownKeys(document: KnownDocument, { path, like }: KeyedObject): UnknownKey[] {
  if (!hasSchema(document)) return [];
  const node = locate(document.tree.root, path)?.node;
  if (node?.kind !== 'object' || isDamaged(document.tree)) return [];
  const known = knownKeys(document.kind, like);
  const unknown = node.entries.filter(({ key }) => !known.has(key));
  if (unknown.length === 0) return [];
  const written = new Set(node.entries.map(({ key }) => key));
  const absent = [...known].filter((name) => !written.has(name));
  const reported = new Set(
    schemaFindings(document)
      .filter((finding) => finding.missing !== undefined && finding.pointer === path)
      .map(({ suggestions }) => suggestions?.[0]),
  );
  return unknown
    .filter(({ key }) => !reported.has(key))
    .slice(0, maxProblems)
    .map((entry) => ({ entry, meant: nearest(entry.key, absent)[0] }));
}

/** What the schemas name does not change: it is looked up once for each kind of object. */
const keysOf = new Map<string, ReadonlySet<string>>();

function knownKeys(kind: keyof typeof SCHEMAS, like: Pointer): ReadonlySet<string> {
  const schema = SCHEMAS[kind];
  const place = `${schema}#${like}`;
  const known = keysOf.get(place) ?? new Set(propertiesAt(schema, like).map(({ name }) => name));
  keysOf.set(place, known);
  return known;
}
