import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { LogMessageParams } from 'vscode-languageserver-protocol';
import type { StatusResult } from '../../server/protocol/status-request.ts';
import type {
  WorkflowDescribeResult,
  WorkflowListResult,
} from '../../server/protocol/workflow-requests.ts';
import { type InitializeOptions, LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { sampleMetadata, sampleWorkflow } from './sample-workflow.ts';
import { COMMAND, codesOf, publishedSince, rest, settled } from './server.ts';

/**
 * No client is trusted to tell of changes outside it. There is no `.git` in these workspaces, so the
 * caches are in production mode: what is seen here is seen by the server's own watcher, or because
 * the client told of it, and not because the disk is asked before each answer.
 */

const TYPE = 'sample_watched_v1';
const WORKFLOW = `workflows/${TYPE}`;
const METADATA = `${WORKFLOW}/metadata.json`;
const TASK = `${WORKFLOW}/phases/0/task-1-collect.md`;
const LAST_TASK = `${WORKFLOW}/phases/0/task-2-check.md`;
const files = sampleWorkflow(TYPE);
const FAULTY = sampleMetadata(TYPE, { total_phases: 9 });

let folder: TemporaryFolder;
let client: LspClient;

beforeEach(() => {
  folder = new TemporaryFolder();
});

afterEach(async () => {
  expect(await client.shutdown()).toBe(0);
  expect(client.stderr).toBe('');
  folder[Symbol.dispose]();
});

async function start(options: InitializeOptions = {}): Promise<void> {
  client = new LspClient(COMMAND);
  await client.initialize({ client: 'bare', roots: [folder.path], ...options });
}

const at = (file: string) => uriOf(folder.at(file));
const next = (file: string) => client.nextDiagnostics(at(file));
const clean = (file: string) =>
  client.nextDiagnostics(at(file), ({ diagnostics }) => diagnostics.length === 0);

async function types(): Promise<string[]> {
  const { workflows } = await client.request<WorkflowListResult>('praxis/workflow/list', {});
  return workflows.map(({ workflowType }) => workflowType);
}

async function nameNow(workflowType = TYPE): Promise<string> {
  const { overview } = await client.request<WorkflowDescribeResult>('praxis/workflow/describe', {
    workflowType,
  });
  return overview.name;
}

const renamed = (name: string) => sampleMetadata(TYPE, { name });

describe('a change outside, of which no client tells', () => {
  beforeEach(async () => {
    folder.write(files);
    await start();
    client.open(at(TASK), files[TASK] ?? '');
    await client.diagnostics(at(TASK));
  });

  it('a file changes', async () => {
    const shown = next(METADATA);
    folder.write({ [METADATA]: FAULTY });
    expect(codesOf(await shown)).toEqual(['metadata/total-phases-mismatch']);
    const cleared = next(METADATA);
    folder.write({ [METADATA]: files[METADATA] ?? '' });
    expect(codesOf(await cleared)).toEqual([]);
  });

  it('a file is deleted, and comes back', async () => {
    const inMetadata = next(METADATA);
    folder.delete(LAST_TASK);
    // The command that leads there needs no repair: once the file is back, it is right.
    expect(codesOf(await inMetadata)).toEqual(['layout/task-file-missing']);
    const cleared = clean(METADATA);
    folder.write({ [LAST_TASK]: files[LAST_TASK] ?? '' });
    await cleared;
  });

  it('a file appears that nobody lists', async () => {
    const extra = `${WORKFLOW}/phases/0/task-3-extra.md`;
    const shown = next(METADATA);
    folder.write({ [extra]: '# Task 3: Extra\n' });
    expect(codesOf(await shown)).toEqual(['layout/task-not-listed']);
    const cleared = next(METADATA);
    folder.delete(extra);
    expect(codesOf(await cleared)).toEqual([]);
  });

  it('a file is saved as careful editors do: written beside, then renamed over', async () => {
    for (const [text, codes] of [
      [FAULTY, ['metadata/total-phases-mismatch']],
      [files[METADATA] ?? '', []],
      [FAULTY, ['metadata/total-phases-mismatch']],
    ] as const) {
      const shown = next(METADATA);
      writeFileSync(folder.at(`${METADATA}~`), text);
      renameSync(folder.at(`${METADATA}~`), folder.at(METADATA));
      expect(codesOf(await shown)).toEqual(codes);
    }
  });

  it('a phase folder is moved away, and back, and is watched again', async () => {
    const phase = `${WORKFLOW}/phases/1`;
    const shown = next(METADATA);
    renameSync(folder.at(phase), folder.at('aside'));
    expect(codesOf(await shown)).toEqual(['layout/phase-folder-missing']);
    const cleared = clean(METADATA);
    renameSync(folder.at('aside'), folder.at(phase));
    await cleared;
    const again = next(METADATA);
    folder.delete(`${phase}/task-1-collect.md`);
    expect(codesOf(await again)).toEqual(['layout/task-file-missing']);
  });
});

describe('a whole workflow', () => {
  it('appears at once, is moved away, and back: the list and the diagnostics follow', async () => {
    // What is moved within a root is a workflow there too: metadata.json beside phases/.
    const outside = new TemporaryFolder();
    onTestFinished(() => outside[Symbol.dispose]());
    folder.write(files);
    await start({ initializationOptions: { diagnostics: { scope: 'workspace' } } });
    expect(await types()).toEqual([TYPE]);
    const copy = 'workflows/sample_copied_v1';
    const shown = client.nextDiagnostics(at(`${copy}/metadata.json`));
    cpSync(folder.at(WORKFLOW), folder.at(copy), { recursive: true });
    expect(codesOf(await shown)).toEqual(['metadata/workflow-type-mismatch']);
    expect((await types()).toSorted()).toEqual(['sample_copied_v1', TYPE]);

    const cleared = clean(`${copy}/metadata.json`);
    renameSync(folder.at(copy), outside.at('aside'));
    await cleared;
    await expect.poll(types).toEqual([TYPE]);

    const back = client.nextDiagnostics(at(`${copy}/metadata.json`));
    renameSync(outside.at('aside'), folder.at(copy));
    expect(codesOf(await back)).toEqual(['metadata/workflow-type-mismatch']);
  });

  it('appears where nothing was, not even the folders above it', async () => {
    await start();
    expect(await types()).toEqual([]);
    folder.write(sampleWorkflow(TYPE, '.praxis-os/workflows'));
    await expect.poll(types).toEqual([TYPE]);
    folder.write({ [`.praxis-os/${METADATA}`]: renamed('Seen') });
    await expect.poll(() => nameNow()).toBe('Seen');
  });
});

describe('a burst', () => {
  it('of 540 files replaced, as by a checkout, is one batch', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `sample_${index}_v1`);
    for (const name of names) folder.write(sampleWorkflow(name));
    await start({ initializationOptions: { diagnostics: { scope: 'workspace' } } });
    const scanState = async () =>
      (await client.request<StatusResult>('praxis/status', {})).scan.state;
    await expect.poll(scanState, { timeout: 10_000 }).toBe('done');
    const from = client.log.length;
    for (const name of names) {
      const faulty = { ...sampleWorkflow(name), [`workflows/${name}/metadata.json`]: '{}' };
      folder.write(faulty);
    }
    const isFaulty = async () => {
      const { workflows } = await client.request<WorkflowListResult>('praxis/workflow/list', {});
      return workflows.filter(({ errors }) => errors > 0).length;
    };
    await expect.poll(isFaulty, { timeout: 10_000 }).toBe(60);
    await rest(1_000);
    const published = publishedSince(client, from);
    expect(Object.keys(published)).toHaveLength(60);
    // Writing 540 files takes longer than the patience with one burst: few files are told twice.
    const total = Object.values(published).reduce((sum, count) => sum + count, 0);
    expect(total).toBeLessThanOrEqual(90);
    for (const name of names) {
      const { diagnostics } = await client.diagnostics(at(`workflows/${name}/metadata.json`));
      expect(diagnostics.length, name).toBeGreaterThan(0);
    }
  });
});

