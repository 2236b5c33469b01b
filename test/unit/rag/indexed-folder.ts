import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SearchFilterParams } from '../../../server/protocol/search-requests.ts';
import type { IndexedFile } from '../../../server/rag/chunk.ts';
import { Indexer } from '../../../server/rag/indexing/indexer.ts';
import type { IndexConfiguration } from '../../../server/rag/indexing/protocol.ts';
import { problem, type RetrievalProblem } from '../../../server/rag/problem.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';
import { WordEmbedder } from './word-embedder.ts';

/** A folder of standards and indexers of it, without a real model. */
export class IndexedFolder implements AsyncDisposable {
  readonly folder = new TemporaryFolder();
  readonly notices: string[] = [];
  readonly #opened = new Set<Indexer>();
  embedder: WordEmbedder | RetrievalProblem = new WordEmbedder();
  files: IndexedFile[] = [];
  changes = 0;
  /** What the model waits for before it is loaded. */
  loading: Promise<void> = Promise.resolve();
  /** How many models were asked for. */
  loads = 0;

  at(name: string): IndexedFile {
    return { file: this.folder.at(`docs/${name}`), kind: 'standard' };
  }

  /** Writes a file as editors do, by renaming a new one over it: no two versions have the same times and inode. */
  write(name: string, text: string): void {
    const { file } = this.at(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}~`, text);
    renameSync(`${file}~`, file);
    if (!this.files.some((each) => each.file === file)) this.files.push(this.at(name));
  }

  delete(name: string): void {
    rmSync(this.at(name).file, { force: true });
  }

  configuration(change: Partial<IndexConfiguration> = {}): IndexConfiguration {
    return {
      files: [...this.files],
      model: '',
      allowHub: false,
      cacheFolder: this.folder.at('cache'),
      hubCache: this.folder.at('hub'),
      ...change,
    };
  }

  /** An indexer at work on the files, as they are. */
  open(change: Partial<IndexConfiguration> = {}): Indexer {
    const indexer = new Indexer({
      shippedModels: '',
      onNotice: (message) => this.notices.push(message),
      onChange: () => this.changes++,
      load: async () => {
        this.loads++;
        const { embedder } = this;
        await this.loading;
        return embedder;
      },
    });
    this.#opened.add(indexer);
    indexer.configure(this.configuration(change));
    return indexer;
  }

  /** The same when it has done its work, on files that were not written in this very moment. */
  async opened(change: Partial<IndexConfiguration> = {}): Promise<Indexer> {
    await sleep(30);
    const indexer = this.open(change);
    await indexer.settled();
    return indexer;
  }

  async close(indexer: Indexer): Promise<void> {
    this.#opened.delete(indexer);
    await indexer.close();
  }

  /** What was embedded since the last time. */
  embedded(): string[] {
    return 'texts' in this.embedder ? this.embedder.texts.splice(0) : [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const indexer of this.#opened) await indexer.close();
    this.folder[Symbol.dispose]();
  }
}

/** The texts that a search finds. */
export async function found(
  indexer: Indexer,
  query: string,
  filters: SearchFilterParams = {},
): Promise<string[]> {
  const { passages } = await indexer.search({ query, limit: 50, filters });
  return passages.map(({ text }) => text);
}

export const NO_MODEL = problem('model-missing', 'There is no model.', 'Get one.');

/** A standard with sections long enough to be passages of their own. */
export function standard(title: string, sections: Readonly<Record<string, string>>): string {
  const filler = 'Further words that make the section long enough to stand by itself. '.repeat(4);
  const body = Object.entries(sections).map(([name, text]) => `## ${name}\n\n${text} ${filler}\n`);
  return `# ${title}\n\n${body.join('\n')}`;
}
