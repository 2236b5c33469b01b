import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SearchFilterParams } from '../../server/protocol/search-requests.ts';
import type { IndexedFile } from '../../server/rag/chunk.ts';
import { IndexService } from '../../server/rag/indexing/index-service.ts';
import { startWorkerProcess } from '../../server/rag/indexing/worker-process.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

/**
 * Figures of the search index: `npm run bench:index [-- <files>]`. Time to build, to start again, to
 * search and to find an edit by meaning; memory; disk; how long the main thread is held up.
 */
const FILES = Number(process.argv[2] ?? 2_000);
const QUERIES = 200;
const EDITS = Number(process.env.PRAXIS_INDEX_EDITS ?? 200);

const folder = new TemporaryFolder();
const words = readFileSync('scripts/model/tech-words.txt', 'utf8').split(/\s+/).filter(Boolean);
let seed = 1;
const random = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};
const sentence = (length: number): string =>
  Array.from({ length }, () => words[random(words.length)]).join(' ');
const section = (): string => `## ${sentence(3)}\n\n${sentence(30)}.\n\n${sentence(35)}.\n`;
const page = (): string => `# ${sentence(4)}\n\n${Array.from({ length: 5 }, section).join('\n')}`;

function generated(count: number): IndexedFile[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `docs/${index % 50}/page-${index}.md`;
    folder.write({ [name]: page() });
    return { file: folder.at(name), kind: 'standard' };
  });
}

function markdown(root: string): IndexedFile[] {
  return readdirSync(root, { recursive: true })
    .map((name) => path.resolve(root, String(name)))
    .filter((file) => file.endsWith('.md'))
    .map((file) => ({ file, kind: 'standard' }));
}

function open(): IndexService {
  return new IndexService({
    startWorker: (listener) => startWorkerProcess(path.resolve('dist/index-worker.js'), listener),
    onNotice: (message) => print('notice', message),
  });
}

const configurationOf = (files: readonly IndexedFile[], cache: string) => ({
  files,
  model: '',
  allowHub: false,
  cacheFolder: folder.at(cache),
  hubCache: folder.at('hub'),
});

async function ready(index: IndexService): Promise<void> {
  await sleep(20);
  for (;;) {
    const { state } = index.status();
    if (state === 'ready') return;
    if (state === 'degraded') print('degraded', JSON.stringify(index.status().problems));
    if (state === 'degraded') return;
    await sleep(5);
  }
}

const percentile = (values: readonly number[], part: number): string =>
  (values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0).toFixed(1);

/** Linux only; elsewhere 0. */
function residentMegabytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_000;
  } catch {
    return 0;
  }
}

function print(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(48)} ${value}\n`);
}

async function measured(name: string, files: readonly IndexedFile[], cache: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let index = open();
  delay.enable();
  let started = performance.now();
  index.configure(configurationOf(files, cache));
  await ready(index);
  delay.disable();
  print(`${name}: first build`, `${(performance.now() - started).toFixed(0)} ms`);
  const { chunks, embedded, work } = index.status();
  print('  files, chunks, vectors', `${work.filesRead}, ${chunks}, ${embedded}`);
  const lag = (delay.percentile(99) / 1e6 - 1).toFixed(1);
  print('  delay of the main thread p99, max', `${lag}, ${(delay.max / 1e6 - 1).toFixed(1)} ms`);
  await sleep(1_000);
  print('  memory of the worker', `${residentMegabytes(index.workerPid).toFixed(0)} MB`);
  await index.close();

  index = open();
  started = performance.now();
  index.configure(configurationOf(files, cache));
  await ready(index);
  const again = index.status().work;
  print('  second start', `${(performance.now() - started).toFixed(0)} ms`);
  print('  files read, texts embedded', `${again.filesRead}, ${again.textsEmbedded}`);
  await searches(index, '  search p50, p95');
  await searches(index, '  search for a kind that is not there p50, p95', { kind: 'task' });
  await edits(index, files);
  await sleep(4_500);
  print(`  disk after ${EDITS} edits`, `${(folder.sizeOf(cache) / 1e6).toFixed(2)} MB`);
  index.rebuild();
  await ready(index);
  await sleep(4_500);
  print('  disk of a fresh build', `${(folder.sizeOf(cache) / 1e6).toFixed(2)} MB`);
  await index.close();
}

async function searches(
  index: IndexService,
  name: string,
  filters: SearchFilterParams = {},
): Promise<void> {
  const times: number[] = [];
  for (let query = 0; query < QUERIES; query++) {
    const started = performance.now();
    await index.search({ query: sentence(5), limit: 10, filters });
    times.push(performance.now() - started);
  }
  print(name, `${percentile(times, 0.5)}, ${percentile(times, 0.95)} ms`);
}

async function edits(index: IndexService, files: readonly IndexedFile[]): Promise<void> {
  const file = files[0];
  if (file === undefined) return;
  const original = readFileSync(file.file, 'utf8');
  const times: number[] = [];
  for (let edit = 0; edit < 20; edit++) {
    const typed = `## Edit\n\nThe ${sentence(12)} marker${edit}.\n`;
    const started = performance.now();
    index.setBuffer(file, `${original}\n${typed}`);
    for (;;) {
      const { passages } = await index.search({ query: typed, limit: 1, filters: {} });
      if (passages[0]?.method === 'both' && passages[0].text.includes(`marker${edit}`)) break;
      if (performance.now() - started > 5_000) break;
    }
    times.push(performance.now() - started);
  }
  print(
    '  edit to found by meaning p50, max',
    `${percentile(times, 0.5)}, ${percentile(times, 0.999)} ms`,
  );
  index.setBuffer(file, undefined);
  for (let edit = 0; edit < EDITS; edit++) {
    writeFileSync(file.file, `${original}\n${section()}`);
    index.touched([file.file]);
    await sleep(360); // Else several would be one commit.
  }
}

try {
  // A copy: files are edited.
  cpSync('universal', folder.at('universal'), { recursive: true });
  await measured('universal/', markdown(folder.at('universal')), 'universal-cache');
  await measured(`${FILES} files`, generated(FILES), 'generated-cache');
} finally {
  rmSync(folder.path, { recursive: true, force: true });
}
