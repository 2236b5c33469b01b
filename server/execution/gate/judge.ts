import type { EvidenceField, Gate } from '../../workflow/gate.ts';
import { compiledGate } from '../../workflow/gate-lambdas.ts';
import { callLambda, type LambdaOutcome } from '../../workflow/lambda/lambda.ts';
import { runLibraryValidator } from '../../workflow/lambda/library.ts';
import { libraryValidator } from '../../workflow/validator-library.ts';
import { isOfType, pythonTypeName } from './evidence-type.ts';
import type { Fault, Verdict } from './verdict.ts';

/**
 * Judges evidence by a gate, in the original's layers, order and words (FORMAT.md (e)); without a
 * gate file everything passes. The gate must be usable. The evidence is not changed.
 */
export function judge(
  gate: Gate | undefined,
  evidence: Readonly<Record<string, unknown>>,
): Verdict {
  const submitted = Object.keys(evidence);
  const fields = new Map(gate?.fields.map((field) => [field.name, field]));
  const required = (gate?.fields ?? []).filter((field) => field.required).map(({ name }) => name);
  const missing = required.filter((name) => !Object.hasOwn(evidence, name));
  const faults: Fault[] = missing.map((field) => ({ kind: 'missing', field }));
  const remarks: string[] = [];
  const failed: string[] = [];
  for (const [name, value] of Object.entries(evidence)) {
    const field = fields.get(name);
    if (gate === undefined || field === undefined) {
      remarks.push(`Field '${name}' not in schema (ignoring)`);
      continue;
    }
    const fault = faultOf(gate, field, value, remarks);
    if (fault === undefined) continue;
    faults.push(fault);
    failed.push(name);
  }
  if (gate !== undefined) faults.push(...brokenRules(gate, evidence));
  const messages = faults.map(messageOf);
  const strict = gate?.strict ?? false;
  return {
    passed: !strict || messages.length === 0,
    errors: strict ? messages : [],
    warnings: strict ? remarks : [...remarks, ...messages],
    fieldsSubmitted: submitted,
    fieldsRequired: required,
    fieldsMissing: missing,
    fieldsFailed: failed,
    strictMode: gate === undefined ? false : gate.strictMode,
    source: gate === undefined ? 'permissive' : 'yaml',
    faults,
  };
}

/** What is wrong with the value of a field; a validator that is not there is but a remark. */
function faultOf(
  gate: Gate,
  field: EvidenceField,
  value: unknown,
  remarks: string[],
): Fault | undefined {
  const { name, type, validator } = field;
  if (!isOfType(value, type)) {
    return { kind: 'type', field: name, type, got: pythonTypeName(value) };
  }
  if (validator === undefined) return undefined;
  const outcome = runValidator(gate, field, validator, value);
  if (outcome === undefined) {
    remarks.push(`Validator '${validator}' not found for '${name}'`);
    return undefined;
  }
  if (!outcome.ok) {
    return { kind: 'validator', field: name, validator, raised: outcome.error.message };
  }
  return outcome.truthy ? undefined : { kind: 'validator', field: name, validator };
}

/** The gate's own validators first, then the library (FORMAT.md (i), 7). */
function runValidator(
  gate: Gate,
  { validatorParams }: EvidenceField,
  name: string,
  value: unknown,
): LambdaOutcome | undefined {
  const own = compiledGate(gate).validators.get(name);
  if (own !== undefined) return callLambda(own, [value], validatorParams);
  if (libraryValidator(name) === undefined) return undefined;
  return runLibraryValidator(name, value, validatorParams);
}

/** Cross-field rules run always, in order, on the whole evidence. */
function brokenRules(gate: Gate, evidence: Readonly<Record<string, unknown>>): Fault[] {
  return compiledGate(gate).rules.flatMap(({ lambda, errorMessage }): Fault[] => {
    const outcome = callLambda(lambda, [evidence]);
    if (!outcome.ok) {
      return [{ kind: 'rule', message: errorMessage, raised: outcome.error.message }];
    }
    return outcome.truthy ? [] : [{ kind: 'rule', message: errorMessage }];
  });
}

/** The original's words. */
function messageOf(fault: Fault): string {
  switch (fault.kind) {
    case 'missing':
      return `Field '${fault.field}' is required but missing`;
    case 'type':
      return `Field '${fault.field}' must be ${fault.type}, got: ${fault.got}`;
    case 'validator': {
      const why =
        fault.raised === undefined ? 'validation failed' : `Validator failed: ${fault.raised}`;
      return `Validator '${fault.validator}' failed for field '${fault.field}': ${why}`;
    }
    case 'rule':
      return fault.raised === undefined
        ? `Cross-field validation failed: ${fault.message}`
        : `Cross-field rule error: Cross-field rule evaluation failed: ${fault.raised}`;
  }
}
