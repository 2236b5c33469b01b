import type { Query } from './definition.ts';
import { QueryEngine } from './engine.ts';
import type { CacheCounts, EngineListener, EntryEvent, EntryInfo } from './events.ts';
import type { CacheMode, CachePolicy } from './policy.ts';

/** A cache that users hear of: a name, and the query whose values it holds. */
export interface CacheTable {
  readonly name: string;
  readonly query: Query<unknown>;
}

export interface CacheFigures extends CacheCounts {
  readonly name: string;
  readonly size: number;
  /** The most values it keeps; absent when it has no bound. */
  readonly bound?: number;
  /** Hits of all times a value was asked for, 0 to 1. */
  readonly hitRate: number;
}

/** Entries whose fate was decided since the last report. */
export interface CacheReport {
  readonly dropped: readonly EntryEvent[];
  readonly kept: readonly EntryEvent[];
}

/** How many events `praxis/cache/stats` shows. */
const RECENT = 50;
/** How many suspect entries are verified at once after a change; a burst drops the rest. */
const VERIFIED_AT_ONCE = 64;

/**
 * Owns all caches of the process: one engine, one policy, one place that answers what was dropped,
 * who dropped it and why. Nothing invalidates by list; {@link invalidate} is for a user in doubt.
 */
export class CacheManager {
  readonly engine: QueryEngine;
  readonly #tables: CacheTable[] = [];
  readonly #recent: (EntryEvent & { readonly at: string })[] = [];
  #report: EntryEvent[] = [];
  #policy: CachePolicy = { mode: 'development', reason: 'not chosen yet' };
  #watcherLives = true;

  constructor(listener: Omit<EngineListener, 'onEvent'> = {}) {
    this.engine = new QueryEngine({ ...listener, onEvent: (event) => this.#note(event) });
  }

  /** Names the caches that statistics list, used or not. */
  declare(tables: readonly CacheTable[]): void {
    this.#tables.push(...tables);
  }

  get policy(): CachePolicy {
    return this.#watcherLives || this.#policy.mode !== 'production'
      ? this.#policy
      : { mode: 'development', reason: `${this.#policy.reason}, but the watcher failed` };
  }

  set policy(policy: CachePolicy) {
    this.#policy = policy;
  }

  /** Production trusts the watcher only while it lives. */
  set watcherLives(lives: boolean) {
    this.#watcherLives = lives;
  }

  /** To be called before each message is handled, and before each piece of background work. */
  beginPass(): void {
    const { mode } = this.policy;
    this.engine.beginPass(mode === 'development');
    // Without caches nothing outlives a pass, and there is nothing to tell.
    if (mode === 'off') this.engine.forgetAll();
  }

  /** The value of a query as the workspace is now. */
  ask<V>(query: Query<V>, key: string): V {
    return this.engine.get(query, key);
  }

  /** The same ahead of time: the value is not kept for its own sake, only for who will read it. */
  warm<V>(query: Query<V>, key: string): V {
    return this.engine.warm(query, key);
  }

  /** Drops entries by hand and says which. They are computed anew when next asked for. */
  invalidate(matches: (entry: EntryInfo) => boolean): readonly EntryEvent[] {
    const from = this.#report.length;
    this.engine.invalidate(matches);
    return this.#report.slice(from);
  }

  /** What became of the entries that recent changes touched. Each is told once. */
  takeReport(): CacheReport {
    this.engine.settle(VERIFIED_AT_ONCE);
    const dropped = new Map<string, EntryEvent>();
    const kept = new Map<string, EntryEvent>();
    for (const event of this.#report) {
      (event.outcome === 'dropped' ? dropped : kept).set(`${event.name} ${event.key}`, event);
    }
    this.#report = [];
    for (const entry of dropped.keys()) kept.delete(entry);
    return { dropped: [...dropped.values()], kept: [...kept.values()] };
  }

  stats(): {
    mode: CacheMode;
    reason: string;
    caches: CacheFigures[];
    recentEvents: readonly (EntryEvent & { readonly at: string })[];
  } {
    const caches = this.#tables.map(({ name, query }) => {
      const counts = this.engine.counts.get(name);
      const { hits, misses, invalidations, kept, evictions } = counts ?? {
        hits: 0,
        misses: 0,
        invalidations: 0,
        kept: 0,
        evictions: 0,
      };
      return {
        name,
        size: [...this.engine.heldKeys(query)].length,
        ...(query.bound === undefined ? {} : { bound: query.bound.max }),
        hits,
        misses,
        hitRate: hits + misses === 0 ? 0 : Number((hits / (hits + misses)).toFixed(4)),
        invalidations,
        kept,
        evictions,
      };
    });
    return { ...this.policy, caches, recentEvents: [...this.#recent] };
  }

  #note(event: EntryEvent): void {
    // What had to make room is no news: nothing about it has changed.
    if (event.why !== 'evicted') this.#report.push(event);
    this.#recent.push({ ...event, at: new Date().toISOString() });
    if (this.#recent.length > RECENT) this.#recent.shift();
  }
}
