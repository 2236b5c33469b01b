import { LRUCache } from 'lru-cache';
import type { Input, Observation, Query, Read, Source } from './definition.ts';
import { type EngineListener, type EntryInfo, EventLog, infoOf } from './events.ts';
import { InputNode, type Node, QueryNode } from './node.ts';

/** A query asked for its own value while computing it: a mistake in a query, never the user's. */
export class QueryCycleError extends Error {
  readonly kind = 'query-cycle';
}

/** What a computation elsewhere read of an input; see {@link QueryEngine.install}. */
export interface RecordedRead {
  readonly input: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly stamp: unknown;
}

/** How often a value is computed again because its inputs moved meanwhile. */
const ATTEMPTS = 3;

/**
 * Keeps computed values fresh by what they read, never by a list of what to clear (DESIGN.md,
 * section 1).
 *
 * - *Recording*: a query reads through {@link Read}; every input and query it looks at becomes a
 *   dependency, absent files and folder listings included.
 * - *Marking*: {@link QueryEngine.change} marks all that depends on an input as suspect, at once.
 *   Nothing is computed then.
 * - *Cut-off*: on demand a suspect value checks again what it read, in order, and is computed anew
 *   only if the value of one of these became another.
 *
 * Everything is synchronous, and a value is a pure function of the inputs as they are now.
 */
export class QueryEngine {
  readonly #sources = new Map<string, { input: Input<unknown>; source: Source<unknown> }>();
  readonly #nodes = new Map<string, Map<string, Node>>();
  readonly #bounds = new Map<string, LRUCache<string, QueryNode>>();
  readonly #listener: EngineListener;
  readonly #log: EventLog;
  /** Entries of named caches that became suspect since the last {@link settle}. */
  readonly #marked = new Set<QueryNode>();
  #clock = 0;
  #computed = 0;
  #pass = 0;
  #checking = false;

  constructor(listener: EngineListener = {}) {
    this.#listener = listener;
    this.#log = new EventLog(listener);
  }

  /** Says where the values of an input come from. */
  provide<V>(input: Input<V>, source: Source<V>): void {
    this.#sources.set(input.name, { input, source });
  }

  /** How many times a query has been computed so far, cached or not: what an edit costs. */
  get computed(): number {
    return this.#computed;
  }

  get counts(): EventLog['counts'] {
    return this.#log.counts;
  }

  /**
   * Starts a new pass: the handling of one message, say. With `check`, each input that an answer
   * of this pass rests on is compared with the world, once.
   */
  beginPass(check: boolean): void {
    this.#pass++;
    this.#checking = check;
  }

  /** The value of a query; computed only if it must be. */
  get<V>(query: Query<V>, key: string): V {
    this.#queryNode(query, key).asked = true;
    return this.warm(query, key);
  }

