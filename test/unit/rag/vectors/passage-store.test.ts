import {
  existsSync,
  readdirSync,
  readFileSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PassageStore, type StoreChange } from '../../../../server/rag/vectors/passage-store.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';
import { DIMENSIONS, storedRow } from '../stored-rows.ts';

let folder: TemporaryFolder;
let notices: string[];
const opened: PassageStore[] = [];

beforeEach(() => {
  folder = new TemporaryFolder();
  notices = [];
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  folder[Symbol.dispose]();
});

async function open(modelId = 'model', at = 'cache'): Promise<PassageStore> {
  const store = await PassageStore.open({
    folder: folder.at(at),
    modelId,
    dimensions: DIMENSIONS,
    chunkerVersion: '1',
    onNotice: (message) => notices.push(message),
  });
  opened.push(store);
  return store;
}

function change(file: string, rows: number, digest = `${file} ${rows}`): StoreChange {
  return {
    file,
    rows: Array.from({ length: rows }, (_, ordinal) => storedRow(file, ordinal, ordinal)),
    held: { stamp: 's', fingerprint: 'f', description: 'standard', digest, rows },
  };
}

const ours = (): string[] =>
  readdirSync(folder.at('cache'))
    .filter((name) => name.startsWith('passages-'))
    .toSorted();

/** Damages each file below the table that a pattern fits. */
function damage(pattern: RegExp): void {
  const table = ours().find((name) => name.endsWith('.lance')) ?? '';
  const files = readdirSync(folder.at(`cache/${table}`), { recursive: true }).map(String);
  for (const name of files.filter((each) => pattern.test(each))) {
    truncateSync(folder.at(`cache/${table}/${name}`), 20);
  }
}

describe('the store', () => {
  it('has at the next start what was committed, and says so by the manifest', async () => {
    const store = await open();
    expect(store.writes).toBe(true);
    expect(await store.commit([change('/a', 2), change('/empty', 0)])).toBe(true);
    await store.close();
    const next = await open();
    expect([...next.held.keys()]).toEqual(['/a', '/empty']);
    expect([...next.inTable]).toEqual([['/a', 2]]);
    expect(await next.read(['/a'])).toEqual(change('/a', 2).rows);
    expect(readFileSync(folder.at('cache/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('does not believe a manifest that the table contradicts', async () => {
    const store = await open();
    await store.commit([change('/a', 2), change('/b', 1)]);
    await store.saveManifest();
    await store.commit([change('/a', 1)]);
    // The process dies here: the manifest is that of before.
    const manifest = folder.at(`cache/${ours().find((name) => name.endsWith('.json'))}`);
    const before = readFileSync(manifest);
    await store.close();
    writeFileSync(manifest, before);
    const next = await open();
    expect([...next.held.keys()]).toEqual(['/b']);
    expect([...next.inTable.keys()].toSorted()).toEqual(['/a', '/b']);
  });

  it.each(['', '{', '[]', '{"version": 9, "files": []}', '{"version": 1, "files": [["/a"]]}'])(
    'takes the manifest %j for none, and keeps the vectors',
    async (text) => {
      const store = await open();
      await store.commit([change('/a', 2)]);
      await store.close();
      writeFileSync(folder.at(`cache/${ours().find((name) => name.endsWith('.json'))}`), text);
      const next = await open();
      expect(next.held.size).toBe(0);
      expect(await next.read(['/a'])).toHaveLength(2);
      expect(notices).toEqual([]);
    },
  );

  it('lets one process write and others read; the next takes over', async () => {
    const first = await open();
    await first.commit([change('/a', 2)]);
    await first.saveManifest();
    const second = await open();
    expect(second.writes).toBe(false);
    expect(second.problem).toBeUndefined();
    expect(await second.read(['/a'])).toHaveLength(2);
    expect(await second.commit([change('/b', 1)])).toBe(false);
    expect(await second.tryToWrite()).toBe(false);
    await first.commit([change('/a', 1)]);
    await first.close();
    expect(await second.tryToWrite()).toBe(true);
    expect(second.inTable.get('/a')).toBe(1);
    expect(await second.commit([change('/b', 1)])).toBe(true);
  });

  it('takes over from a process that was killed', async () => {
    const first = await open();
    await first.commit([change('/a', 2)]);
    await first.close();
    folder.write({ 'cache/writer.lock/.keep': '' });
    folder.delete('cache/writer.lock/.keep');
    expect((await open()).writes).toBe(false);
    const past = Date.now() / 1000 - 60;
    utimesSync(folder.at('cache/writer.lock'), past, past);
    expect((await open()).writes).toBe(true);
  });

  it('removes tables of other models, and nothing that is not its own', async () => {
    await (await open('old')).close();
    folder.write({ 'cache/notes.json': '{}', 'cache/passages-mine/a': '' });
    const before = ours();
    const store = await open('new');
    expect(ours().filter((name) => before.includes(name))).toEqual(['passages-mine']);
    expect(existsSync(folder.at('cache/notes.json'))).toBe(true);
    await store.close();
  });

  it.each([
    ['versions', /\.manifest$/],
    ['data', /\.lance$/],
  ])('sets a table aside whose %s are damaged, with a word, and goes on', async (_, pattern) => {
    const store = await open();
    await store.commit([change('/a', 2)]);
    await store.close();
    damage(pattern);
    const next = await open();
    await next.read(['/a']);
    expect(next.writes).toBe(true);
    expect(next.held.size).toBe(0);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/set aside/);
    // Nobody wants to know where the library was built.
    expect(notices[0]).not.toMatch(/\.rs\b|LanceError|\.\.(?!\d)/);
    expect(ours().some((name) => name.includes('.damaged-'))).toBe(true);
    expect(await next.commit([change('/a', 2)])).toBe(true);
    expect(await next.read(['/a'])).toHaveLength(2);
    await next.close();
    await open();
    expect(ours().some((name) => name.includes('.damaged-'))).toBe(false);
  });

  it('tells when the table breaks while it is used', async () => {
    const store = await open();
    await store.commit([change('/a', 2)]);
    let told = 0;
    store.whenReplaced(() => told++);
    folder.delete(`cache/${ours().find((name) => name.endsWith('.lance'))}/data`);
    const search = { vector: storedRow('', 0, 0).vector, limit: 1, filters: {}, except: [] };
    expect((await store.search(search)) ?? (await store.read(['/a']))).toEqual([]);
    expect(told).toBe(1);
    expect(await store.commit([change('/a', 2)])).toBe(true);
  });

  it('lives in memory where the folder cannot be made, and says why and what to do', async () => {
    folder.write({ blocked: 'a file' });
    const store = await open('model', 'blocked/cache');
    expect(store.writes).toBe(false);
    expect(store.problem).toMatchObject({ code: 'cache-unwritable' });
    expect(store.problem?.reason).toContain(path.join('blocked', 'cache'));
    expect(await store.read(['/a'])).toEqual([]);
    expect(await store.commit([change('/a', 1)])).toBe(false);
  });
});
