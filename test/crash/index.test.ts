import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IndexedFile } from '../../server/rag/chunk.ts';
import { chunksOf } from '../../server/rag/chunking/chunks.ts';
import { Indexer } from '../../server/rag/indexing/indexer.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { standard } from '../unit/rag/indexed-folder.ts';
import { WordEmbedder } from '../unit/rag/word-embedder.ts';
import { buildWriter, WriterProcess } from './writer-process.ts';

/** How often an index is killed at work; the long run sets 50. */
const KILLS = Number(process.env.PRAXIS_INDEX_KILLS ?? 6);
const FILES = 120;

let folder: TemporaryFolder;
let program: string;
let files: IndexedFile[];

beforeAll(async () => {
  folder = new TemporaryFolder();
  program = folder.at('index-writer.mjs');
  // The native libraries are found from where the program lies.
  symlinkSync(path.resolve('node_modules'), folder.at('node_modules'));
  mkdirSync(folder.at('docs'));
  for (let file = 0; file < FILES; file++) {
    const text = standard(`File ${file}`, { One: `Number ${file}.`, Two: `Twice ${file}.` });
    folder.write({ [`docs/${file}.md`]: text });
  }
  files = readdirSync(folder.at('docs')).map((name) => ({
    file: folder.at(`docs/${name}`),
    kind: 'standard',
  }));
  await buildWriter(program, 'test/crash/index-writer.ts');
});
afterAll(() => folder[Symbol.dispose]());

interface Start {
  readonly hashes: ReadonlyMap<string, readonly string[]>;
  readonly status: ReturnType<Indexer['status']>;
  readonly notices: readonly string[];
}

/** Starts an index on what is there, lets it do its work and ends it. */
async function start(): Promise<Start> {
  await sleep(30);
  const notices: string[] = [];
  const indexer = new Indexer({
    shippedModels: '',
    onNotice: (message) => notices.push(message),
    onChange: () => undefined,
    load: async () => new WordEmbedder(),
  });
  indexer.configure({
    files,
    model: '',
    allowHub: false,
    cacheFolder: folder.at('cache'),
    hubCache: '',
  });
  await indexer.settled();
  const state = { hashes: indexer.hashes(), status: indexer.status(), notices };
  await indexer.close();
  return state;
}

describe('an index that is killed', () => {
  it(
    `is right at the next start, and complete at the one after, ${KILLS} times`,
    async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        const writer = new WriterProcess(program, folder.at('docs'), folder.at('cache'));
        await writer.started();
        await sleep(Math.random() * 1_200);
        await writer.kill();
        const next = await start();
        const expected = files.map((file) => {
          const text = readFileSync(file.file, 'utf8');
          return [file.file, chunksOf(file, text).map(({ hash }) => hash)] as const;
        });
        const nonEmpty = expected.filter(([, hashes]) => hashes.length > 0);
        expect(new Map([...next.hashes].toSorted())).toEqual(new Map(nonEmpty.toSorted()));
        expect(next.status).toMatchObject({ state: 'ready', keeper: 'us', problems: [] });
        expect(next.notices).toEqual([]);
        const after = await start();
        expect(after.status.work).toEqual({ filesRead: 0, textsEmbedded: 0 });
        expect(after.hashes).toEqual(next.hashes);
      }
    },
    20_000 + KILLS * 15_000,
  );
});
