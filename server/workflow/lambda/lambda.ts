import { parsePython } from '../../syntax/python.ts';
import type { PythonExpression } from '../../syntax/python-ast.ts';
import { Budget, defaultLimits, type Limits } from './budget.ts';
import { checkExpression, type LambdaProblem } from './checks.ts';
import { truthy } from './comparison.ts';
import { type LambdaError, Raised } from './errors.ts';
import { Evaluator } from './evaluator.ts';
import { fromHost } from './host-values.ts';
import { Scope } from './scope.ts';
import type { Machine, PythonValue } from './values.ts';

/** The text of a validator or a cross-field rule (FORMAT.md (e), Lambdas), read once. */
export interface Lambda {
  readonly text: string;
  /** Absent when the text cannot be read. */
  readonly expression: PythonExpression | undefined;
  /** What is wrong with it whatever it is called with; empty for most. */
  readonly problems: readonly LambdaProblem[];
}

export type LambdaOutcome =
  | { readonly ok: true; readonly value: PythonValue; readonly truthy: boolean }
  | { readonly ok: false; readonly error: LambdaError };

/** Reads and checks a lambda. Never throws. */
export function compileLambda(text: string): Lambda {
  const { expression, problems } = parsePython(text);
  if (expression === undefined) {
    return {
      text,
      expression,
      problems: problems.map(({ kind, message, range }) => ({
        kind: kind === 'unsupported' ? 'unsupported' : 'syntax',
        message,
        range,
      })),
    };
  }
  return { text, expression, problems: checkExpression(expression) };
}

/**
 * Evaluates the expression, which must give a callable, and calls it with JSON or YAML values: these are
 * copied, so what a lambda does to them is gone after the call. Never throws; whatever Python would raise
 * is an outcome, and so is what costs more than `limits`.
 */
export function callLambda(
  lambda: Lambda,
  args: readonly unknown[],
  keywords: Readonly<Record<string, unknown>> = {},
  limits: Limits = defaultLimits,
): LambdaOutcome {
  const { expression, problems } = lambda;
  if (expression === undefined) {
    const [problem] = problems;
    const kind = problem?.kind === 'unsupported' ? 'NotUnderstood' : 'SyntaxError';
    return { ok: false, error: { kind, message: problem?.message ?? 'invalid syntax' } };
  }
  return outcomeOf(limits, (evaluator) => {
    const callee = evaluator.evaluate(expression, new Scope());
    const positional = args.map((arg) => fromHost(evaluator, arg));
    const named = new Map(
      Object.entries(keywords).map(([name, value]) => [name, fromHost(evaluator, value)]),
    );
    return evaluator.call(callee, positional, named);
  });
}

/** Runs work of the interpreter within `limits`, and gives what it raises as an outcome. */
export function outcomeOf(
  limits: Limits,
  work: (machine: Machine & Pick<Evaluator, 'evaluate'>) => PythonValue,
): LambdaOutcome {
  try {
    const value = work(new Evaluator(new Budget(limits)));
    return { ok: true, value, truthy: truthy(value) };
  } catch (error) {
    if (error instanceof Raised) {
      return { ok: false, error: { kind: error.kind, message: error.message } };
    }
    // The caller had used up most of the host's stack before we began to count.
    if (error instanceof RangeError) {
      return { ok: false, error: { kind: 'LimitExceeded', message: error.message } };
    }
    throw error;
  }
}
