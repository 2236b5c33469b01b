/** Something that retrieval must do without; the rest goes on. */
export interface RetrievalProblem {
  readonly kind: 'problem';
  /** What is missing: tells one problem from another where the sentences change. */
  readonly code:
    | 'model-missing'
    | 'model-damaged'
    | 'model-unreachable'
    | 'no-native-library'
    | 'cache-unwritable'
    | 'cache-damaged'
    | 'worker-died';
  /** What is wrong, in a sentence. */
  readonly reason: string;
  /** What the user can do about it, in a sentence. */
  readonly remedy: string;
}

export function problem(
  code: RetrievalProblem['code'],
  reason: string,
  remedy: string,
): RetrievalProblem {
  return { kind: 'problem', code, reason, remedy };
}

/** Whether an outcome is a problem and no result. */
export function isProblem(outcome: object): outcome is RetrievalProblem {
  return 'kind' in outcome && outcome.kind === 'problem';
}

/** The first line of what was thrown: libraries put their stack behind it. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}
