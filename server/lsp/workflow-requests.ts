import type { CancellationToken } from 'vscode-jsonrpc';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { WorkflowReport } from '../diagnostics/report.ts';
import type { ReportService } from '../diagnostics/report-service.ts';
import { listItem } from '../diagnostics/workflow-list-item.ts';
import {
  type WorkflowDescribeResult,
  type WorkflowGraphParams,
  type WorkflowGraphResult,
  type WorkflowListParams,
  type WorkflowListResult,
  type WorkflowParams,
  type WorkflowValidateResult,
  workflowGraphParams,
  workflowListParams,
  workflowParams,
} from '../protocol/workflow-requests.ts';
import { workflowSnapshot } from '../workflow/snapshot.ts';
import { mermaidOf, workflowGraph } from '../workflow/workflow-graph.ts';
import type { FilePath } from '../workspace/paths.ts';
import { inSlices } from '../workspace/slices.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Commands } from './commands.ts';
import type { Encoder } from './encode.ts';
import type { WorkflowLocator } from './workflow-locator.ts';

/** Serves `praxis/workflow/list` and `praxis/workflow/describe`. */
export function serveWorkflows(
  commands: Commands,
  workspace: Workspace,
  reports: ReportService,
  locator: WorkflowLocator,
  encoder: Encoder,
): void {
  const workflows = new WorkflowRequests(workspace, reports, locator, encoder);
  commands.serve(
    'praxis/workflow/list',
    workflowListParams,
    (params, token) => unlessCancelled(token, workflows.list(params, token)),
    ({ workflows: listed }) =>
      listed.length === 0
        ? 'There are no workflows in the workspace.'
        : `Workflows (${listed.length}): ${listed.map(({ workflowType }) => workflowType).join(', ')}`,
  );
  commands.serve(
    'praxis/workflow/describe',
    workflowParams,
    (params, token) => unlessCancelled(token, workflows.describe(params)),
    ({ overview }) =>
      `${overview.name} ${overview.version}: phases ${overview.totalPhases}, errors ${overview.errors}, warnings ${overview.warnings}`,
    { complete: () => commands.workflowTouched(true) },
  );
  commands.serve(
    'praxis/workflow/validate',
    workflowParams,
    (params, token) => unlessCancelled(token, workflows.validate(params)),
    ({ documents, errors, warnings }) =>
      documents.length === 0
        ? 'Nothing is wrong with the workflow.'
        : `Files with diagnostics: ${documents.length}; errors ${errors}, warnings ${warnings}.`,
    { complete: () => commands.workflowTouched(true) },
  );
  commands.serve(
    'praxis/workflow/graph',
    workflowGraphParams,
    (params, token) => unlessCancelled(token, workflows.graph(params)),
    (graph) =>
      graph.format === 'mermaid'
        ? graph.text
        : `The graph has ${graph.nodes.length} nodes and ${graph.edges.length} edges.`,
    { complete: () => commands.workflowTouched(true) },
  );
}

/** Answers what workflows there are, and what is in one. */
class WorkflowRequests {
  readonly #workspace: Workspace;
  readonly #reports: ReportService;
  readonly #locator: WorkflowLocator;
  readonly #encoder: Encoder;

  constructor(
    workspace: Workspace,
    reports: ReportService,
    locator: WorkflowLocator,
    encoder: Encoder,
  ) {
    this.#workspace = workspace;
    this.#reports = reports;
    this.#locator = locator;
    this.#encoder = encoder;
  }

  async list(params: WorkflowListParams, token: CancellationToken): Promise<WorkflowListResult> {
    const reports = await this.#allReports(token);
    const query = params.query?.toLowerCase();
    const workflows = reports
      .map(listItem)
      .filter(({ category }) => params.category === undefined || category === params.category)
      .filter(
        ({ workflowType, name, description }) =>
          query === undefined ||
          [workflowType, name, description].some((text) => text.toLowerCase().includes(query)),
      );
    return { workflows };
  }

  async describe(params: WorkflowParams): Promise<WorkflowDescribeResult> {
    const folder = await this.#locator.folderOf(params);
    const report = await this.#reports.get(folder);
    const { estimatedDuration, primaryOutputs, phases } = report.overview;
    return {
      overview: { ...listItem(report), estimatedDuration, primaryOutputs, phases },
    };
  }

  /** All that is wrong with a workflow, silenced rules left out, as the editor would show it. */
  async validate(params: WorkflowParams): Promise<WorkflowValidateResult> {
    const folder = await this.#locator.folderOf(params);
    const { documents, errors, warnings } = await this.#reports.get(folder);
    return {
      documents: documents.map(({ file, diagnostics }) => ({
        uri: this.#encoder.uriOf(file),
        diagnostics: diagnostics.map((each) => this.#encoder.diagnostic(file, each)),
      })),
      errors,
      warnings,
    };
  }

  /** The phases, tasks and gates of a workflow, and what leads from one to the next. */
  async graph({ format = 'json', ...params }: WorkflowGraphParams): Promise<WorkflowGraphResult> {
    const folder = await this.#locator.folderOf(params);
    const { caches } = this.#workspace;
    const graph = workflowGraph(caches.ask(workflowSnapshot, folder));
    if (format === 'mermaid') return { format, text: mermaidOf(graph) };
    return {
      format,
      nodes: graph.nodes.map(({ file, ...node }) => ({
        ...node,
        ...(file === undefined ? {} : { uri: this.#encoder.uriOf(file) }),
      })),
      edges: graph.edges,
    };
  }

  async #allReports(token: CancellationToken): Promise<WorkflowReport[]> {
    const folders = await this.#locator.all();
    const pending = await inSlices(this.#requestAll(folders), {
      isCancelled: () => token.isCancellationRequested,
    });
    if (pending === undefined) throw cancelled();
    return Promise.all(pending);
  }

  *#requestAll(folders: readonly FilePath[]): Generator<void, Promise<WorkflowReport>[]> {
    const pending: Promise<WorkflowReport>[] = [];
    for (const folder of folders) {
      pending.push(this.#reports.get(folder));
      yield;
    }
    return pending;
  }
}

/** Does not make the client wait for an answer that it no longer wants. */
function unlessCancelled<T>(token: CancellationToken, answer: Promise<T>): Promise<T> {
  const refusal = new Promise<never>((_resolve, reject) => {
    token.onCancellationRequested(() => reject(cancelled()));
  });
  return Promise.race([answer, refusal]);
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
