import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cell } from '../../server/caches/cell.ts';
import { Retrieval } from '../../server/lsp/retrieval.ts';
import { DEFAULT_SETTINGS } from '../../server/protocol/settings-reader.ts';
import { searchesTasks } from '../../server/rag/indexed-files.ts';
import { IndexService } from '../../server/rag/indexing/index-service.ts';
import { Indexer } from '../../server/rag/indexing/indexer.ts';
import type { SearchRequest } from '../../server/rag/indexing/protocol.ts';
import { indexGeneration } from '../../server/rag/search-answers.ts';
import { DEEPEST_SEARCH, searchDepth } from '../../server/workspace/discovery.ts';
import { Workspace } from '../../server/workspace/workspace.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { startInProcess } from '../unit/rag/in-process-worker.ts';
import { standard } from '../unit/rag/indexed-folder.ts';
import { WordEmbedder } from '../unit/rag/word-embedder.ts';
import { propertyRuns } from './property-runs.ts';

/** How many runs; a nightly run sets more (CONTRIBUTING.md). */
const { numRuns, ...seed } = propertyRuns(25);
const RUNS = Math.min(1_000, numRuns);

const NAMES = ['a.md', 'b.md', 'sub/c.md'];
const QUERIES = ['words of alpha', 'beta', 'number 2'];
const TEXTS = [
  '',
  '# Only a title\n',
  ...[1, 2, 3].map((number) =>
    standard('One', { Alpha: `Words of alpha, number ${number}.`, Beta: 'Words of beta.' }),
  ),
  standard('Two', { Beta: 'Words of beta.', Alpha: 'Words of alpha, number 1.' }),
  `\n\n${standard('One', { Alpha: 'Words of alpha, number 2.' })}`,
];

type Step =
  | { readonly kind: 'type' | 'save'; readonly name: string; readonly text: string }
  | { readonly kind: 'close' | 'delete'; readonly name: string }
  | { readonly kind: 'ask' | 'ask at rest'; readonly query: string }
  | {
      readonly kind: 'type while asking' | 'type between asking';
      readonly name: string;
      readonly text: string;
      readonly query: string;
    };

const name = fc.constantFrom(...NAMES);
const text = fc.constantFrom(...TEXTS);
const query = fc.constantFrom(...QUERIES);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('type', 'save'), name, text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('close', 'delete'), name }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('ask', 'ask at rest'), query }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('type while asking', 'type between asking'),
      name,
      text,
      query,
    }),
  },
);

/** Search as the server has it over a workspace, and what the files and buffers of that say. */
class Searched implements AsyncDisposable {
  readonly #folder = new TemporaryFolder();
  readonly #disk = new Map<string, string>();
  readonly #buffers = new Map<string, string>();
  readonly #workspace: Workspace;
  readonly #retrieval: Retrieval;
  #indexer: Indexer | undefined;
  hits = 0;

