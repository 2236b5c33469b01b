/** The exceptions of Python that an expression can meet. `error` is `re.error`. */
export type PythonErrorName =
  | 'AttributeError'
  | 'IndexError'
  | 'KeyError'
  | 'NameError'
  | 'OverflowError'
  | 'RuntimeError'
  | 'StopIteration'
  | 'SyntaxError'
  | 'TypeError'
  | 'ValueError'
  | 'YAMLError'
  | 'ZeroDivisionError'
  | 'error';

/** `NotUnderstood`: Python could, we do not. `LimitExceeded`: it would cost more than a gate may. */
export type LambdaErrorKind = PythonErrorName | 'NotUnderstood' | 'LimitExceeded';

export interface LambdaError {
  readonly kind: LambdaErrorKind;
  /** In the manner of Python's own message, without the kind. */
  readonly message: string;
}

/** An exception of the interpreted expression; caught where a lambda is called from outside. */
export class Raised extends Error {
  readonly kind: LambdaErrorKind;
  constructor(kind: LambdaErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

export function raise(kind: LambdaErrorKind, message: string): never {
  throw new Raised(kind, message);
}
