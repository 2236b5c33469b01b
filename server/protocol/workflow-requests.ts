import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { ParamsSchema } from './params.ts';
import { name, type RequestDescription, text } from './request-description.ts';

export interface WorkflowListParams {
  readonly category?: string;
  readonly query?: string;
}

export interface WorkflowParams {
  readonly workflowType?: string;
  /** Picks the copy of a workflow that exists more than once: any file or the folder of it. */
  readonly uri?: string;
}

export interface WorkflowGraphParams extends WorkflowParams {
  /** `json` unless given. */
  readonly format?: 'json' | 'mermaid';
}

/** A workflow as `praxis/workflow/list` has it. */
export interface WorkflowListItem {
  readonly workflowType: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly category?: string;
  readonly totalPhases: number;
  readonly dynamic: boolean;
  readonly uri: string;
  readonly errors: number;
  readonly warnings: number;
}

export interface WorkflowListResult {
  readonly workflows: readonly WorkflowListItem[];
}

/** A task in an overview. What only generated tasks have is absent in others. */
export interface TaskItem {
  readonly taskNumber: number;
  /** `1.2`: how the source of a dynamic workflow calls it. */
  readonly taskId?: string;
  readonly name: string;
  readonly file?: string;
  readonly purpose?: string;
  readonly estimatedTime?: string;
  readonly dependencies?: readonly string[];
  readonly acceptanceCriteria?: readonly string[];
}

/** A gate in an overview; `praxis/gate/describe` tells all of it. */
export interface GateItem {
  /** `permissive`: no gate file, everything passes. */
  readonly source: 'yaml' | 'permissive';
  readonly strict: boolean;
  /** The names of the evidence fields. */
  readonly evidence: readonly string[];
  /** What phase.md or the source asks to be checked, for the one who does the work. */
  readonly checklist: readonly string[];
}

export interface PhaseItem {
  readonly phase: number;
  readonly name: string;
  readonly purpose: string;
  readonly source: 'static' | 'dynamic';
  readonly estimatedDuration?: string;
  readonly tasks: readonly TaskItem[];
  readonly gate: GateItem;
}

/** A workflow as `praxis/workflow/describe` has it. */
export interface WorkflowDescription extends WorkflowListItem {
  readonly estimatedDuration: string;
  readonly primaryOutputs: readonly string[];
  readonly phases: readonly PhaseItem[];
}

export interface WorkflowDescribeResult {
  readonly overview: WorkflowDescription;
}

export interface WorkflowValidateResult {
  /** The files that have diagnostics, in the order an author reads them. */
  readonly documents: readonly { readonly uri: string; readonly diagnostics: Diagnostic[] }[];
  readonly errors: number;
  readonly warnings: number;
}

/** A phase, task or gate of a workflow's graph. */
export interface GraphNode {
  /** `phase-0`, `phase-0-task-1`, `phase-0-gate`. */
  readonly id: string;
  readonly kind: 'phase' | 'task' | 'gate';
  readonly phase: number;
  readonly taskNumber?: number;
  readonly name: string;
  readonly uri?: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /**
   * `next`: a 🎯 NEXT-MANDATORY leads there; `then`: the order of the phases, by way of the gate;
   * `contains`: a phase and its task, a phase and its gate.
   */
  readonly kind: 'next' | 'then' | 'contains';
}

export type WorkflowGraphResult =
  | {
      readonly format: 'json';
      readonly nodes: readonly GraphNode[];
      readonly edges: readonly GraphEdge[];
    }
  | { readonly format: 'mermaid'; readonly text: string };

export const workflowListParams: ParamsSchema<WorkflowListParams> = {
  type: 'object',
  properties: { category: text, query: text },
};

export const workflowParams: ParamsSchema<WorkflowParams> = {
  type: 'object',
  properties: { workflowType: name, uri: name },
};

export const workflowGraphParams: ParamsSchema<WorkflowGraphParams> = {
  type: 'object',
  properties: { workflowType: name, uri: name, format: { enum: ['json', 'mermaid'] } },
};

export const workflowRequests: readonly RequestDescription[] = [
  {
    method: 'praxis/workflow/list',
    title: 'List workflows',
    params: 'category?, query?',
    result:
      'workflows: [{workflowType, name, version, description, totalPhases, dynamic, uri, errors, warnings}]',
    errors: [],
    stability: 'stable',
  },
  {
    method: 'praxis/workflow/describe',
    title: 'Describe a workflow',
    params: 'workflowType, uri?',
    result:
      'overview: the above and estimatedDuration, primaryOutputs, phases: [{phase, name, purpose, source, tasks, gate}]',
    errors: ['WorkflowNotFound'],
    stability: 'stable',
  },
  {
    method: 'praxis/workflow/validate',
    title: 'Check a workflow',
    params: 'workflowType or uri',
    result: 'documents: [{uri, diagnostics}], errors, warnings',
    errors: ['WorkflowNotFound'],
    stability: 'stable',
  },
  {
    method: 'praxis/workflow/graph',
    title: 'Draw a workflow',
    params: 'workflowType, uri?, format?: json or mermaid',
    result:
      'json: nodes: [{id, kind, phase, taskNumber, name, uri}], edges: [{from, to, kind}]; mermaid: text',
    errors: ['WorkflowNotFound'],
    stability: 'experimental',
  },
];
