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

/** Where in its own source a library met an error. */
const SOURCE_PLACE = /,? ?(?:[a-z]:\\|\/)[^,:]*\.rs:\d+(?::\d+)?/gi;
/** How a library wraps its errors, and an end that announces more than there is. */
const WRAPPING = /\b(?:lance error|LanceError\([^)]*\)): |[\s.]*\bERR: ?\.?$/g;

/**
 * What was thrown, in words that say something to people, without a full stop: libraries put their
 * stack behind the first line, and places in their source into it.
 */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n', 1);
  const plain = line.replaceAll(SOURCE_PLACE, '').replaceAll(WRAPPING, '');
  return plain.replace(/[\s.]+$/, '') || 'it does not say why';
}
