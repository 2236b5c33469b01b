import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IndexService } from '../../server/rag/indexing/index-service.ts';
import { startWorkerProcess } from '../../server/rag/indexing/worker-process.ts';
import { LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

describe('the packed package, installed in an empty folder', () => {
  let folder: TemporaryFolder;
  let packed: Packed;

  beforeAll(() => {
    folder = new TemporaryFolder();
    // `npm test` has built the bundle; building it again would pull it from under other tests.
    const output = execFileSync(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder.path],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    packed = JSON.parse(output)[0] as Packed;
    folder.write({ 'app/package.json': '{"private": true}' });
    execFileSync('npm', ['install', '--no-audit', '--no-fund', folder.at(packed.filename)], {
      cwd: folder.at('app'),
      stdio: 'ignore',
    });
  }, 240_000);

  afterAll(() => folder[Symbol.dispose]());

  it('brings the bundle, schemas, samples and pages, and no sources', () => {
    const files = packed.files.map((file) => file.path);
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/main.js',
        'dist/report-worker.js',
        'dist/index-worker.js',
        'dist/index-server-watch.js',
        'models/static-en-100d/onnx/model_quantized.onnx',
        'models/static-en-100d/LICENSE',
        'models/static-en-100d/NOTICE.md',
        'schemas/metadata.schema.json',
        'universal/README.md',
        'docs/rules/README.md',
        'README.md',
        'LICENSE',
      ]),
    );
    expect(files.filter((file) => file.endsWith('.ts'))).toEqual([]);
  });

  it('tells its version and how to use it', () => {
    const bin = folder.at('app/node_modules/.bin/praxis-ls');
    expect(execFileSync(bin, ['--version'], { encoding: 'utf8' })).toBe(`${version}\n`);
    expect(execFileSync(bin, ['--help'], { encoding: 'utf8' })).toContain('--stdio');
  });

  it('serves, the worker that scans included', async () => {
    cpSync('universal', folder.at('work/universal'), { recursive: true });
    mkdirSync(folder.at('work/.git'));
    const client = new LspClient([folder.at('app/node_modules/.bin/praxis-ls'), '--stdio']);
    await client.initialize({ roots: [folder.at('work')] });
    const uri = uriOf(folder.at('work/universal/workflows/release_checklist_v1/metadata.json'));
    client.open(uri, '{');
    const { diagnostics } = await client.nextDiagnostics(uri);
    const page = diagnostics[0]?.codeDescription?.href ?? 'none';
    expect(readFileSync(new URL(page), 'utf8')).toContain(String(diagnostics[0]?.code));
    const { workflows } = await client.request<{ workflows: unknown[] }>(
      'praxis/workflow/list',
      {},
    );
    expect(workflows).toHaveLength(4);
    expect(await client.shutdown()).toBe(0);
  });

  it('searches by meaning, with nothing but what the registry brought', async () => {
    const installed = folder.at('app/node_modules');
    for (const name of ['sharp', '@xenova', 'onnxruntime-web']) {
      expect(existsSync(`${installed}/${name}`), name).toBe(false);
    }
    folder.write({ 'docs/undo.md': '# Undoing\n\nRevert the previous stage.\n' });
    const troubles: string[] = [];
    const index = new IndexService({
      startWorker: (listener) =>
        startWorkerProcess(`${installed}/praxis-ls/dist/index-worker.js`, listener),
      onNotice: (message) => troubles.push(message),
    });
    index.configure({
      files: [{ file: folder.at('docs/undo.md'), kind: 'standard' }],
      model: '',
      allowHub: false,
      cacheFolder: folder.at('cache'),
      hubCache: folder.at('hub'),
    });
    await expect.poll(() => index.status().state, { timeout: 15_000 }).toBe('ready');
    const query = 'roll back the last step';
    const { method, passages } = await index.search({ query, limit: 1, filters: {} });
    expect({ method, passages }).toMatchObject({
      method: 'both',
      passages: [{ title: 'Undoing' }],
    });
    expect(index.status().keeper).toBe('us');
    expect(troubles).toEqual([]);
    await index.close();
  }, 60_000);
});
