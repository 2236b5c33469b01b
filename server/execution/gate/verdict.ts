/** What a gate says of evidence (FORMAT.md (e), Layers). */
export interface Verdict {
  readonly passed: boolean;
  /** Empty where the gate is lenient: then they are the last of the warnings. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly fieldsSubmitted: readonly string[];
  readonly fieldsRequired: readonly string[];
  readonly fieldsMissing: readonly string[];
  /** Those of a wrong type and those whose validator failed, lenient or not. */
  readonly fieldsFailed: readonly string[];
  readonly strictMode: unknown;
  readonly source: 'yaml' | 'permissive';
  /** All that does not hold, in the order of the messages, for who has to repair it. */
  readonly faults: readonly Fault[];
}

/** One thing that does not hold, by parts. */
export type Fault =
  | { readonly kind: 'missing'; readonly field: string }
  | { readonly kind: 'type'; readonly field: string; readonly type: string; readonly got: string }
  | {
      readonly kind: 'validator';
      readonly field: string;
      readonly validator: string;
      /** Why it could not decide, where that is the case. */
      readonly raised?: string;
    }
  | { readonly kind: 'rule'; readonly message: string; readonly raised?: string };