describe('a client that tells of a change is answered from it at once', () => {
  beforeEach(async () => {
    folder.write(files);
    await start({ client: 'full' });
    expect(await nameNow()).toBe('Sample');
  });

  const watched = (file: string, type: 1 | 2 | 3) =>
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: at(file), type }] });

  it.each([
    ['by the file', () => watched(METADATA, 2)],
    ['by its folder alone, as VS Code does', () => watched(WORKFLOW, 1)],
    ['by a folder far above', () => watched('workflows', 2)],
    ['by a save', () => client.save(at(METADATA))],
    [
      'by a file operation',
      () => client.notify('workspace/didCreateFiles', { files: [{ uri: at(METADATA) }] }),
    ],
    [
      'by a rename onto it',
      () =>
        client.notify('workspace/didRenameFiles', {
          files: [{ oldUri: at('elsewhere'), newUri: at(WORKFLOW) }],
        }),
    ],
  ])('%s', async (_how, tell) => {
    for (const name of ['One', 'Two', 'Three']) {
      folder.write({ [METADATA]: renamed(name) });
      tell();
      expect(await nameNow()).toBe(name);
    }
  });

  it('also when a folder goes, of which it tells as the folder alone', async () => {
    folder.delete(WORKFLOW);
    watched(WORKFLOW, 3);
    expect(await types()).toEqual([]);
    folder.write(files);
    watched(WORKFLOW, 1);
    expect(await types()).toEqual([TYPE]);
  });

  it('and one that tells of what never was does no harm', async () => {
    watched(`${WORKFLOW}/phases/3/3`, 3);
    watched('never/was', 1);
    client.notify('workspace/didDeleteFiles', { files: [{ uri: at('never/was/either') }] });
    expect(await nameNow()).toBe('Sample');
    expect(await types()).toEqual([TYPE]);
  });
});

