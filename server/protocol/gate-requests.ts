import type { ParamsSchema } from './params.ts';
import { name, type RequestDescription } from './request-description.ts';
import type { WorkflowParams } from './workflow-requests.ts';

export interface GateDescribeParams extends WorkflowParams {
  readonly phase: number;
}

/** A field of the evidence that a gate asks for. */
export interface EvidenceFieldItem {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  readonly validator?: string;
  readonly validatorParams?: Readonly<Record<string, unknown>>;
  /** When its validator passes, in words, where it is one of the library and not the gate's own. */
  readonly passesWhen?: string;
}

export interface GateDescribeResult {
  readonly workflowType: string;
  readonly phase: number;
  readonly phaseName: string;
  /** `permissive`: there is no gate file, and any evidence passes. */
  readonly source: 'yaml' | 'permissive';
  /** False for a gate that cannot be used: completing the phase is refused until it is repaired. */
  readonly usable: boolean;
  readonly strict: boolean;
  readonly allowOverride: boolean;
  readonly evidence: readonly EvidenceFieldItem[];
  readonly validators: readonly { readonly name: string; readonly lambda: string }[];
  readonly crossFieldRules: readonly { readonly rule: string; readonly errorMessage: string }[];
  /** What phase.md asks to be checked. */
  readonly checklist: readonly string[];
  /** The gate file; absent for a permissive gate. */
  readonly gateUri?: string;
  /** Whether the gate on the screen is not the one on disk. */
  readonly unsaved: boolean;
}

export const gateDescribeParams: ParamsSchema<GateDescribeParams> = {
  type: 'object',
  required: ['phase'],
  properties: { workflowType: name, phase: { type: 'integer', minimum: 0 }, uri: name },
};

export const gateRequests: readonly RequestDescription[] = [
  {
    method: 'praxis/gate/describe',
    title: 'Describe a gate',
    params: 'workflowType, phase, uri?',
    result:
      'source, usable, strict, allowOverride, evidence: [{name, type, required, description, validator, validatorParams, passesWhen}], validators, crossFieldRules, checklist, gateUri, unsaved',
    errors: ['WorkflowNotFound', 'PhaseNotAccessible'],
    stability: 'stable',
  },
];
