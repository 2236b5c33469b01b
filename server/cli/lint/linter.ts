import { CELL } from '../../caches/cell.ts';
import type { WorkflowReport } from '../../diagnostics/report.ts';
import { configurationFindings } from '../../diagnostics/suppression/configuration-findings.ts';
import { workflowFiles } from '../../workflow/workflow-files.ts';
import { workflowFolders } from '../../workspace/discovery.ts';
import { below, type FilePath } from '../../workspace/paths.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { LintedFile, LintResult } from './lint-result.ts';
import { isTarget, isWhole, mayHoldTargets, type Targets } from './targets.ts';

/** Makes the reports on workflow folders. */
export interface ReportMaker {
  /** Says which reports are going to be asked for. */
  expect(folders: readonly FilePath[]): void;
  make(folder: FilePath): Promise<WorkflowReport>;
  /** The report was read, and is not asked for again unless the maker watches. */
  release(folder: FilePath): void;
}

/** Checks workflows as the workspace is now. */
export class Linter {
  readonly #workspace: Workspace;
  readonly #targets: Targets;
  readonly #maker: ReportMaker;

  constructor(workspace: Workspace, targets: Targets, maker: ReportMaker) {
    this.#workspace = workspace;
    this.#targets = targets;
    this.#maker = maker;
  }

  async lint(): Promise<LintResult> {
    const { caches, roots } = this.#workspace;
    caches.beginPass();
    const folders = caches
      .ask(workflowFolders, CELL)
      .filter((folder) => mayHoldTargets(this.#targets, folder));
    this.#maker.expect(folders);
    const checked = await Promise.all(folders.map((folder) => this.#check(folder)));
    const found = checked.flatMap((each) => each.found);
    for (const root of roots.value) {
      if (!isWhole(this.#targets, root)) continue;
      const used = checked
        .filter(({ folder }) => below(root, folder) !== undefined)
        .flatMap(({ report }) => report.configuredUse);
      const inConfiguration = configurationFindings(caches, root, new Set(used));
      if (inConfiguration !== undefined) found.push(inConfiguration);
    }
    const files = checked.reduce((sum, each) => sum + each.files, 0);
    return { roots: roots.value, workflows: folders.length, files, found };
  }

  async #check(folder: FilePath) {
    const report = await this.#maker.make(folder);
    const isWanted = (file: FilePath): boolean => isTarget(this.#targets, file);
    const files = this.#workspace.caches.ask(workflowFiles, folder).filter(isWanted).length;
    const found: LintedFile[] = report.documents.filter(({ file }) => isWanted(file));
    this.#maker.release(folder);
    return { folder, report, files, found };
  }
}
