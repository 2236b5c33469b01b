import type { Gate } from './gate.ts';
import { compileLambda, type Lambda } from './lambda/lambda.ts';

/** The lambdas of a gate, read once. */
export interface CompiledGate {
  readonly validators: ReadonlyMap<string, Lambda>;
  readonly rules: readonly { readonly lambda: Lambda; readonly errorMessage: string }[];
}

/** A gate is an immutable value of the caches: what is read from it lives as long. */
const compiled = new WeakMap<Gate, CompiledGate>();

export function compiledGate(gate: Gate): CompiledGate {
  const known = compiled.get(gate);
  if (known !== undefined) return known;
  const made: CompiledGate = {
    validators: new Map(gate.validators.map(({ name, lambda }) => [name, compileLambda(lambda)])),
    rules: gate.crossFieldRules.map(({ rule, errorMessage }) => ({
      lambda: compileLambda(rule),
      errorMessage,
    })),
  };
  compiled.set(gate, made);
  return made;
}