  constructor() {
    // What is kept goes there.
    this.#folder.write({ '.praxis-os/x': '' });
    this.#workspace = new Workspace({
      onTouched: (paths) => this.#retrieval.touched(paths),
      onChange: (paths, origin) => {
        if (origin === 'editor') this.#retrieval.edited(paths);
      },
    });
    const { engine } = this.#workspace.caches;
    new Cell(engine, searchDepth, DEEPEST_SEARCH);
    new Cell(engine, searchesTasks, false);
    this.#workspace.roots.value = [this.#folder.path];
    this.#retrieval = new Retrieval({
      workspace: this.#workspace,
      service: new IndexService({
        startWorker: (listener) =>
          startInProcess((onChange) => {
            this.#indexer = indexer(onChange);
            return this.#indexer;
          }, listener),
        onNotice: refuse,
      }),
      generation: new Cell(engine, indexGeneration, 0),
      settings: () => DEFAULT_SETTINGS.retrieval,
      explored: () => Promise.resolve(),
      looksItself: () => false,
    });
  }

  /** Each step is a message to the server, which makes what it changed known before the next one. */
  async take(step: Step): Promise<void> {
    this.#workspace.caches.beginPass();
    switch (step.kind) {
      case 'type':
        this.#type(step.name, step.text);
        break;
      case 'close':
        this.#buffers.delete(step.name);
        this.#workspace.dropBuffer(this.#path(step.name));
        break;
      case 'save':
        this.#disk.set(step.name, step.text);
        this.#workspace.touched(this.#write(step.name, step.text));
        break;
      case 'delete':
        this.#disk.delete(step.name);
        this.#folder.delete(relative(step.name));
        this.#workspace.touched([this.#path(step.name)]);
        break;
      case 'ask':
        await this.#askAtOnce(step.query);
        break;
      case 'ask at rest':
        await this.#askAtRest(step.query);
        break;
      case 'type while asking': {
        const asked = this.#ask(step.query);
        await turn(); // The question is on its way.
        this.#type(step.name, step.text);
        await asked;
        await this.#askAtOnce(step.query);
        break;
      }
      case 'type between asking':
        await this.#askAtRest(step.query);
        this.#type(step.name, step.text);
        await this.#askAtOnce(step.query);
        break;
    }
    this.#retrieval.settled();
  }

  #type(name: string, text: string): void {
    this.#buffers.set(name, text);
    this.#workspace.setBuffer(this.#path(name), text);
  }

  /** What is open counts from the moment that it is typed; the rest may not be read yet. */
  async #askAtOnce(query: string): Promise<void> {
    const found = await this.#ask(query);
    for (const { file, range, text } of found) {
      const name = NAMES.find((each) => this.#path(each) === file) ?? '';
      const open = this.#buffers.get(name);
      if (open !== undefined) expect(open.slice(range.start, range.end)).toBe(text);
    }
  }

  async #askAtRest(query: string): Promise<void> {
    await this.#retrieval.begin();
    if (this.#indexer !== undefined) await atRest(this.#indexer);
    const expected = await this.#fromNothing(query);
    expect(asShown(await this.#ask(query))).toEqual(expected);
    // The answer of before, if there is nothing new.
    expect(asShown(await this.#ask(query))).toEqual(expected);
  }

  async #ask(query: string) {
    const { answer, cached } = await this.#retrieval.search(request(query));
    if (cached) this.hits++;
    return answer.passages;
  }

  /** What an index answers that has never seen anything but the texts of this moment. */
  async #fromNothing(query: string) {
    const fresh = indexer(() => undefined);
    try {
      fresh.configure({
        files: [],
        model: '',
        allowHub: false,
        cacheFolder: this.#folder.at('fresh'),
        hubCache: '',
      });
      for (const [name, text] of new Map([...this.#disk, ...this.#buffers])) {
        fresh.setBuffer({ file: this.#path(name), kind: 'standard' }, text);
      }
      await atRest(fresh);
      return asShown((await fresh.search(request(query))).passages);
    } finally {
      await fresh.close();
    }
  }

  /** @returns what a watcher tells of it: the topmost folder that was made, and the file. */
  #write(name: string, text: string): string[] {
    const file = this.#path(name);
    const made = mkdirSync(path.dirname(file), { recursive: true });
    // As editors do, by renaming: no two versions have the same times and inode.
    writeFileSync(`${file}~`, text);
    renameSync(`${file}~`, file);
    return made === undefined ? [file] : [made, file];
  }

  #path(name: string): string {
    return this.#folder.at(relative(name));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#retrieval.close();
    this.#folder[Symbol.dispose]();
  }
}

function relative(name: string): string {
  return `universal/standards/${name}`;
}

function request(query: string): SearchRequest {
  return { query, limit: 50, filters: {} };
}

function indexer(onChange: () => void): Indexer {
  return new Indexer({
    shippedModels: '',
    onNotice: refuse,
    onChange,
    load: async () => new WordEmbedder(),
  });
}

function refuse(notice: string): never {
  throw new Error(`Nothing was to be complained about, but: ${notice}`);
}

/** Waits until an index has taken in all that it was told, and has told of that. */
async function atRest(indexer: Indexer): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    await turn();
    indexer.hashes(); // Takes in what was typed.
    quiet = indexer.status().state === 'ready' ? quiet + 1 : 0;
  }
}

/** Passages as plain values; sums of the same numbers in another order differ in the last digits. */
function asShown(
  passages: readonly { readonly file: string; readonly text: string; readonly score: number }[],
) {
  return passages
    .map((passage) => ({ ...passage, score: Math.round(passage.score * 1e6) / 1e6 }))
    .toSorted(
      (a, b) => b.score - a.score || (`${a.file}\n${a.text}` < `${b.file}\n${b.text}` ? -1 : 1),
    );
}

describe('after any edits of buffers and files', () => {
  it(
    'search answers as a fresh index would, from the cache or not',
    async () => {
      let hits = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
          await using searched = new Searched();
          for (const step of steps) await searched.take(step);
          hits += searched.hits;
        }),
        { ...seed, numRuns: RUNS },
      );
      // Else nothing was tried: each question that is asked twice at rest may hit.
      if (RUNS >= 10) expect(hits).toBeGreaterThan(0);
    },
    30_000 + RUNS * 3_000,
  );
});
