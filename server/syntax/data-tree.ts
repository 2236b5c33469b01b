import type { SyntaxProblem, TextRange } from './text-range.ts';
import { touches } from './text-range.ts';

/**
 * What JSON and YAML have in common: one tree with ranges, so that schema checks, completion and
 * hover are written once for `metadata.json` and `gate-definition.yaml`.
 */
export interface DataTree {
  /** Absent for an empty document and for one that cannot be read at all. */
  readonly root: DataNode | undefined;
  readonly problems: readonly SyntaxProblem[];
}

/** Whether the engine can read the text: of all faults it takes duplicate keys only, the last wins. */
export function isReadable({ problems }: DataTree): boolean {
  return problems.every(({ kind }) => kind === 'duplicate-key');
}

export type DataNode = ObjectNode | ArrayNode | ScalarNode;

export interface ObjectNode {
  readonly kind: 'object';
  readonly range: TextRange;
  /** In the order of the text, duplicates included; the last of equal keys wins. */
  readonly entries: readonly Entry[];
}

export interface Entry {
  /** The key as text: `1` and `on` in YAML are "1" and "on" here (FORMAT.md (i), 24). */
  readonly key: string;
  readonly keyNode: ScalarNode;
  /** Absent while the author has not typed a value yet. */
  readonly value: DataNode | undefined;
  /** From the key's start to the value's end. */
  readonly range: TextRange;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly range: TextRange;
  readonly items: readonly DataNode[];
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly range: TextRange;
  readonly value: Scalar;
  /** The characters of the document, quotes included. */
  readonly raw: string;
}

/** Integers beyond 2^53 are bigint; `Date` is YAML's bare date. */
export type Scalar = null | boolean | number | bigint | string | Date;

/** An RFC 6901 JSON Pointer: `/phases/0/tasks/1/file`; the root is "". */
export type Pointer = string;

export function pointer(...segments: readonly (string | number)[]): Pointer {
  return segments
    .map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

export function segmentsOf(path: Pointer): string[] {
  return path
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The entries of an object; none for anything else. */
export function entriesOf(node: DataNode | undefined): readonly Entry[] {
  return node?.kind === 'object' ? node.entries : [];
}

/** The items of a list; none for anything else. */
export function itemsOf(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === 'array' ? node.items : [];
}

/** The entries that count, by key: of equal keys the last, at the place of the first, as in Python. */
export function countingEntries(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.key, entry]));
}

/** The entry of `key` that counts: the last one. */
export function entryOf(node: DataNode | undefined, key: string): Entry | undefined {
  return entriesOf(node).findLast((entry) => entry.key === key);
}

/** The node that `path` leads to, and the entry that holds it if its parent is an object. */
export function locate(
  root: DataNode | undefined,
  path: Pointer,
): { node: DataNode | undefined; entry: Entry | undefined } | undefined {
  let node = root;
  let entry: Entry | undefined;
  for (const segment of segmentsOf(path)) {
    if (node?.kind === 'object') {
      entry = entryOf(node, segment);
      if (entry === undefined) return undefined;
      node = entry.value;
    } else if (node?.kind === 'array') {
      entry = undefined;
      node = node.items[Number(segment)];
      if (node === undefined) return undefined;
    } else {
      return undefined;
    }
  }
  return { node, entry };
}

/** The plain value of a node: objects, arrays and scalars, as `JSON.parse` would give them. */
export function toValue(node: DataNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return node.value;
    case 'array':
      return node.items.map(toValue);
    case 'object': {
      // No prototype: a key called `__proto__` is a key like any other.
      const value: Record<string, unknown> = Object.create(null);
      for (const entry of node.entries) value[entry.key] = toValue(entry.value) ?? null;
      return value;
    }
  }
}

/** Where an offset stands in the tree. */
export interface DataLocation {
  /** The path of the innermost node that holds the offset, or of the entry whose key it is on. */
  readonly path: Pointer;
  readonly part: 'key' | 'value' | 'between';
  readonly node: DataNode | undefined;
  readonly entry: Entry | undefined;
}

/** The innermost place of the tree at `offset`; `between` when it is on no key and no scalar. */
export function locationAt(root: DataNode | undefined, offset: number): DataLocation {
  const segments: (string | number)[] = [];
  let node = root;
  let entry: Entry | undefined;
  while (node !== undefined && touches(node.range, offset)) {
    if (node.kind === 'scalar') return { path: pointer(...segments), part: 'value', node, entry };
    if (node.kind === 'array') {
      const index = node.items.findIndex((item) => touches(item.range, offset));
      const item = node.items[index];
      if (item === undefined) break;
      segments.push(index);
      entry = undefined;
      node = item;
      continue;
    }
    const hit = node.entries.find((candidate) => touches(candidate.range, offset));
    if (hit === undefined) break;
    segments.push(hit.key);
    entry = hit;
    if (touches(hit.keyNode.range, offset)) {
      return { path: pointer(...segments), part: 'key', node: hit.value, entry };
    }
    node = hit.value;
  }
  return { path: pointer(...segments), part: 'between', node, entry };
}
