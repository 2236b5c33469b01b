import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { type WorkflowReport, workflowReport } from '../../diagnostics/report.ts';
import { ReportService } from '../../diagnostics/report-service.ts';
import type { RuleSeverities } from '../../diagnostics/severity.ts';
import { workflowFiles } from '../../workflow/workflow-files.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { ReportMaker } from './linter.ts';

/** With fewer workflows than this to check, workers take longer to start than they save. */
const ENOUGH_FOR_WORKERS = 20;
/** More threads than this wait for each other and for the disk. */
const MOST_WORKERS = 4;

/** Makes reports, on worker threads where there are many to make. */
export class ReportMakers implements ReportMaker {
  readonly #workspace: Workspace;
  readonly #service: ReportService;
  readonly #isKept: boolean;
  #isElsewhere = false;

  /** @param isKept whether reports are asked for again and again, as files change */
  constructor(
    workspace: Workspace,
    options: {
      readonly startWorker: () => Worker;
      readonly severities: RuleSeverities;
      readonly isKept: boolean;
      readonly onTrouble: (message: string) => void;
    },
  ) {
    const { startWorker, severities, isKept, onTrouble } = options;
    this.#workspace = workspace;
    this.#isKept = isKept;
    this.#service = new ReportService({
      workspace,
      startWorker,
      context: () => ({
        roots: workspace.roots.value,
        ignoreGlobs: workspace.ignoreGlobs.value,
        severities,
      }),
      onTrouble,
      mostWorkers: Math.min(MOST_WORKERS, availableParallelism()),
    });
  }

  expect(folders: readonly FilePath[]): void {
    const missing = folders.filter((folder) => this.#service.peek(folder) === undefined);
    this.#isElsewhere = missing.length >= ENOUGH_FOR_WORKERS;
  }

  async make(folder: FilePath): Promise<WorkflowReport> {
    return this.#isElsewhere
      ? this.#service.get(folder)
      : this.#workspace.caches.ask(workflowReport, folder);
  }

  release(folder: FilePath): void {
    const { engine } = this.#workspace.caches;
    if (this.#isKept) return;
    engine.forget(workflowReport, folder);
    engine.forget(workflowFiles, folder);
  }

  close(): Promise<void> {
    return this.#service.close();
  }
}
