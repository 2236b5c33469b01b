import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InitializeOptions, LspClient } from '../lsp-client.ts';
import { uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { codesOf, startServer } from './server.ts';

const STANDARD = '.praxis-os/standards/testing/pyramid.md';
const OTHER = '.praxis-os/standards/testing/doubles.md';
const CONFIG = '.praxis-os/config.json';
const STATE = '.praxis-os/.cache/state/1ec2c575-729c-44a2-a8b8-31409068cb68.json';
const TEXT = '# Pyramid\n\nSee [doubles](doubles.md).\n';

let folder: TemporaryFolder;
let client: LspClient;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write({ [STANDARD]: TEXT, [CONFIG]: '{}', [STATE]: '{' });
});

afterEach(async () => {
  await client.shutdown();
  folder[Symbol.dispose]();
});

async function start(options: InitializeOptions = {}): Promise<void> {
  client = await startServer({ roots: [folder.path], ...options });
}

const at = (file: string) => uriOf(folder.at(file));
const codes = async (file: string) => codesOf(await client.diagnostics(at(file)));

describe('documents outside of workflows', () => {
  it('are told of when they are open, at once when a buffer or the disk mends them', async () => {
    await start();
    client.open(at(STANDARD), TEXT);
    expect(await codes(STANDARD)).toEqual(['link/file-missing']);
    const mended = client.nextDiagnostics(at(STANDARD));
    client.open(at(OTHER), '# Doubles\n');
    expect((await mended).diagnostics).toEqual([]);
    client.open(at(CONFIG), '{"praxis": {"ignored": []}}');
    expect(await codes(CONFIG)).toEqual(['config/unknown-setting']);
  });

  it('are offered nothing that only makes sense in a workflow', async () => {
    await start();
    client.open(at(STANDARD), TEXT);
    await client.diagnostics(at(STANDARD));
    const params = {
      textDocument: { uri: at(STANDARD) },
      position: { line: 2, character: 16 },
    };
    expect(await client.request('textDocument/hover', params)).toBeNull();
    expect(await client.request('textDocument/completion', params)).toMatchObject({ items: [] });
  });

  it('are told of unopened if the scope is the whole workspace', async () => {
    await start({ client: 'bare', initializationOptions: { diagnostics: { scope: 'workspace' } } });
    expect(await codes(STANDARD)).toEqual(['link/file-missing']);
    expect(await codes(STATE)).toEqual(['state/invalid-json']);
    const mended = client.nextDiagnostics(at(STANDARD));
    folder.write({ [OTHER]: '# Doubles\n' });
    expect((await mended).diagnostics).toEqual([]);
  });
});
