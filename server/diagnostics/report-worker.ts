import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { Workspace } from '../workspace/workspace.ts';
import { provideDiagnosticInputs } from './inputs.ts';
import { workflowReport } from './report.ts';
import { type ReportJob, type ReportResult, URGENT } from './report-protocol.ts';

/**
 * The worker thread that reads closed workflows: the same queries as on the main thread, over the
 * disk alone. It keeps nothing: what it found is kept, and kept fresh, by the main thread.
 */
if (process.platform === 'linux' && workerData !== URGENT) {
  // There a priority is a thread's own: typing always goes first.
  setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
}

const workspace = new Workspace();
const { engine } = workspace.caches;
const { severities } = provideDiagnosticInputs(engine);
let pass = 0;

parentPort?.on('message', (job: ReportJob) => {
  parentPort?.postMessage(answer(job));
});

function answer({ id, folder, context }: ReportJob): ReportResult {
  try {
    workspace.roots.value = context.roots;
    workspace.ignoreGlobs.value = context.ignoreGlobs;
    severities.value = context.severities;
    engine.beginPass(pass++ > 0);
    const report = engine.get(workflowReport, folder);
    const reads = engine.readsOf(workflowReport, folder);
    engine.forget(workflowReport, folder);
    return { id, report, reads };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
