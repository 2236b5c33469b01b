import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../server/rag/chunking/chunks.ts';
import type { Indexer } from '../../server/rag/indexing/indexer.ts';
import { IndexedFolder, standard } from '../unit/rag/indexed-folder.ts';
import { propertyRuns } from './property-runs.ts';

/** How many runs; a nightly run sets more (CONTRIBUTING.md). */
const { numRuns, ...seed } = propertyRuns(12);
const RUNS = Math.min(300, numRuns);

const NAMES = ['a.md', 'b.md', 'sub/c.md'];
const TEXTS = [
  '',
  '# Only a title\n',
  standard('One', { Alpha: 'Words of alpha.', Beta: 'Words of beta.' }),
  standard('One', { Beta: 'Words of beta.', Alpha: 'Words of alpha.' }),
  standard('Two', { Alpha: 'Words of alpha.' }),
  `\n\n${standard('One', { Alpha: 'Words of alpha.', Gamma: 'Words of gamma.' })}`,
];

type Step =
  | { readonly kind: 'save' | 'type'; readonly name: string; readonly text: string }
  | { readonly kind: 'delete' | 'close' | 'touch'; readonly name: string }
  | { readonly kind: 'restart' | 'rebuild' | 'settle' };

const name = fc.constantFrom(...NAMES);
const text = fc.constantFrom(...TEXTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('save', 'type'), name, text }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('delete', 'close', 'touch'), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('restart', 'rebuild', 'settle') }) },
);

/** The index under test, and what its files and buffers say. */
class Model {
  readonly work = new IndexedFolder();
  readonly #disk = new Map<string, string>();
  readonly #buffers = new Map<string, string>();
  indexer: Indexer = this.work.open();

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'save':
        this.#disk.set(step.name, step.text);
        this.work.write(step.name, step.text);
        this.#tell(step.name);
        break;
      case 'delete':
        this.#disk.delete(step.name);
        this.work.delete(step.name);
        this.work.files = this.work.files.filter(({ file }) => file !== this.#path(step.name));
        this.#tell(step.name);
        break;
      case 'touch':
        this.indexer.touched([this.#path(step.name)]);
        break;
      case 'type':
        this.#buffers.set(step.name, step.text);
        this.indexer.setBuffer(this.work.at(step.name), step.text);
        break;
      case 'close':
        this.#buffers.delete(step.name);
        this.indexer.setBuffer(this.work.at(step.name), undefined);
        break;
      case 'rebuild':
        this.indexer.rebuild();
        break;
      case 'settle':
        await this.indexer.settled();
        break;
      case 'restart':
        await this.work.close(this.indexer);
        this.indexer = this.work.open();
        for (const [name, text] of this.#buffers) this.indexer.setBuffer(this.work.at(name), text);
        break;
    }
  }

  /** The hashes that a fresh index of the same files and buffers has. */
  expected(): Map<string, readonly string[]> {
    const texts = new Map([...this.#disk, ...this.#buffers]);
    const hashes = [...texts].map(([name, text]) => {
      const file = this.work.at(name);
      return [file.file, chunksOf(file, text).map(({ hash }) => hash)] as const;
    });
    return new Map(hashes.filter(([, found]) => found.length > 0).toSorted());
  }

  #tell(name: string): void {
    this.indexer.configure(this.work.configuration());
    this.indexer.touched([this.#path(name)]);
  }

  #path(name: string): string {
    return this.work.at(name).file;
  }
}

describe('after any edits, on disk and in buffers, and any restarts', () => {
  it(
    'the index has the passages of a fresh one, each with its vector',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
          const model = new Model();
          try {
            for (const step of steps) await model.take(step);
            await model.indexer.settled();
            expect(new Map([...model.indexer.hashes()].toSorted())).toEqual(model.expected());
            const { state, waiting, problems, chunks, embedded } = model.indexer.status();
            expect(embedded).toBe(chunks);
            expect({ state, waiting, problems }).toEqual({
              state: 'ready',
              waiting: { files: 0, chunks: 0 },
              problems: [],
            });
            const { passages } = await model.indexer.search({
              query: 'words alpha beta gamma title',
              limit: 100,
              filters: {},
            });
            for (const { method } of passages) expect(['both', 'vectors']).toContain(method);
            expect(model.work.notices).toEqual([]);
          } finally {
            await model.work[Symbol.asyncDispose]();
          }
        }),
        { ...seed, numRuns: RUNS },
      );
    },
    60_000 + RUNS * 6_000,
  );
});
