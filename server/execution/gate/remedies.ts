import type { Gate } from '../../workflow/gate.ts';
import { libraryValidator, passesWhenWith } from '../../workflow/validator-library.ts';
import type { Fault, Verdict } from './verdict.ts';

/** What to send for each type, as the object of "send". */
const WANTED: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  integer: 'a number without a fraction',
  string: 'a text',
  object: 'an object',
  dict: 'an object',
  list: 'a list',
};

/** Errors that `remediation` names one by one; the rest it counts. */
const NAMED = 3;

/** What to do about the errors of a verdict, in sentences; empty without any. */
export function remediationOf(gate: Gate | undefined, verdict: Verdict): string {
  if (verdict.errors.length === 0) return '';
  const named = verdict.faults.slice(0, NAMED).map((fault) => `${remedyOf(gate, fault)}.`);
  const more = verdict.faults.length - named.length;
  return [...named, ...(more > 0 ? [`And ${more} more: see errors.`] : [])].join(' ');
}

/** The same as a list of things to do, all of them, and what comes after. */
export function nextStepsOf(gate: Gate | undefined, verdict: Verdict, phase: number): string[] {
  if (verdict.errors.length === 0) return [];
  return [
    ...verdict.faults.map((fault) => remedyOf(gate, fault)),
    `Submit the evidence of phase ${phase} again, all of it`,
  ];
}

function remedyOf(gate: Gate | undefined, fault: Fault): string {
  switch (fault.kind) {
    case 'missing': {
      const field = fieldNamed(gate, fault.field);
      const wanted = WANTED[field?.type ?? ''];
      return `Add '${fault.field}'${wanted === undefined ? '' : `: ${wanted}`}${described(field?.description)}`;
    }
    case 'type': {
      const wanted = WANTED[fault.type];
      return wanted === undefined
        ? `Correct the gate: '${fault.field}' is of type "${fault.type}", which no value has`
        : `Send ${wanted} for '${fault.field}', not ${fault.got}${described(fieldNamed(gate, fault.field)?.description)}`;
    }
    case 'validator': {
      const { field, validator, raised } = fault;
      if (raised !== undefined) {
        return `Check '${field}' and the validator '${validator}', which could not decide: ${raised}`;
      }
      const library = libraryValidator(validator);
      const own = gate?.validators.find(({ name }) => name === validator);
      if (own !== undefined) return `Correct '${field}' so that ${validator} holds: ${own.lambda}`;
      const passes =
        library === undefined
          ? ''
          : `: it passes when ${passesWhenWith(library, fieldNamed(gate, field)?.validatorParams ?? {})}`;
      return `Correct '${field}'${passes}`;
    }
    case 'rule':
      return fault.raised === undefined
        ? `Make the evidence agree: ${fault.message}`
        : `Check the cross-field rule "${fault.message}", which could not decide: ${fault.raised}`;
  }
}

function fieldNamed(gate: Gate | undefined, name: string) {
  return gate?.fields.find((field) => field.name === name);
}

function described(description: string | undefined): string {
  return description === undefined || description === ''
    ? ''
    : ` (${description.replace(/\.$/, '')})`;
}
