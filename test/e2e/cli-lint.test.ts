import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { JsonReport } from '../../server/cli/lint/formats/json.ts';
import { uriOfPath } from '../../server/workspace/paths.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { praxis } from './command-line.ts';
import { rest, startServer } from './server.ts';

const PUBLISH = 'textDocument/publishDiagnostics';
const WORKFLOWS = 'universal/workflows';
const TYPE = 'release_checklist_v1';
const GATE = `${WORKFLOWS}/${TYPE}/phases/0/gate-definition.yaml`;

/** The samples, as they are, in a folder that looks like a checkout. */
function layUniversal(folder: TemporaryFolder): void {
  cpSync('universal', folder.at('universal'), { recursive: true });
  mkdirSync(folder.at('.git'));
}

function edit(folder: TemporaryFolder, file: string, change: (text: string) => string): void {
  const before = readFileSync(folder.at(file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(folder.at(file), after);
}

const breakType = (text: string): string => text.replace(/type: (?!number)\w+/, 'type: number');

describe('praxis-ls lint', () => {
  let folder: TemporaryFolder;
  beforeAll(() => {
    folder = new TemporaryFolder();
    layUniversal(folder);
    edit(folder, GATE, breakType);
  });
  afterAll(() => folder[Symbol.dispose]());
  const lint = (...words: string[]) => praxis(['lint', ...words], { in: folder.path });

  it('fails with errors, and says in one line that nothing is wrong', async () => {
    const broken = await lint();
    expect(broken).toMatchObject({ code: 1, stderr: '' });
    expect(broken.stdout).toContain(`${GATE}\n`);
    const other = await lint(`${WORKFLOWS}/spec_delivery_v1`);
    expect(other).toMatchObject({ code: 0, stderr: '' });
    expect(other.stdout).toMatch(/^✔ \d+ files \(1 workflow\): nothing to report[^\n]*\n$/);
  });

  it('checks the files and folders that are named, wherever it is run', async () => {
    const file = await lint(GATE, '--format', 'concise');
    expect(file.stdout).toMatch(new RegExp(`^${GATE}:\\d+:\\d+: error gate/unknown-type .*\\n$`));
    const inside = await praxis(['lint', '.', '--format', 'concise'], {
      in: folder.at(`${WORKFLOWS}/${TYPE}/phases/0`),
    });
    expect(inside.stdout).toMatch(/^gate-definition\.yaml:\d+:\d+: error /);
    const sibling = await lint(path.join(path.dirname(GATE), 'phase.md'));
    expect(sibling.code).toBe(0);
  });

  it('takes severities, and a limit for warnings', async () => {
    expect((await lint('--rule', 'gate/unknown-type=off')).code).toBe(0);
    expect((await lint('--rule', 'gate/*=hint')).code).toBe(0);
    const warning = ['--rule', 'gate/unknown-type=warning'];
    expect((await lint(...warning)).code).toBe(0);
    expect((await lint(...warning, '--max-warnings', '1')).code).toBe(0);
    const tooMany = await lint(...warning, '--max-warnings', '0');
    expect(tooMany.code).toBe(1);
    expect(tooMany.stdout).toContain('More warnings than the 0 that are allowed.');
  });

  it.each([
    ['a path that is not there', ['nowhere'], /nowhere: there is no such file or folder/],
    ['a format that there is not', ['--format', 'xml'], /pretty, concise, json, sarif, github/],
    ['an unknown option', ['--fix'], /unknown option '--fix'/i],
    [
      'a rule that there is not',
      ['--rule', 'gate/unknown-typ=off'],
      /Did you mean gate\/unknown-type/,
    ],
    ['a severity that there is not', ['--rule', 'gate/*=fatal'], /off, hint, info, warning, error/],
    ['a limit that is no number', ['--max-warnings', 'few'], /that is no number/],
    ['a baseline that is not there', ['--baseline', 'none.json'], /cannot be read \(ENOENT\)/],
    ['a workspace that is not there', ['--workspace', 'none'], /there is no such folder/],
    ['both baselines', ['--baseline', 'a', '--write-baseline', 'b'], /do not go together/],
  ])('refuses %s, in a sentence', async (_what, words, sentence) => {
    const { code, stdout, stderr } = await lint(...words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^praxis-ls: [^\n]*[.?:\w/*=]\n$/);
  });

  it('says so where there is nothing to check', async () => {
    using own = new TemporaryFolder();
    own.write({ 'notes.txt': 'Nothing of ours.\n' });
    const { code, stdout, stderr } = await praxis(['lint'], { in: own.path });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('There is nothing to check in ');
  });

  it('checks the standards too', async () => {
    const { code, stdout } = await lint('universal/standards');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^✔ \d+ files: nothing to report\.$/m);
  });

  it('tells once of all that is wrong with the configuration', async () => {
    using own = new TemporaryFolder();
    layUniversal(own);
    const disable = [{ rule: 'gate/unknown-type', reason: 'old' }];
    own.write({
      '.praxis-os/config.json': JSON.stringify({
        praxis: { ignored: [], diagnostics: { disable } },
      }),
      'universal/standards/a.md': '# A\n\nSee [B](b.md).\n',
    });
    const { stdout } = await praxis(['lint', '--format', 'concise'], { in: own.path });
    const codes = stdout.split('\n').flatMap((line) => / ([a-z]+\/[a-z-]+) /.exec(line)?.[1] ?? []);
    expect(codes.toSorted()).toEqual([
      'config/unknown-setting',
      'link/file-missing',
      'suppression/unused',
    ]);
  });

  it('accepts what there is, shows what is new, and tells what is gone', async () => {
    using own = new TemporaryFolder();
    layUniversal(own);
    edit(own, GATE, breakType);
    const inOwn = (...words: string[]) => praxis(['lint', ...words], { in: own.path });
    const written = await inOwn('--write-baseline', 'known.json');
    expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining('Wrote 1 error') });
    edit(own, GATE, (text) => `# moved\n\n${text}`);
    expect(await inOwn('--baseline', 'known.json')).toMatchObject({ code: 0 });
    edit(own, GATE, breakType);
    const fresh = await inOwn('--baseline', 'known.json', '--format', 'concise');
    expect(fresh).toMatchObject({ code: 1, stdout: expect.stringContaining('gate/unknown-type') });
    edit(own, GATE, (text) => text.replaceAll('type: number', 'type: boolean'));
    const gone = await inOwn('--baseline', 'known.json');
    expect(gone).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 finding of the baseline is gone'),
    });
  });

  it('tells of suppressions in the configuration that are of no use, when it has seen all', async () => {
    using own = new TemporaryFolder();
    layUniversal(own);
    edit(own, GATE, breakType);
    const disable = [
      { rule: 'gate/unknown-type', files: `${WORKFLOWS}/${TYPE}`, reason: 'soon' },
      { rule: 'gate/not-boolean', files: '**' },
      { rule: 'gate/unknown-typ' },
    ];
    own.write({
      '.praxis-os/config.json': JSON.stringify(
        { praxis: { diagnostics: { disable } } },
        undefined,
        1,
      ),
    });
    const whole = await praxis(['lint', '--format', 'concise'], { in: own.path });
    expect(whole.code).toBe(0);
    expect(whole.stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^\.praxis-os\/config\.json:11:\d+: info suppression\/unused "gate\/not-boolean" finds nothing/,
      ),
      expect.stringMatching(
        /^\.praxis-os\/config\.json:15:\d+: warning suppression\/unknown-rule There is no rule "gate\/unknown-typ"/,
      ),
      '',
    ]);
    const part = await praxis(['lint', WORKFLOWS, '--format', 'concise'], { in: own.path });
    expect(part.stdout).toBe('');
  });

  it('has colours where they are wanted, and none with --no-color', async () => {
    const environment = { FORCE_COLOR: '1' };
    const coloured = await praxis(['lint'], { in: folder.path, environment });
    expect(coloured.stdout).toContain('\u001b[');
    const plain = await praxis(['lint', '--no-color'], { in: folder.path, environment });
    expect(plain.stdout).not.toContain('\u001b');
  });
});

it('finds the same as the editor shows', async () => {
  using folder = new TemporaryFolder();
  layUniversal(folder);
  const copies = ['broken_json_v1', 'broken_gate_v1', 'broken_links_v1'];
  for (const copy of copies) {
    cpSync(`${WORKFLOWS}/${TYPE}`, folder.at(`.praxis-os/workflows/${copy}`), { recursive: true });
  }
  const inCopy = (index: number, file: string) => `.praxis-os/workflows/${copies[index]}/${file}`;
  edit(folder, inCopy(0, 'metadata.json'), (text) => text.replace('"version":', '"version"'));
  edit(folder, inCopy(1, 'phases/0/gate-definition.yaml'), (text) =>
    breakType(text).replace(
      'checkpoint:',
      'checkpoint:\n  # praxis-disable-next-line gate/unknown-key: odd\n  odd: 1',
    ),
  );
  edit(
    folder,
    inCopy(2, 'phases/0/phase.md'),
    (text) =>
      `${text}\n<!-- praxis-disable-file gate/* -->\n\n🎯 NEXT-MANDATORY: task-77-漢字.md\n`,
  );
  folder.delete(inCopy(2, 'phases/1/phase.md'));
  const { stdout } = await praxis(['lint', '--format', 'json'], { in: folder.path });
  const report: JsonReport = JSON.parse(stdout);
  expect(report.summary.errors).toBeGreaterThan(4);

  const client = await startServer({
    roots: [folder.path],
    initializationOptions: { diagnostics: { scope: 'workspace', syntax: 'always' } },
  });
  const shown = new Map<string, string[]>();
  const expected = new Map<string, string[]>();
  for (const { uri, range, code, message } of report.findings) {
    expected.set(uri, [...(expected.get(uri) ?? []), JSON.stringify([code, range, message])]);
  }
  for (const uri of expected.keys()) await client.diagnostics(uri);
  await rest();
  for (const { params } of client.notifications<PublishDiagnosticsParams>(PUBLISH)) {
    const found = params.diagnostics.map(({ code, range, message }) => [code, range, message]);
    if (found.length === 0) shown.delete(params.uri);
    else
      shown.set(
        params.uri,
        found.map((each) => JSON.stringify(each)),
      );
  }
  expect(shown).toEqual(expected);
  expect([...expected.keys()].every((uri) => uri.startsWith(uriOfPath(folder.path)))).toBe(true);
  await client.shutdown();
});

it('watches: checks again what a change concerns, and clears nothing that is no terminal', async () => {
  using folder = new TemporaryFolder();
  layUniversal(folder);
  const words = ['lint', '--watch', '--format', 'concise'];
  const child = spawn(process.execPath, [path.resolve('dist/main.js'), ...words], {
    cwd: folder.path,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const runs = () => output.split('Watching for changes').length - 1;
  try {
    await expect.poll(runs, { timeout: 15_000 }).toBe(1);
    expect(output).not.toContain(GATE);
    edit(folder, GATE, breakType);
    await expect.poll(() => output, { timeout: 15_000 }).toContain(`${GATE}:`);
    await expect.poll(runs, { timeout: 15_000 }).toBe(2);
    cpSync(folder.at(`${WORKFLOWS}/${TYPE}`), folder.at(`${WORKFLOWS}/new_one_v1`), {
      recursive: true,
    });
    await expect
      .poll(() => output, { timeout: 15_000 })
      .toContain(`${WORKFLOWS}/new_one_v1/phases/0/gate-definition.yaml:`);
    expect(output).not.toContain('\u001b');
  } finally {
    child.kill('SIGINT');
    await ended;
  }
});
