import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Cell } from '../../server/caches/cell.ts';
import { diagnosticsOf } from '../../server/diagnostics/diagnostic.ts';
import { provideDiagnosticInputs } from '../../server/diagnostics/inputs.ts';
import { ReportService } from '../../server/diagnostics/report-service.ts';
import { Scanner } from '../../server/diagnostics/scanner.ts';
import { metadata } from '../../server/workflow/snapshot.ts';
import { workflowFiles } from '../../server/workflow/workflow-files.ts';
import { DEEPEST_SEARCH, searchDepth } from '../../server/workspace/discovery.ts';
import { pathOfUri } from '../../server/workspace/paths.ts';
import { Workspace } from '../../server/workspace/workspace.ts';
import { deskOf, type OpenFile, PHASE } from './author.ts';
import type { Measured } from './figures.ts';
import type { GeneratedWorkflow, GeneratedWorkspace } from './generate.ts';
import { distributionOf } from './statistics.ts';

const WORKER = new URL('../../dist/report-worker.js', import.meta.url);
/** Asks of each kind of metadata: the same workflows again and again where there are few. */
const ASKS = 2_000;

/**
 * What can be measured only beside the code: marking, and the cost of one cached value. The parts
 * are put together as the server does, and hold what it holds after its scan.
 *
 * @throws {Error} when something is found wrong in the workspace.
 */
export async function measureInProcess(
  { root, workflows, middle }: GeneratedWorkspace,
  edits: number,
): Promise<Measured> {
  const cold = metadataFromDisk(root, workflows);
  const workspace = await scannedWorkspace(root);
  return {
    ...measureMarking(workspace, middle, edits),
    ...measureMetadata(workspace, workflows, cold),
  };
}

async function scannedWorkspace(root: string): Promise<Workspace> {
  const workspace = emptyWorkspace(root);
  const { engine } = workspace.caches;
  const { severities } = provideDiagnosticInputs(engine);
  const depth = new Cell(engine, searchDepth, DEEPEST_SEARCH);
  const reports = new ReportService({
    workspace,
    startWorker: () => new Worker(WORKER),
    context: () => ({
      roots: workspace.roots.value,
      ignoreGlobs: workspace.ignoreGlobs.value,
      severities: severities.value,
    }),
    onTrouble: (message) => {
      throw new Error(message);
    },
  });
  await new Promise<void>((resolve) => {
    const scanner = new Scanner({
      workspace,
      reports,
      searchDepth: depth,
      onProgress: ({ state }) => state === 'done' && resolve(),
    });
    scanner.start();
  });
  await reports.close();
  assertClean(reports);
  return workspace;
}

/** No rule finds anything in a generated workspace, not even a hint. */
function assertClean(reports: ReportService): void {
  for (const { folder, report } of reports.known()) {
    const [faulty] = report?.documents ?? [];
    if (report === undefined || faulty !== undefined) {
      const message = faulty?.diagnostics[0]?.message ?? 'there is no report';
      throw new Error(`${faulty?.file ?? folder} is not clean: ${message}`);
    }
  }
}

function emptyWorkspace(root: string): Workspace {
  const workspace = new Workspace();
  workspace.roots.value = [root];
  return workspace;
}

/** In milliseconds; after each mark all diagnostics of the workflow are asked for again. */
function measureMarking(
  workspace: Workspace,
  workflow: GeneratedWorkflow,
  edits: number,
): Measured {
  const { caches } = workspace;
  const { gate, metadata: metadataFile, phase, task } = deskOf(workflow);
  for (const file of [metadataFile, phase, gate, task])
    workspace.setBuffer(fileOf(file), file.text);
  const answer = (): void => {
    caches.beginPass();
    for (const file of caches.ask(workflowFiles, workflow.folder)) caches.ask(diagnosticsOf, file);
    caches.takeReport();
  };
  const times = (mark: (turn: number) => void): number[] =>
    Array.from({ length: edits }, (_, turn) => {
      answer();
      const started = performance.now();
      mark(turn);
      return performance.now() - started;
    });
  const phaseFolder = path.join(workflow.folder, 'phases', String(PHASE));
  return {
    marking: times((turn) => workspace.setBuffer(fileOf(gate), `${gate.text}# ${turn}\n`)),
    markingDisk: times((turn) => workspace.touched([path.join(phaseFolder, `new-${turn}.md`)])),
  };
}

/** In microseconds. */
function measureMetadata(
  workspace: Workspace,
  workflows: readonly GeneratedWorkflow[],
  fromDisk: readonly number[],
): Measured {
  const { caches } = workspace;
  const ask = (folder: string): number => {
    const started = performance.now();
    caches.beginPass();
    caches.ask(metadata, folder);
    return (performance.now() - started) * 1000;
  };
  const times = (mode: 'production' | 'development'): number[] => {
    caches.policy = { mode, reason: 'measured' };
    for (const { folder } of workflows) ask(folder);
    return Array.from({ length: ASKS }, (_, index) =>
      ask(workflows[index % workflows.length]?.folder ?? ''),
    );
  };
  const metadataProduction = times('production');
  return {
    metadataDisk: fromDisk,
    metadataProduction,
    metadataDevelopment: times('development'),
    metadataRatio: [distributionOf(metadataProduction).p50 / distributionOf(fromDisk).p50],
  };
}

/** Each answered by a cache that knows nothing yet, while the system has the file in memory. */
function metadataFromDisk(root: string, workflows: readonly GeneratedWorkflow[]): number[] {
  const asked = Array.from({ length: Math.min(ASKS, 20 * workflows.length) }, (_, index) => {
    const { caches } = emptyWorkspace(root);
    const folder = workflows[index % workflows.length]?.folder ?? '';
    caches.policy = { mode: 'production', reason: 'measured' };
    caches.beginPass();
    const started = performance.now();
    caches.ask(metadata, folder);
    return (performance.now() - started) * 1000;
  });
  // The first are slow because the code is not compiled yet.
  return asked.slice(Math.floor(asked.length / 4));
}

function fileOf({ uri }: OpenFile): string {
  return pathOfUri(uri) ?? uri;
}
