import { afterEach, beforeEach, expect, it } from 'vitest';
import { Cell } from '../../../server/caches/cell.ts';
import type { Input, Source } from '../../../server/caches/definition.ts';
import { Retrieval } from '../../../server/lsp/retrieval.ts';
import type { Settings } from '../../../server/protocol/settings.ts';
import { DEFAULT_SETTINGS } from '../../../server/protocol/settings-reader.ts';
import { searchesTasks } from '../../../server/rag/indexed-files.ts';
import { IndexService } from '../../../server/rag/indexing/index-service.ts';
import type { ToWorker } from '../../../server/rag/indexing/protocol.ts';
import { indexGeneration } from '../../../server/rag/search-answers.ts';
import { DEEPEST_SEARCH, searchDepth } from '../../../server/workspace/discovery.ts';
import { content, listing } from '../../../server/workspace/files.ts';
import { Workspace } from '../../../server/workspace/workspace.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

const STANDARD = 'universal/standards/undo.md';
const PHASE = 'universal/workflows/release_v1/phases/0/phase.md';

let folder: TemporaryFolder;
let workspace: Workspace;
let retrieval: Retrieval;
/** Files and folders that the caches compared with the disk or read. */
let looks: string[];
/** What the index was told. */
let told: ToWorker[];
let settings: Settings['retrieval'];

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({
    [STANDARD]: '# Undoing\n\nRevert the previous stage.\n',
    'universal/workflows/release_v1/metadata.json': '{}\n',
    [PHASE]: '# Phase 0: Prepare\n',
  });
  looks = [];
  told = [];
  settings = DEFAULT_SETTINGS.retrieval;
  workspace = new Workspace({
    onTouched: (paths) => retrieval.touched(paths),
    onChange: (paths, origin) => {
      if (origin === 'editor') retrieval.edited(paths);
    },
  });
  const { engine } = workspace.caches;
  engine.provide(content, noting(content, workspace.files.content));
  engine.provide(listing, noting(listing, workspace.files.listing));
  new Cell(engine, searchDepth, DEEPEST_SEARCH);
  new Cell(engine, searchesTasks, false);
  // Where the disk counts although nobody told of a change.
  workspace.caches.policy = { mode: 'development', reason: 'the test says so' };
  workspace.roots.value = [folder.path];
  retrieval = new Retrieval({
    workspace,
    service: new IndexService({
      startWorker: ({ onEnd }) => ({
        pid: undefined,
        send: (message) => {
          told.push(message);
          if (message.kind === 'close') onEnd('it was closed');
        },
        hold: () => undefined,
        kill: () => undefined,
      }),
      onNotice: () => undefined,
    }),
    generation: new Cell(engine, indexGeneration, 0),
    settings: () => settings,
    explored: () => Promise.resolve(),
    looksItself: () => true,
  });
});

afterEach(async () => {
  await retrieval.close();
  folder[Symbol.dispose]();
});

function noting<V>({ name }: Input<V>, source: Source<V>): Source<V> {
  return {
    observe: (key) => {
      looks.push(`${name} ${key}`);
      return source.observe(key);
    },
    holds: (key, stamp) => {
      looks.push(`${name} ${key}`);
      return source.holds(key, stamp);
    },
  };
}

/** What the server does with a message that changes something. */
function handle(change: () => void): { looks: string[]; told: ToWorker[] } {
  looks = [];
  told = [];
  workspace.caches.beginPass();
  change();
  retrieval.settled();
  return { looks, told };
}

it.each([STANDARD, PHASE])('looks at no disk for the index after a key in %s', async (name) => {
  const file = folder.at(name);
  await retrieval.begin();
  expect(looks).not.toEqual([]);
  handle(() => workspace.setBuffer(file, '# Opened\n'));
  const key = handle(() => workspace.setBuffer(file, '# Typed\n'));
  expect(key.looks).toEqual([]);
  expect(key.told).toMatchObject([{ kind: 'buffer', file: { file }, text: '# Typed\n' }]);
});

it('tells the index at once of a file that came', async () => {
  await retrieval.begin();
  const name = 'universal/standards/redo.md';
  folder.write({ [name]: '# Redoing\n' });
  const came = handle(() => workspace.touched([folder.at(name)]));
  const [configured] = came.told.filter(({ kind }) => kind === 'configure');
  expect(configured).toMatchObject({
    configuration: { files: expect.arrayContaining([{ file: folder.at(name), kind: 'standard' }]) },
  });
});

/** As the server does when settings come. */
async function settle(enabled: boolean): Promise<ToWorker[]> {
  settings = { ...settings, enabled };
  told = [];
  retrieval.settled();
  // What begins again settles with this, and what never began must not begin.
  if (enabled) await retrieval.begin();
  return told;
}

it('closes the index when it is switched off, and tells the next worker all when it is switched on', async () => {
  await retrieval.begin();
  workspace.setBuffer(folder.at(STANDARD), '# Typed\n');
  const kinds = (messages: readonly ToWorker[]): string[] => messages.map(({ kind }) => kind);
  expect(kinds(await settle(false))).toEqual(['close']);
  expect(retrieval.status.state).toBe('off');
  const search = { query: 'undo', limit: 1, filters: {} };
  expect((await retrieval.search(search)).answer).toMatchObject({ passages: [], method: 'none' });
  workspace.setBuffer(folder.at(STANDARD), '# Typed while it was off\n');
  workspace.touched([folder.at(PHASE)]);
  expect(told).toHaveLength(1);
  const begun = await settle(true);
  expect(kinds(begun)).toEqual(['configure', 'buffer']);
  expect(begun[1]).toMatchObject({ text: '# Typed while it was off\n' });
  expect(retrieval.status.state).toBe('building');
});

it('does not begin with being switched on where nobody has asked for anything', async () => {
  settings = { ...settings, enabled: false };
  retrieval.settled();
  settings = { ...settings, enabled: true };
  retrieval.settled();
  await Promise.resolve();
  expect(told).toEqual([]);
});
