import type { QueryNode } from './node.ts';

/** Names a cached entry. */
export interface EntryInfo {
  readonly name: string;
  readonly cache: string | undefined;
  readonly key: string;
}

/** What became of a cached entry. */
export interface EntryEvent extends EntryInfo {
  /** `dropped`: its old value is gone; `kept`: a dependency moved, its own value did not (cut-off). */
  readonly outcome: 'dropped' | 'kept';
  readonly why: 'changed' | 'invalidated' | 'evicted' | 'expired' | 'cut-off';
  /** The key of the input that set it off, where one did. */
  readonly cause: string | undefined;
  /** How long the decision took, a recomputation included. */
  readonly microseconds: number;
}

export interface EngineListener {
  /** An entry of a named cache was dropped or kept. */
  onEvent?(event: EntryEvent): void;
  /** An input is looked at for the first time, or no longer by anybody: what is to be watched. */
  onInputAdded?(input: string, key: string): void;
  onInputRemoved?(input: string, key: string): void;
}

/** Figures of one cache since the start. */
export interface CacheCounts {
  hits: number;
  misses: number;
  invalidations: number;
  kept: number;
  evictions: number;
}

/** Counts what happens to the entries of named caches, and passes it on. */
export class EventLog {
  readonly #counts = new Map<string, CacheCounts>();
  readonly #listener: EngineListener;

  constructor(listener: EngineListener) {
    this.#listener = listener;
  }

  get counts(): ReadonlyMap<string, Readonly<CacheCounts>> {
    return this.#counts;
  }

  asked(node: QueryNode, hit: boolean): void {
    const counts = this.#countsOf(node.definition.cache);
    if (counts === undefined) return;
    if (hit) counts.hits++;
    else counts.misses++;
  }

  /** @param milliseconds how long it took to decide */
  decided(
    node: QueryNode,
    outcome: EntryEvent['outcome'],
    why: EntryEvent['why'],
    milliseconds = 0,
  ): void {
    const counts = this.#countsOf(node.definition.cache);
    if (counts === undefined) return;
    if (outcome === 'kept') counts.kept++;
    else if (why === 'evicted' || why === 'expired') counts.evictions++;
    else counts.invalidations++;
    this.#listener.onEvent?.({
      ...infoOf(node),
      outcome,
      why,
      cause: node.cause,
      microseconds: Math.round(milliseconds * 1000),
    });
  }

  #countsOf(cache: string | undefined): CacheCounts | undefined {
    if (cache === undefined) return undefined;
    let counts = this.#counts.get(cache);
    if (counts === undefined) {
      counts = { hits: 0, misses: 0, invalidations: 0, kept: 0, evictions: 0 };
      this.#counts.set(cache, counts);
    }
    return counts;
  }
}

export function infoOf({ definition, key }: QueryNode): EntryInfo {
  return { name: definition.name, cache: definition.cache, key };
}
