import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  }, 60_000);

  afterAll(() => folder[Symbol.dispose]());

  it('brings the bundle, schemas, samples and pages, and no sources', () => {
    const files = packed.files.map((file) => file.path);
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/main.js',
        'dist/report-worker.js',
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
});
