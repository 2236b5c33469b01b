import { CELL } from '../../caches/cell.ts';
import { configuredUseIn, diagnosticsOf } from '../../diagnostics/diagnostic.ts';
import type { WorkflowReport } from '../../diagnostics/report.ts';
import { configurationFindings } from '../../diagnostics/suppression/configuration-findings.ts';
import { workflowFiles } from '../../workflow/workflow-files.ts';
import { workflowFolders } from '../../workspace/discovery.ts';
import { otherDocuments } from '../../workspace/other-places.ts';
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
    let files = checked.reduce((sum, each) => sum + each.files, 0);
    for (const root of roots.value) {
      const others = caches.ask(otherDocuments, root);
      const wanted = others.filter((file) => isTarget(this.#targets, file));
      files += wanted.length;
      found.push(...wanted.map((file) => ({ file, diagnostics: caches.ask(diagnosticsOf, file) })));
      if (!isWhole(this.#targets, root)) continue;
      const used = checked
        .filter(({ folder }) => below(root, folder) !== undefined)
        .flatMap(({ report }) => report.configuredUse)
        .concat(others.flatMap((file) => caches.ask(configuredUseIn, file)));
      const inConfiguration = configurationFindings(caches, root, new Set(used));
      if (inConfiguration !== undefined) found.push(inConfiguration);
    }
    return { roots: roots.value, workflows: folders.length, files, found: joined(found) };
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

/** One entry for each file that has findings: the configuration has them of two kinds. */
function joined(found: readonly LintedFile[]): LintedFile[] {
  const byFile = new Map<FilePath, LintedFile>();
  for (const { file, diagnostics } of found) {
    const all = [...(byFile.get(file)?.diagnostics ?? []), ...diagnostics];
    if (all.length > 0) byFile.set(file, { file, diagnostics: all });
  }
  return [...byFile.values()];
}
