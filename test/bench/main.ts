import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { TemporaryFolder } from '../temporary-folder.ts';
import { deskOf, renameField } from './author.ts';
import { measureEdits, measureFeatures, measureRoundTrip, queriesPerEdit } from './editing.ts';
import type { FigureId, Measured } from './figures.ts';
import { generateWorkspace } from './generate.ts';
import { measureInProcess } from './in-process.ts';
import { ProbedServer } from './probed-server.ts';
import { growthTable, type SizeResult, sizeTable, soakTable } from './report.ts';
import { measureRunning } from './running/measure.ts';
import { runningTable } from './running/table.ts';
import { measureScan } from './scanning.ts';
import { soak } from './soak.ts';
import { measureStartup } from './startup.ts';
import { type Distribution, distributionOf } from './statistics.ts';

interface Options {
  readonly sizes: readonly number[];
  readonly edits: number;
  readonly runs: number;
  readonly starts: number;
  readonly soak?: boolean;
  readonly json: string;
}

const SOAK_SIZE = 10;
/** As many keys as tell whether each costs the same. */
const COUNTED_EDITS = 20;

const command = new Command('bench')
  .description('Measures the built server on generated workspaces, in development mode.')
  .argument('[part]', 'only this part: "edit" or "run"', part)
  .option('--sizes <list>', 'workflows in the workspaces', integers, [1, 10, 100, 1000])
  .option('--edits <n>', 'edits of each kind at each size', integer, 500)
  .option('--runs <n>', 'requests of each kind that run a workflow', integer, 400)
  .option('--starts <n>', 'starts of the server at each size', integer, 15)
  .option('--soak', 'also: memory over 10,000 edits')
  .option('--json <file>', 'where the figures go', 'test/bench/results/latest.json')
  .parse();
const options = command.opts<Options>();
const [only] = command.processedArgs as [('edit' | 'run')?];

const results: SizeResult[] = [];
if (only !== 'run') {
  for (const size of options.sizes) {
    const result = await measure(size);
    results.push(result);
    console.log(`${sizeTable(result)}\n`);
  }
  console.log(`${growthTable(results)}\n`);
}
const [runLoad = 0] = loadavg();
const running = only === 'edit' ? undefined : await measureRunning(options.runs, options.starts);
if (running !== undefined) {
  console.log(`${runningTable(running)}\nload ${runLoad.toFixed(1)} at the start\n`);
}
const soaked = options.soak ? await soakSmallWorkspace() : undefined;
if (soaked !== undefined) console.log(`${soakTable(soaked)}\n`);

mkdirSync(path.dirname(options.json), { recursive: true });
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
const record = { at: new Date().toISOString(), machine, results, running, soak: soaked };
writeFileSync(options.json, `${JSON.stringify(record, undefined, 2)}\n`);
console.log(`The figures are in ${options.json}.`);

async function measure(size: number): Promise<SizeResult> {
  const [load = 0] = loadavg();
  using folder = new TemporaryFolder();
  const workspace = generateWorkspace(folder.path, size);
  const desk = deskOf(workspace.middle);
  const startup = await measureStartup(workspace, options.starts);
  await using server = await ProbedServer.start();
  const scan = await measureScan(server, workspace, desk);
  const editing = {
    ...(await measureRoundTrip(server.client, options.edits)),
    ...(await measureEdits(server.client, desk, options.edits)),
    ...(await measureFeatures(server.client, desk, options.edits)),
    queries: await queriesPerEdit(server.client, renameField(desk), COUNTED_EDITS),
  };
  const inProcess = await measureInProcess(workspace, options.edits);
  return {
    workflows: size,
    files: workspace.files,
    megabytes: workspace.bytes / 1e6,
    load,
    figures: distributions({ ...startup, ...scan, ...editing, ...inProcess }),
  };
}

async function soakSmallWorkspace(): ReturnType<typeof soak> {
  using folder = new TemporaryFolder();
  return await soak(generateWorkspace(folder.path, SOAK_SIZE));
}

function distributions(measured: Measured): Partial<Record<FigureId, Distribution>> {
  return Object.fromEntries(
    Object.entries(measured).map(([id, samples]) => [
      id,
      'count' in samples ? samples : distributionOf(samples),
    ]),
  );
}

function part(text: string): 'edit' | 'run' {
  if (text === 'edit' || text === 'run') return text;
  throw new Error(`"${text}" is neither "edit" nor "run".`);
}

function integer(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`"${text}" is no positive integer.`);
  return value;
}

function integers(text: string): number[] {
  return text.split(',').map(integer);
}
