/**
 * Where values come from. An *input* looks at the world outside (a file, a folder, a setting); a
 * *query* computes a value from inputs and other queries, and from nothing else.
 */
export interface Input<V> {
  readonly kind: 'input';
  readonly name: string;
  /** Whether the engine keeps the value: yes for small ones, no for the text of every file. */
  readonly retain: boolean;
  /** Ties the type of the values to the declaration; never there. */
  readonly valueType?: V;
}

/** How an engine comes by the values of an input; each engine is given its own. */
export interface Source<V> {
  /** Looks at the world now. Must not throw: what cannot be read is a value too. */
  observe(key: string): Observation<V>;
  /** Cheap check (a `stat`, say) whether an earlier observation still holds; false when in doubt. */
  holds(key: string, stamp: unknown): boolean;
}

/** What an input saw. */
export interface Observation<V> {
  readonly value: V;
  /** Equal fingerprints mean equal values. */
  readonly fingerprint: string;
  /** What `holds` compares with the world: size, times and inode of a file, for instance. */
  readonly stamp: unknown;
}

export interface Query<V> {
  readonly kind: 'query';
  readonly name: string;
  /** The cache under whose name entries are counted and announced; absent for inner steps. */
  readonly cache?: string;
  /** How many values are kept, and how long. Without it all are kept while they are of use. */
  readonly bound?: Bound;
  /** Must be a pure function of what it reads through `read`. */
  compute(read: Read, key: string): V;
  /** Whether a recomputed value is the same for all who read it (cut-off). Default: `Object.is`. */
  equals?(before: V, after: V): boolean;
}

export interface Bound {
  readonly max: number;
  /** Time to live in milliseconds. */
  readonly ttl?: number;
}

/** Reads a value and records that it was read: the only way a query learns anything. */
export type Read = <V>(definition: Input<V> | Query<V>, key: string) => V;

/** Declares an input. */
export function defineInput<V>(input: Omit<Input<V>, 'kind' | 'valueType'>): Input<V> {
  return { kind: 'input', ...input };
}

/** Declares a query. */
export function defineQuery<V>(query: Omit<Query<V>, 'kind'>): Query<V> {
  return { kind: 'query', ...query };
}
