import { CELL } from '../../caches/cell.ts';
import { type WorkflowReport, workflowReport } from '../../diagnostics/report.ts';
import { configurationFindings } from '../../diagnostics/suppression/configuration-findings.ts';
import { workflowFiles } from '../../workflow/workflow-files.ts';
import { workflowFolders } from '../../workspace/discovery.ts';
import { below, type FilePath } from '../../workspace/paths.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { LintedFile, LintResult } from './lint-result.ts';
import { isTarget, isWhole, mayHoldTargets, type Targets } from './targets.ts';

/** Makes the report on a workflow folder. */
export type MakeReport = (folder: FilePath) => Promise<WorkflowReport>;

/** Checks workflows as the workspace is now. What was checked before and has not changed costs nothing. */
export class Linter {
  readonly #workspace: Workspace;
  readonly #targets: Targets;
  readonly #makeReport: MakeReport;

  /** @param makeReport elsewhere than on this thread, if that is worth it */
  constructor(workspace: Workspace, targets: Targets, makeReport?: MakeReport) {
    this.#workspace = workspace;
    this.#targets = targets;
    this.#makeReport =
      makeReport ?? (async (folder) => workspace.caches.ask(workflowReport, folder));
  }

  /** The workflows that hold something to check. */
  folders(): readonly FilePath[] {
    const { caches } = this.#workspace;
    return caches
      .ask(workflowFolders, CELL)
      .filter((folder) => mayHoldTargets(this.#targets, folder));
  }

  async lint(): Promise<LintResult> {
    const { caches, roots } = this.#workspace;
    caches.beginPass();
    const folders = this.folders();
    const reports = await Promise.all(folders.map((folder) => this.#makeReport(folder)));
    let files = 0;
    const found: LintedFile[] = [];
    for (const [index, folder] of folders.entries()) {
      files += caches.ask(workflowFiles, folder).filter((file) => this.#isWanted(file)).length;
      const documents = reports[index]?.documents ?? [];
      found.push(...documents.filter(({ file }) => this.#isWanted(file)));
    }
    for (const root of roots.value) {
      if (!isWhole(this.#targets, root)) continue;
      const used = reports.flatMap(({ configuredUse, overview }) =>
        below(root, overview.folder) === undefined ? [] : configuredUse,
      );
      const inConfiguration = configurationFindings(caches, root, new Set(used));
      if (inConfiguration !== undefined) found.push(inConfiguration);
    }
    return { roots: roots.value, workflows: folders.length, files, found };
  }

  #isWanted(file: FilePath): boolean {
    return isTarget(this.#targets, file);
  }
}