  /** The value of a query that others will ask for: it may be forgotten once nobody reads it. */
  warm<V>(query: Query<V>, key: string): V {
    const node = this.#queryNode(query, key);
    if (this.#checking) this.#checkBelow(node);
    return this.#valueOf(node) as V;
  }

  /** The value of a query if it is there and needs no work. */
  peek<V>(query: Query<V>, key: string): V | undefined {
    const node = this.#find(query, key);
    return node !== undefined && !node.suspect && node.hasValue ? (node.value as V) : undefined;
  }

  /**
   * The value of a query if what it rests on did not change, without computing anything: suspect
   * inputs are looked at again, suspect queries below it are not.
   */
  verified<V>(query: Query<V>, key: string): V | undefined {
    const node = this.#find(query, key);
    const holds = node !== undefined && this.#isVerified(node);
    this.#log.asked(node ?? new QueryNode(query, key), holds);
    return holds ? (node.value as V) : undefined;
  }

  #isVerified(node: QueryNode): boolean {
    if (!node.hasValue || node.mustCompute || !this.#heldInTime(node)) return false;
    if (this.#checking) this.#checkBelow(node);
    if (!node.suspect) return true;
    for (const read of node.reads) {
      if (read instanceof QueryNode && read.suspect) return false;
      this.#refresh(read);
      if (read.changedAt > node.verifiedAt) return false;
    }
    this.#refresh(node);
    return true;
  }

  /** The keys of all values that a query holds now. */
  *heldKeys(query: Query<unknown>): IterableIterator<string> {
    for (const [key, node] of this.#nodes.get(query.name) ?? []) {
      if (node instanceof QueryNode && node.hasValue) yield key;
    }
  }

  /** The keys of an input that somebody relies on. */
  inputKeys(input: Input<unknown>): readonly string[] {
    return [...(this.#nodes.get(input.name)?.keys() ?? [])];
  }

  /**
   * The input may have changed: everything that depends on it is suspect from now on. Cheap, and
   * harmless for inputs that nobody read.
   */
  change(input: Input<unknown>, key: string): void {
    const node = this.#nodes.get(input.name)?.get(key);
    if (!(node instanceof InputNode) || node.suspect) return;
    node.suspect = true;
    this.#markDependents(node, key);
  }

  /** Compares an input with the world; marks its dependents and answers true if it moved. */
  check(input: Input<unknown>, key: string): boolean {
    const node = this.#nodes.get(input.name)?.get(key);
    return node instanceof InputNode && this.#compare(node);
  }

  /** Drops the values of the entries that `matches` picks; each is computed anew when asked for. */
  invalidate(matches: (entry: EntryInfo) => boolean): void {
    for (const nodes of this.#nodes.values()) {
      for (const node of nodes.values()) {
        if (!(node instanceof QueryNode) || !matches(infoOf(node))) continue;
        if (node.hasValue) this.#log.decided(node, 'dropped', 'invalidated');
        this.#release(node);
        node.mustCompute = true;
        node.suspect = true;
        this.#markDependents(node, undefined);
      }
    }
  }

  /** Lets go of all values, and looks at all inputs again: as if nothing had been asked before. */
  forgetAll(): void {
    for (const nodes of this.#nodes.values()) {
      for (const node of nodes.values()) {
        node.suspect = true;
        if (node instanceof InputNode) continue;
        this.#release(node);
        node.mustCompute = true;
      }
    }
    this.#marked.clear();
  }

  /**
   * Decides what became of the entries that changes made suspect: verifies (or recomputes) up to
   * `limit` of them, and lets go of the values of the others, which are computed when asked for.
   */
  settle(limit: number): void {
    let verified = 0;
    for (const node of this.#marked) {
      if (!node.suspect || !node.hasValue) continue;
      if (verified++ < limit) {
        this.#refresh(node);
      } else {
        this.#log.decided(node, 'dropped', 'changed');
        this.#release(node);
      }
    }
    this.#marked.clear();
  }

  /** A query is no longer asked for from outside; what only served it is forgotten with it. */
  forget(query: Query<unknown>, key: string): void {
    const node = this.#find(query, key);
    if (node === undefined) return;
    node.asked = false;
    this.#abandon(node);
  }

  /** What the value of a query rests on: the inputs below it. A worker sends them with its value. */
  readsOf(query: Query<unknown>, key: string): RecordedRead[] {
    const inputs: RecordedRead[] = [];
    const start = this.#find(query, key);
    const seen = new Set<Node>();
    const pending: Node[] = start === undefined ? [] : [start];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (node instanceof QueryNode) {
        pending.push(...node.reads);
      } else {
        const { definition, key: name, fingerprint, stamp } = node;
        inputs.push({ input: definition.name, key: name, fingerprint, stamp });
      }
    }
    return inputs;
  }

  /**
   * Takes a value that was computed elsewhere from the same inputs. It is refused when one of them
   * is, by now, another.
   *
   * @returns whether the value was taken.
   */
  install<V>(query: Query<V>, key: string, value: V, reads: readonly RecordedRead[]): boolean {
    const nodes: InputNode[] = [];
    for (const read of reads) {
      const { input, source } = this.#sourceOf(read.input);
      const known = this.#nodes.get(read.input)?.get(read.key);
      if (known instanceof InputNode && !known.suspect) {
        if (known.fingerprint !== read.fingerprint) return false;
        nodes.push(known);
        continue;
      }
      if (!source.holds(read.key, read.stamp)) return false;
      const node = known instanceof InputNode ? known : new InputNode(input, source, read.key);
      this.#observed(node, { ...read, value: undefined });
      nodes.push(node);
    }
    for (const node of nodes) this.#addOnce(node);
    const node = this.#queryNode(query, key);
    const same = node.hasValue && (query.equals ?? Object.is)(node.value as V, value);
    if (!same) {
      if (node.hasValue) this.#log.decided(node, 'dropped', 'changed');
      node.value = value;
      node.changedAt = ++this.#clock;
      this.#markDependents(node, undefined);
    }
    node.asked = true;
    this.#link(node, nodes);
    this.#hold(node);
    return true;
  }

  #valueOf(node: QueryNode): unknown {
    const before = this.#computed;
    const held = this.#heldInTime(node);
    this.#refresh(node);
    if (!node.hasValue) this.#compute(node);
    this.#log.asked(node, held && this.#computed === before);
    return node.value;
  }

  /** After this the node is not suspect, and `changedAt` tells when its value became another. */
  #refresh(node: Node): void {
    if (!node.suspect) return;
    if (node instanceof InputNode) {
      this.#observed(node, node.source.observe(node.key));
      return;
    }
    if (node.mustCompute) {
      this.#compute(node);
      return;
    }
    const started = performance.now();
    for (const read of node.reads) {
      this.#refresh(read);
      if (read.changedAt > node.verifiedAt) {
        this.#compute(node);
        return;
      }
    }
    node.suspect = false;
    node.verifiedAt = this.#clock;
    if (node.hasValue) this.#log.decided(node, 'kept', 'cut-off', performance.now() - started);
    node.cause = undefined;
  }

  /** Takes in what an input saw. Who relied on something else is suspect. */
  #observed(node: InputNode, seen: Observation<unknown>): void {
    node.stamp = seen.stamp;
    node.checkedIn = this.#pass;
    if (node.definition.retain) node.value = seen.value;
    if (node.fingerprint !== seen.fingerprint || node.changedAt === 0) {
      node.fingerprint = seen.fingerprint;
      node.changedAt = ++this.#clock;
      this.#markDependents(node, node.key);
    }
    node.suspect = false;
  }

