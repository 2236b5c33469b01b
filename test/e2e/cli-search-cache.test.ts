import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IndexStatusResult } from '../../server/protocol/search-requests.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { praxis } from './command-line.ts';
import { layUniversal } from './running.ts';
import { startServer } from './server.ts';

/** Several processes start one after the other; in milliseconds. */
const PATIENCE = 60_000;

const CACHE = '.praxis-os/.cache/praxis-ls';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  layUniversal(folder);
  folder.write({ '.praxis-os/config.json': '{}' });
});

afterEach(() => {
  folder[Symbol.dispose]();
});

/** Lets a server make its index, and ends it. Answers what it had to do. */
async function serve(retrieval: object): Promise<IndexStatusResult['work']> {
  const client = await startServer({
    roots: [folder.path],
    initializationOptions: { praxis: { retrieval } },
  });
  const status = () => client.request<IndexStatusResult>('praxis/index/status', {});
  await expect.poll(status, { timeout: PATIENCE, interval: 200 }).toMatchObject({ state: 'ready' });
  const { work, documents } = await status();
  // It is ready before all is kept, and a slow machine does not keep it while it ends.
  await expect.poll(manifestEntries, { timeout: PATIENCE, interval: 200 }).toContain(documents);
  await client.shutdown();
  return work;
}

/** How many files each manifest of a server knows. */
function manifestEntries(): number[] {
  return readdirSync(folder.at(CACHE))
    .filter((name) => /^passages-.*\.json$/.test(name))
    .map((name) => JSON.parse(folder.read(`${CACHE}/${name}`)).files.length);
}

const NO_WORK = { filesRead: 0, textsEmbedded: 0 };

describe('a search at the terminal', { timeout: PATIENCE }, () => {
  it('leaves the index of a server with other settings as it is', async () => {
    const tasks = { tasks: true };
    expect(await serve(tasks)).not.toEqual(NO_WORK);
    expect(await praxis(['search', 'strict gates'], { in: folder.path })).toMatchObject({
      code: 0,
    });
    expect(await serve(tasks)).toEqual(NO_WORK);
  });

  it('leaves the index of a server with another model as it is', async () => {
    const model = folder.at('another-model');
    cpSync(path.resolve('models/static-en-100d'), model, { recursive: true });
    expect(await serve({ model })).not.toEqual(NO_WORK);
    expect(await praxis(['search', 'strict gates'], { in: folder.path })).toMatchObject({
      code: 0,
    });
    expect(await serve({ model })).toEqual(NO_WORK);
  });

  it('finds its own index again, with tasks and without', async () => {
    const search = async (...words: string[]) => {
      const searched = await praxis(['search', 'strict gates', ...words], { in: folder.path });
      expect(searched).toMatchObject({ code: 0 });
    };
    // A commit would leave further files.
    const kept = () => readdirSync(folder.at(CACHE), { recursive: true }).toSorted();
    // What a slow machine did not keep at an end, it keeps at the next.
    const keptBefore = async () => {
      const before = kept();
      await search();
      await search('--tasks');
      return isDeepStrictEqual(kept(), before);
    };
    await search();
    await expect.poll(keptBefore, { timeout: PATIENCE }).toBe(true);
  });
});