describe('roots', () => {
  const root = (name: string) => ({ uri: at(name), name });

  it('may be several, and come and go', async () => {
    folder.write({
      ...sampleWorkflow('sample_first_v1', 'a/workflows'),
      ...sampleWorkflow('sample_second_v1', 'b/workflows'),
    });
    await start({ roots: [folder.at('a')] });
    expect(await types()).toEqual(['sample_first_v1']);
    const change = (added: object[], removed: object[]) =>
      client.notify('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
    change([root('b')], []);
    expect(await types()).toEqual(['sample_first_v1', 'sample_second_v1']);
    change([root('a')], [root('a')]);
    expect(await types()).toEqual(['sample_second_v1', 'sample_first_v1']);
    change([], [root('a'), root('b')]);
    expect(await types()).toEqual([]);
    const { roots } = await client.request<StatusResult>('praxis/status', {});
    expect(roots).toEqual([]);
  });

  it('may be nested: each workflow is there once', async () => {
    folder.write({
      ...sampleWorkflow('sample_outer_v1'),
      ...sampleWorkflow('sample_inner_v1', 'inner/workflows'),
    });
    await start({ roots: [folder.path, folder.at('inner'), folder.at('workflows')] });
    expect((await types()).toSorted()).toEqual(['sample_inner_v1', 'sample_outer_v1']);
  });

  it('may be a workflow itself', async () => {
    folder.write(files);
    await start({ roots: [folder.at(WORKFLOW)] });
    expect(await types()).toEqual([TYPE]);
    client.open(at(METADATA), FAULTY);
    expect(codesOf(await next(METADATA))).toEqual(['metadata/total-phases-mismatch']);
  });

  it('may be none: a single file of a workflow is judged with its neighbours', async () => {
    folder.write(files);
    await start({ roots: [] });
    client.open(at(METADATA), files[METADATA] ?? '');
    expect(codesOf(await next(METADATA))).toEqual([]);
    const shown = next(METADATA);
    folder.delete(LAST_TASK);
    expect(codesOf(await shown)).toEqual(['layout/task-file-missing']);
  });
});

describe('the scan', () => {
  it.skipIf(process.platform === 'win32')(
    'ends in symbolic links that lead in circles',
    async () => {
      folder.write(files);
      symlinkSync(folder.path, folder.at('workflows/up'));
      symlinkSync('..', folder.at(`${WORKFLOW}/phases/up`));
      symlinkSync('self', folder.at('workflows/self'));
      symlinkSync(folder.at('nowhere'), folder.at(`${WORKFLOW}/phases/0/task-9-lost.md`));
      symlinkSync(folder.at(WORKFLOW), folder.at('workflows/sample_linked_v1'));
      await start();
      // A link to a workflow is a copy of it under another name; no other link is followed.
      expect((await types()).toSorted()).toEqual(['sample_linked_v1', TYPE]);
      client.open(at(TASK), files[TASK] ?? '');
      await next(TASK);
      expect(await settled(client)).toBeLessThan(1_000);
    },
  );

  it('leaves out what .gitignore names, as it is now, but no installed workflow', async () => {
    folder.write({
      ...files,
      ...sampleWorkflow('sample_built_v1', 'build/workflows'),
      ...sampleWorkflow('sample_installed_v1', '.praxis-os/workflows'),
      ...sampleWorkflow('sample_module_v1', 'node_modules/x/workflows'),
      '.gitignore': 'build/\n.praxis-os/\n',
    });
    await start();
    expect(await types()).toEqual(['sample_installed_v1', TYPE]);
    const built = 'build/workflows/sample_built_v1/metadata.json';
    client.open(at(built), '{');
    await settled(client);
    expect(publishedSince(client, 0)).toEqual({});
    const shown = next(built);
    client.open(at('.gitignore'), '# nothing\n');
    expect(codesOf(await shown)).toContain('json/unclosed-bracket');
    await expect.poll(types).toContain('sample_built_v1');
  });

  it('passes over a folder that it may not read, and says so once', async (context) => {
    folder.write(files);
    mkdirSync(folder.at('locked'));
    const asRoot = process.getuid?.() === 0;
    // Root may read everything: the server is started as nobody then, if that can be done.
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const;
    if (process.platform === 'win32') context.skip('Windows has other permissions.');
    chmodSync(folder.path, 0o755);
    chmodSync(folder.at('locked'), 0o000);
    if (asRoot) {
      try {
        execFileSync(nobody[0], [...nobody.slice(1), ...COMMAND.slice(0, 2), '--version']);
      } catch {
        client = new LspClient(COMMAND);
        await client.initialize();
        context.skip('Tests run as root here, and the server cannot be started as another user.');
      }
    }
    client = new LspClient(asRoot ? [...nobody, ...COMMAND] : COMMAND);
    await client.initialize({ client: 'bare', roots: [folder.path] });
    expect(await types()).toEqual([TYPE]);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: at('locked'), type: 2 }] });
    expect(await types()).toEqual([TYPE]);
    const { unreadable } = await client.request<StatusResult>('praxis/status', {});
    expect(unreadable).toEqual([{ uri: at('locked'), reason: 'permission denied' }]);
    const warned = client
      .notifications<LogMessageParams>('window/logMessage')
      .filter(({ params }) => params.message.includes('locked'));
    expect(warned).toHaveLength(1);
  });
});