  #compute(node: QueryNode): void {
    if (node.computing) {
      throw new QueryCycleError(
        `The query ${node.definition.name} of ${node.key} asks for itself.`,
      );
    }
    const started = performance.now();
    node.computing = true;
    try {
      for (let attempt = 1; ; attempt++) {
        const reads = new Map<Node, number>();
        const value = node.definition.compute(this.#recorder(reads), node.key);
        this.#computed++;
        // A value computed while what it read was changing is thrown away.
        const torn = [...reads].some(
          ([read, at]) => read.suspect || read.changedAt !== at || !this.#isListed(read),
        );
        if (torn && attempt < ATTEMPTS) continue;
        this.#finish(node, value, [...reads.keys()], performance.now() - started);
        node.suspect = torn;
        return;
      }
    } finally {
      node.computing = false;
    }
  }

  #recorder(reads: Map<Node, number>): Read {
    return <V>(definition: Input<V> | Query<V>, key: string): V => {
      const [node, value] =
        definition.kind === 'query'
          ? this.#readQuery(definition, key)
          : this.#readInput(definition, key);
      if (!reads.has(node)) reads.set(node, node.changedAt);
      return value as V;
    };
  }

  #readQuery(query: Query<unknown>, key: string): [Node, unknown] {
    const node = this.#queryNode(query, key);
    if (this.#checking) this.#checkBelow(node);
    return [node, this.#valueOf(node)];
  }

  #readInput(input: Input<unknown>, key: string): [Node, unknown] {
    const node = this.#inputNode(input, key);
    // A worker tells what it saw of an input, not its value.
    if (input.retain && !node.suspect && node.value !== undefined) {
      if (this.#checking && node.checkedIn !== this.#pass) this.#compare(node);
      return [node, node.value];
    }
    const seen = node.source.observe(key);
    this.#observed(node, seen);
    return [node, seen.value];
  }

  #finish(node: QueryNode, value: unknown, reads: readonly Node[], milliseconds: number): void {
    const had = node.hasValue;
    // A value that was let go of, and whose inputs did not move, is the same value again.
    const same = had
      ? (node.definition.equals ?? Object.is)(node.value, value)
      : !node.mustCompute && node.reads.every((read) => read.changedAt <= node.verifiedAt);
    if (!same) node.changedAt = ++this.#clock;
    if (!same || !had) node.value = value;
    this.#link(node, reads);
    if (had) {
      this.#log.decided(
        node,
        same ? 'kept' : 'dropped',
        same ? 'cut-off' : 'changed',
        milliseconds,
      );
    }
    this.#hold(node);
  }

  #hold(node: QueryNode): void {
    node.hasValue = true;
    node.suspect = false;
    node.mustCompute = false;
    node.verifiedAt = this.#clock;
    node.cause = undefined;
    this.#boundOf(node.definition)?.set(node.key, node);
  }

  /** Replaces what a node reads. */
  #link(node: QueryNode, reads: readonly Node[]): void {
    const before = node.reads;
    node.reads = reads;
    for (const read of reads) read.dependents.add(node);
    if (before.length === 0) return;
    const now = new Set(reads);
    for (const read of before) {
      if (now.has(read)) continue;
      read.dependents.delete(node);
      this.#abandon(read);
    }
  }

  /** Forgets a node that nobody reads and nobody asks for, and all that only served it. */
  #abandon(node: Node): void {
    if (node.dependents.size > 0) return;
    const { name } = node.definition;
    if (node instanceof InputNode) {
      if (this.#nodes.get(name)?.delete(node.key)) this.#listener.onInputRemoved?.(name, node.key);
      return;
    }
    if (node.asked || node.computing) return;
    if (node.hasValue) this.#log.decided(node, 'dropped', 'changed');
    this.#release(node);
    this.#marked.delete(node);
    this.#nodes.get(name)?.delete(node.key);
    for (const read of node.reads) {
      read.dependents.delete(node);
      this.#abandon(read);
    }
    node.reads = [];
  }

  #markDependents(node: Node, cause: string | undefined): void {
    const pending: Node[] = [node];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const dependent of next.dependents) {
        if (dependent.suspect || dependent.computing) continue;
        dependent.suspect = true;
        dependent.cause = cause;
        if (dependent.definition.cache !== undefined) this.#marked.add(dependent);
        pending.push(dependent);
      }
    }
  }

  /** Compares the inputs below a node with the world, each once in a pass. */
  #checkBelow(start: QueryNode): void {
    const pending: Node[] = [start];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node.checkedIn === this.#pass) continue;
      node.checkedIn = this.#pass;
      if (node instanceof QueryNode) pending.push(...node.reads);
      else this.#compare(node);
    }
  }

  #compare(node: InputNode): boolean {
    node.checkedIn = this.#pass;
    if (node.suspect || node.source.holds(node.key, node.stamp)) return false;
    const { changedAt } = node;
    this.#observed(node, node.source.observe(node.key));
    return node.changedAt !== changedAt;
  }

  /** Notes the use of a value in a bounded cache; false when it is not there or has expired. */
  #heldInTime(node: QueryNode): boolean {
    const bound = this.#boundOf(node.definition);
    return bound === undefined ? node.hasValue : bound.get(node.key) === node;
  }

  /** Lets go of a value. Who depends on it is not concerned: nothing has changed. */
  #release(node: QueryNode): void {
    node.value = undefined;
    node.hasValue = false;
    this.#bounds.get(node.definition.name)?.delete(node.key);
  }

  #boundOf(query: Query<unknown>): LRUCache<string, QueryNode> | undefined {
    if (query.bound === undefined) return undefined;
    let bound = this.#bounds.get(query.name);
    if (bound === undefined) {
      const { max, ttl } = query.bound;
      bound = new LRUCache<string, QueryNode>({
        max,
        ...(ttl === undefined ? {} : { ttl }),
        dispose: (node, _key, reason) => {
          if (reason !== 'evict' && reason !== 'expire') return;
          this.#log.decided(node, 'dropped', reason === 'evict' ? 'evicted' : 'expired');
          node.value = undefined;
          node.hasValue = false;
        },
      });
      this.#bounds.set(query.name, bound);
    }
    return bound;
  }

  /** False for a node that was forgotten, and perhaps begun anew, while somebody held it. */
  #isListed(node: Node): boolean {
    return this.#nodes.get(node.definition.name)?.get(node.key) === node;
  }

  #find(query: Query<unknown>, key: string): QueryNode | undefined {
    const node = this.#nodes.get(query.name)?.get(key);
    return node instanceof QueryNode ? node : undefined;
  }

  #queryNode(query: Query<unknown>, key: string): QueryNode {
    return this.#find(query, key) ?? this.#addOnce(new QueryNode(query, key));
  }

  #inputNode(input: Input<unknown>, key: string): InputNode {
    const node = this.#nodes.get(input.name)?.get(key);
    if (node instanceof InputNode) return node;
    return this.#addOnce(new InputNode(input, this.#sourceOf(input.name).source, key));
  }

  #sourceOf(name: string): { input: Input<unknown>; source: Source<unknown> } {
    const provided = this.#sources.get(name);
    if (provided === undefined) throw new Error(`No source is provided for the input ${name}.`);
    return provided;
  }

  #addOnce<N extends Node>(node: N): N {
    const { name } = node.definition;
    let nodes = this.#nodes.get(name);
    if (nodes === undefined) {
      nodes = new Map();
      this.#nodes.set(name, nodes);
    }
    if (!nodes.has(node.key)) {
      nodes.set(node.key, node);
      if (node instanceof InputNode) this.#listener.onInputAdded?.(name, node.key);
    }
    return node;
  }
}
