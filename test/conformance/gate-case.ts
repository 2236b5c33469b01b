import { stringify } from 'lossless-json';
import { plain } from './case-files.ts';

/** What of a gate's answer a case speaks of; the names are those of the wire. */
export interface ExpectedVerdict {
  readonly checkpointPassed?: boolean;
  readonly errors?: readonly string[];
  readonly warnings?: readonly string[];
  readonly errorCount?: number;
  readonly warningCount?: number;
  readonly fieldsMissing?: readonly string[];
  readonly fieldsFailed?: readonly string[];
  readonly fieldsRequired?: readonly string[];
  readonly strictMode?: unknown;
  readonly gateSource?: string;
  /** Whether the first error tells that a validator raised. */
  readonly raised?: boolean;
}

/** A gate, the evidence submitted to it, and what is right to answer. */
export interface GateCase {
  readonly id: string;
  /** Absent: there is no gate file. */
  readonly gate: string | undefined;
  /** As it goes over the wire: `5.0` and `5` are two texts. */
  readonly evidence: string;
  readonly expected: ExpectedVerdict;
  /**
   * What a refusal must say: WorkflowInvalid, with file and line. `allowed`: a verdict that does not
   * pass is right too.
   */
  readonly refusal?: { readonly line?: number; readonly allowed?: true };
  /** What follows "Validator failed: " and "rule error: " is Python's text, and need not be ours. */
  readonly ignoresHostText: boolean;
  /** So unusual that a verdict which names it as not supported is right as well. */
  readonly isRare: boolean;
}

/** A case of ours: its gate line by line. */
export interface OwnGateCase {
  readonly id: string;
  readonly gate: readonly string[] | null;
  readonly evidence: unknown;
  readonly expected?: ExpectedVerdict;
  /** The line, from 1, that the refusal must name. */
  readonly refusedAtLine?: unknown;
  readonly raises?: boolean;
}

export function ownGateCase(own: OwnGateCase): GateCase {
  const line = own.refusedAtLine === undefined ? undefined : Number(own.refusedAtLine);
  return {
    id: own.id,
    gate: own.gate === null ? undefined : own.gate.map((each) => `${each}\n`).join(''),
    evidence: stringify(own.evidence) ?? '',
    expected: plain(own.expected ?? {}),
    ...(line === undefined ? {} : { refusal: { line } }),
    ignoresHostText: own.raises === true,
    isRare: false,
  };
}

interface RecordedVerdict {
  readonly checkpoint_passed?: boolean;
  readonly errors?: readonly string[];
  readonly warnings?: readonly string[];
  readonly n_errors?: number;
  readonly n_warnings?: number;
  readonly fields_missing?: readonly string[];
  readonly fields_failed?: readonly string[];
  readonly fields_required?: readonly string[];
  readonly strict_mode?: unknown;
  readonly gate_source?: string;
  readonly raised?: boolean;
  readonly right_kind?: string;
}

/** A case recorded from the original engine. */
export interface RecordedGateCase {
  readonly id: string;
  readonly gate_yaml: string | null;
  readonly evidence: unknown;
  readonly expected: RecordedVerdict;
  readonly original_bug?: string;
  readonly right?: RecordedVerdict;
  readonly host_text?: string;
  readonly rare?: string;
}

/** The same in our terms. Where the original is wrong, only what is said to be right counts. */
export function recordedGateCase(recorded: RecordedGateCase): GateCase {
  const { id, gate_yaml, evidence, original_bug, host_text, rare } = recorded;
  const verdict = plain(original_bug === undefined ? recorded.expected : (recorded.right ?? {}));
  const refusal = refusalOf(recorded);
  return {
    id,
    gate: gate_yaml ?? undefined,
    evidence: stringify(evidence) ?? '',
    expected: inOurTerms(verdict),
    ...(refusal === undefined ? {} : { refusal }),
    ignoresHostText: host_text !== undefined,
    isRare: rare !== undefined,
  };
}

/** A gate that the original could not use and passed is refused; the record need not name the error. */
function refusalOf({ right, expected }: RecordedGateCase): GateCase['refusal'] {
  if (right?.right_kind?.startsWith('WorkflowInvalid')) return {};
  const turnedPermissive = expected.gate_source === 'permissive' && right !== undefined;
  return turnedPermissive ? { allowed: true } : undefined;
}

function inOurTerms(verdict: RecordedVerdict): ExpectedVerdict {
  const ours: ExpectedVerdict = {
    ...defined('checkpointPassed', verdict.checkpoint_passed),
    ...defined('errors', verdict.errors),
    ...defined('warnings', verdict.warnings),
    ...defined('errorCount', verdict.n_errors),
    ...defined('warningCount', verdict.n_warnings),
    ...defined('fieldsMissing', verdict.fields_missing),
    ...defined('fieldsFailed', verdict.fields_failed),
    ...defined('fieldsRequired', verdict.fields_required),
    ...defined('gateSource', verdict.gate_source),
    ...defined('strictMode', verdict.strict_mode),
    ...defined('raised', verdict.raised),
  };
  return ours;
}

function defined(key: keyof ExpectedVerdict, value: unknown): ExpectedVerdict {
  return value === undefined ? {} : { [key]: value };
}
