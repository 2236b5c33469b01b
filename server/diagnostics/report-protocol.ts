import type { RecordedRead } from '../caches/engine.ts';
import type { FilePath } from '../workspace/paths.ts';
import type { WorkflowReport } from './report.ts';
import type { RuleSeverities } from './severity.ts';

/** The `workerData` of a worker that somebody waits for, and that has nobody to make room for. */
export const URGENT = 'urgent';

/** What the report of a workflow depends on besides its files. */
export interface ReportContext {
  readonly roots: readonly FilePath[];
  readonly ignoreGlobs: readonly string[];
  readonly severities: RuleSeverities;
}

/** From the main thread to the worker: make a report on this folder, as the disk has it. */
export interface ReportJob {
  readonly id: number;
  readonly folder: FilePath;
  readonly context: ReportContext;
}

/** From the worker: the report and what it rests on. */
export interface ReportDone {
  readonly id: number;
  readonly report: WorkflowReport;
  readonly reads: readonly RecordedRead[];
}

/** From the worker: why there is no report. */
export interface ReportFailed {
  readonly id: number;
  readonly error: string;
}

export type ReportResult = ReportDone | ReportFailed;
