import type { Input, Query, Source } from './definition.ts';

/** One key of one input, as it was last seen. */
export class InputNode {
  readonly dependents = new Set<QueryNode>();
  readonly definition: Input<unknown>;
  readonly source: Source<unknown>;
  readonly key: string;
  fingerprint = '';
  stamp: unknown;
  /** The value, for inputs that retain it. */
  value: unknown;
  /** To be looked at again before anybody relies on it. */
  suspect = true;
  /** The engine's clock when the value last became another. */
  changedAt = 0;
  /** The pass in which it was last compared with the world. */
  checkedIn = -1;

  constructor(definition: Input<unknown>, source: Source<unknown>, key: string) {
    this.definition = definition;
    this.source = source;
    this.key = key;
  }
}

/** One key of one query, with what its computation read. */
export class QueryNode {
  readonly dependents = new Set<QueryNode>();
  readonly definition: Query<unknown>;
  readonly key: string;
  reads: readonly Node[] = [];
  value: unknown;
  hasValue = false;
  /** Asked for from outside at least once: kept though no other query reads it. */
  asked = false;
  computing = false;
  /** Something below may have changed: to be verified before the value is served again. */
  suspect = true;
  /** The value cannot be verified, only computed anew. */
  mustCompute = true;
  changedAt = 0;
  /** The engine's clock when the value was last known to be right; -1 before the first time. */
  verifiedAt = -1;
  checkedIn = -1;
  /** The input that made it suspect. */
  cause: string | undefined;

  constructor(definition: Query<unknown>, key: string) {
    this.definition = definition;
    this.key = key;
  }
}

export type Node = InputNode | QueryNode;
