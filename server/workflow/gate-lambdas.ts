import { perObject } from '../caches/per-object.ts';
import type { Gate } from './gate.ts';
import { compileLambda, type Lambda } from './lambda/lambda.ts';

/** The lambdas of a gate, read once. */
export interface CompiledGate {
  readonly validators: ReadonlyMap<string, Lambda>;
  readonly rules: readonly { readonly lambda: Lambda; readonly errorMessage: string }[];
}

/** Reads the lambdas of a gate, once. */
export const compiledGate = perObject(
  ({ validators, crossFieldRules }: Gate): CompiledGate => ({
    validators: new Map(validators.map(({ name, lambda }) => [name, compileLambda(lambda)])),
    rules: crossFieldRules.map(({ rule, errorMessage }) => ({
      lambda: compileLambda(rule),
      errorMessage,
    })),
  }),
);
