import path from 'node:path';
import type { CancellationToken } from 'vscode-jsonrpc';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { CELL } from '../caches/cell.ts';
import type { WorkflowReport } from '../diagnostics/report.ts';
import type { ReportService } from '../diagnostics/report-service.ts';
import { PraxisError } from '../protocol/errors.ts';
import {
  type WorkflowDescribeResult,
  type WorkflowListItem,
  type WorkflowListParams,
  type WorkflowListResult,
  type WorkflowParams,
  workflowListParams,
  workflowParams,
} from '../protocol/workflow-requests.ts';
import { workflowFolders } from '../workspace/discovery.ts';
import { isWorkflowFolder, workflowOf } from '../workspace/layout.ts';
import { type FilePath, pathOfUri, uriOfPath } from '../workspace/paths.ts';
import { inSlices } from '../workspace/slices.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Commands } from './commands.ts';
import { workflowNotFound } from './workflow-not-found.ts';

/** Serves `praxis/workflow/list` and `praxis/workflow/describe`. */
export function serveWorkflows(
  commands: Commands,
  workspace: Workspace,
  reports: ReportService,
  explored: () => Promise<void>,
): void {
  const workflows = new WorkflowRequests(workspace, reports, explored);
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
    true,
  );
}

/** Answers what workflows there are, and what is in one. */
class WorkflowRequests {
  readonly #workspace: Workspace;
  readonly #reports: ReportService;
  /** Settles when the workspace has been explored once. */
  readonly #explored: () => Promise<void>;

  constructor(workspace: Workspace, reports: ReportService, explored: () => Promise<void>) {
    this.#workspace = workspace;
    this.#reports = reports;
    this.#explored = explored;
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
    const folder = await this.folderOf(params);
    const report = await this.#reports.get(folder);
    const { estimatedDuration, primaryOutputs, phases } = report.overview;
    return {
      overview: { ...listItem(report), estimatedDuration, primaryOutputs, phases },
    };
  }

  /**
   * The folder that a request means: the copy that `uri` picks, else the strongest of that type.
   *
   * @throws {PraxisError} WorkflowNotFound, with the types that there are.
   */
  async folderOf({ workflowType, uri }: WorkflowParams): Promise<FilePath> {
    const { caches } = this.#workspace;
    if (uri !== undefined) {
      const file = pathOfUri(uri);
      const folder =
        file === undefined
          ? undefined
          : caches.ask(isWorkflowFolder, file)
            ? file
            : caches.ask(workflowOf, file);
      if (
        folder !== undefined &&
        (workflowType ?? path.basename(folder)) === path.basename(folder)
      ) {
        return folder;
      }
      throw new PraxisError(
        'WorkflowNotFound',
        folder === undefined
          ? `${uri} is in no workflow.`
          : `${uri} is in ${path.basename(folder)}, not in ${workflowType}.`,
        'Give the URI of a workflow folder, or of a file in one: a folder with metadata.json under workflows/.',
      );
    }
    if (workflowType === undefined) {
      throw new PraxisError(
        'InvalidParams',
        'workflowType: expected a string that is not empty, got nothing',
        'Name the workflow by its folder: {"workflowType": "release_checklist_v1"}.',
      );
    }
    await this.#explored();
    caches.beginPass();
    const folders = this.#workspace.caches.ask(workflowFolders, '');
    const folder = folders.find((each) => path.basename(each) === workflowType);
    if (folder !== undefined) return folder;
    throw workflowNotFound(workflowType, folders);
  }

  async #allReports(token: CancellationToken): Promise<WorkflowReport[]> {
    await this.#explored();
    this.#workspace.caches.beginPass();
    const folders = this.#workspace.caches.ask(workflowFolders, CELL);
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

function listItem({ overview, errors, warnings }: WorkflowReport): WorkflowListItem {
  const { workflowType, name, version, description, category, totalPhases, dynamic } = overview;
  return {
    workflowType,
    name,
    version,
    description,
    ...(category === undefined ? {} : { category }),
    totalPhases,
    dynamic,
    uri: uriOfPath(overview.folder),
    errors,
    warnings,
  };
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
