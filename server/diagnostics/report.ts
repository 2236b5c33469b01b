import { defineQuery } from '../caches/definition.ts';
import { type WorkflowOverview, workflowOverview } from '../workflow/overview.ts';
import { workflowFiles } from '../workflow/workflow-files.ts';
import type { FilePath } from '../workspace/paths.ts';
import { configuredUseIn, type Diagnostic, diagnosticsOf } from './diagnostic.ts';
import { configuredFor } from './suppression/configured.ts';

/** All that is said of a workflow when nobody has it open: plain values, made by a worker. */
export interface WorkflowReport {
  readonly overview: WorkflowOverview;
  readonly errors: number;
  readonly warnings: number;
  /** The files that have diagnostics. */
  readonly documents: readonly { file: FilePath; diagnostics: readonly Diagnostic[] }[];
  /** Which entries of the project's `praxis.diagnostics.disable` silence something here. */
  readonly configuredUse: readonly number[];
}

/** The report on a workflow folder. */
export const workflowReport = defineQuery<WorkflowReport>({
  name: 'workflowReport',
  compute(read, folder) {
    const files = read(workflowFiles, folder);
    const documents = files
      .map((file) => ({ file, diagnostics: read(diagnosticsOf, file) }))
      .filter(({ diagnostics }) => diagnostics.length > 0);
    const count = (severity: Diagnostic['severity']): number =>
      documents
        .flatMap(({ diagnostics }) => diagnostics)
        .filter((diagnostic) => diagnostic.severity === severity).length;
    return {
      overview: read(workflowOverview, folder),
      errors: count('error'),
      warnings: count('warning'),
      documents,
      configuredUse: [
        ...new Set(
          files.flatMap((file) =>
            configuredFor(read, file).length === 0 ? [] : read(configuredUseIn, file),
          ),
        ),
      ],
    };
  },
});
