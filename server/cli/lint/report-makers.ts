import type { Worker } from 'node:worker_threads';
import { type WorkflowReport, workflowReport } from '../../diagnostics/report.ts';
import { ReportService } from '../../diagnostics/report-service.ts';
import type { RuleSeverities } from '../../diagnostics/severity.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** With fewer workflows than this to check, workers take longer to start than they save. */
const ENOUGH_FOR_WORKERS = 30;

/** Makes reports, on worker threads where there are many to make. */
export class ReportMakers {
  readonly #workspace: Workspace;
  readonly #service: ReportService;
  #isElsewhere = false;

  constructor(
    workspace: Workspace,
    startWorker: () => Worker,
    severities: RuleSeverities,
    onTrouble: (message: string) => void,
  ) {
    this.#workspace = workspace;
    this.#service = new ReportService({
      workspace,
      startWorker,
      context: () => ({
        roots: workspace.roots.value,
        ignoreGlobs: workspace.ignoreGlobs.value,
        severities,
      }),
      onTrouble,
    });
  }

  /** Says which reports are going to be asked for. */
  expect(folders: readonly FilePath[]): void {
    const missing = folders.filter((folder) => this.#service.peek(folder) === undefined);
    this.#isElsewhere = missing.length >= ENOUGH_FOR_WORKERS;
  }

  async make(folder: FilePath): Promise<WorkflowReport> {
    return this.#isElsewhere
      ? this.#service.get(folder)
      : this.#workspace.caches.ask(workflowReport, folder);
  }

  close(): Promise<void> {
    return this.#service.close();
  }
}
