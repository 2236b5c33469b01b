import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../temporary-folder.ts';
import { findNeovims } from './found-editors.ts';
import { Neovim } from './neovim.ts';

/** The sample configuration in client-samples/neovim, in every Neovim that is found. */

const PROJECT = path.join(import.meta.dirname, '../..');
const INIT = path.join(PROJECT, 'client-samples/neovim/init.lua');
const WORKFLOW = 'universal/workflows/release_checklist_v1';
const METADATA = `${WORKFLOW}/metadata.json`;
const GATE = `${WORKFLOW}/phases/1/gate-definition.yaml`;
const TASK = `${WORKFLOW}/phases/0/task-2-choose-version.md`;

const neovims = findNeovims();

it.runIf(neovims.length === 0)('drives Neovim', ({ skip }) => skip('there is none'));

for (const { command, version } of neovims) describe(version, () => promises(command, version));

function promises(command: string, version: string): void {
  const canEnable = !version.startsWith('NVIM v0.10.');
  let folder: TemporaryFolder;
  let editor: Neovim;

  beforeEach(async () => {
    folder = new TemporaryFolder();
    cpSync(path.join(PROJECT, 'universal'), folder.at('ws/universal'), { recursive: true });
    // What the sample starts is `praxis-ls` on PATH; here it also notes its process id.
    const server = JSON.stringify(path.join(PROJECT, 'dist/main.js'));
    folder.write({
      'home/.keep': '',
      'bin/praxis-ls': `#!/bin/sh\necho $$ > "$(dirname "$0")/pid"\nexec node ${server} "$@"\n`,
    });
    chmodSync(folder.at('bin/praxis-ls'), 0o755);
    editor = await start();
  });

  afterEach(async () => {
    await editor.kill();
    folder[Symbol.dispose]();
  });

  function start(before?: string): Promise<Neovim> {
    return Neovim.start({
      command,
      init: INIT,
      before,
      cwd: folder.at('ws'),
      home: folder.at('home'),
      bin: folder.at('bin'),
    });
  }

  async function open(file: string): Promise<void> {
    await editor.edit(file);
    await expect.poll(() => editor.roots()).toEqual([folder.at('ws')]);
  }

  /** Breaks a file and repairs it: what the server had to say on all before, it has said then. */
  async function untilAllIsSaid(): Promise<void> {
    await open(`${WORKFLOW}/phases/2/gate-definition.yaml`);
    await editor.type('Gobroken: [<Esc>');
    await expect.poll(codes).toContain('yaml/unclosed-bracket');
    await editor.type('u');
    await expect.poll(codes).not.toContain('yaml/unclosed-bracket');
  }

  async function codes(): Promise<readonly string[]> {
    return (await editor.diagnostics()).map(({ code }) => code);
  }

  it('opens the sample workflows with the server attached and nothing to complain about', async () => {
    for (const file of [METADATA, GATE, TASK, `${WORKFLOW}/phases/1/phase.md`]) await open(file);
    await untilAllIsSaid();
    expect(await editor.diagnostics()).toEqual([]);
    expect(await editor.complaints()).toEqual([]);
  });

  it('shows a broken value at its place while it is typed, and forgets it on undo', async () => {
    await open(METADATA);
    const saved = readFileSync(folder.at(`ws/${METADATA}`), 'utf8');
    await editor.goTo('4,');
    await editor.type('r5');
    await expect
      .poll(() => editor.diagnostics())
      .toMatchObject([
        {
          file: 'metadata.json',
          line: lineOf(saved, '"total_phases"'),
          at: '5',
          code: 'metadata/total-phases-mismatch',
        },
      ]);
    const [seen] = await editor.diagnostics();
    const [firstLine] = seen?.message.split('\n') ?? [];
    expect(await editor.virtualText()).toEqual([expect.stringContaining(`${firstLine}`)]);
    expect(readFileSync(folder.at(`ws/${METADATA}`), 'utf8')).toBe(saved);

    await editor.type('u');
    await expect.poll(() => editor.diagnostics()).toEqual([]);
    expect(await editor.virtualText()).toEqual([]);
    expect(await editor.complaints()).toEqual([]);
  });

  it('shows in a closed file what an unsaved edit of another one breaks', async () => {
    await open(GATE);
    const gate = readFileSync(folder.at(`ws/${GATE}`), 'utf8');
    const [, field = ''] = /^evidence_schema:\n {2}(\w+):/m.exec(gate) ?? [];
    await editor.goTo(`  ${field}:`);
    await editor.type('wcwrenamed_field<Esc>');
    await expect
      .poll(() => editor.diagnostics())
      .toContainEqual(
        expect.objectContaining({
          file: 'metadata.json',
          at: JSON.stringify(field),
          code: 'metadata/evidence-not-in-gate',
        }),
      );
    await editor.type('u');
    await expect.poll(() => editor.diagnostics()).toEqual([]);
    expect(await editor.complaints()).toEqual([]);
  });

  it('sees that a task file is deleted behind its back, and that it is there again', async () => {
    await open(METADATA);
    await untilAllIsSaid();
    const task = folder.at(`ws/${TASK}`);
    renameSync(task, folder.at('task'));
    await expect
      .poll(() => editor.diagnostics())
      .toContainEqual(
        expect.objectContaining({
          file: 'metadata.json',
          at: JSON.stringify(path.basename(TASK)),
          code: 'layout/task-file-missing',
        }),
      );
    renameSync(folder.at('task'), task);
    await expect.poll(() => editor.diagnostics()).toEqual([]);
    expect(await editor.complaints()).toEqual([]);
  });

  it('completes the name of a gate type', async () => {
    await open(GATE);
    await editor.goTo('type: ');
    await editor.type('Ctype: <C-x><C-o>');
    const items = () =>
      editor.lua<{ word: string }[]>(`return vim.fn.complete_info({ 'items' }).items`);
    await expect
      .poll(async () => (await items()).map(({ word }) => word))
      .toEqual(expect.arrayContaining(['boolean', 'integer', 'list', 'object', 'string']));
    await editor.type('int<C-n><C-y><Esc>');
    await expect
      .poll(() => editor.lua('return vim.trim(vim.api.nvim_get_current_line())'))
      .toBe('type: integer');
    expect(await editor.complaints()).toEqual([]);
  });

  it.runIf(canEnable)('offers keys as a quote is typed', async () => {
    await open(METADATA);
    await editor.goTo('"version"');
    await editor.type('O"');
    await expect.poll(() => editor.lua<number>('return vim.fn.pumvisible()')).toBe(1);
    await editor.type('<Esc>');
    expect(await editor.complaints()).toEqual([]);
  });

  it('explains a field on K', async () => {
    await open(METADATA);
    await editor.goTo('total_phases');
    await editor.type('K');
    await expect
      .poll(() =>
        editor.lua(`
          for _, window in ipairs(vim.api.nvim_list_wins()) do
            if vim.api.nvim_win_get_config(window).relative ~= '' then
              local buffer = vim.api.nvim_win_get_buf(window)
              return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\\n')
            end
          end`),
      )
      .toContain('How many phases the workflow has');
    expect(await editor.complaints()).toEqual([]);
  });

  it.each([
    [
      'LspPraxisStatus',
      [/^Version +\d+\.\d+\.\d+ on Node/, /^Client +Neovim/, /^Watcher +watching/],
    ],
    [
      'LspPraxisWorkflows',
      [/^Workflow +Version/, /^release_checklist_v1 +\d+\.\d+\.\d+ +4 +0 +0 /],
    ],
    ['LspPraxisCaches', [/^Mode: /, /^Cache +Size/, /^metadata +[1-9]/, /^workflow +[1-9]/]],
  ])(':%s shows it in a window that q closes', async (name, expected) => {
    await open(METADATA);
    await untilAllIsSaid();
    await editor.command(name);
    for (const line of expected) {
      await expect.poll(() => editor.lines()).toContainEqual(expect.stringMatching(line));
    }
    expect(await editor.lua('return #vim.api.nvim_list_wins()')).toBe(2);
    await editor.type('q');
    await expect.poll(() => editor.lua('return #vim.api.nvim_list_wins()')).toBe(1);
    expect(await editor.complaints()).toEqual([]);
  });

  it('raises PraxisCacheInvalidated with what an edit dropped', async () => {
    await open(METADATA);
    await untilAllIsSaid();
    await editor.lua(`
      dropped = {}
      vim.api.nvim_create_autocmd('User', {
        pattern = 'PraxisCacheInvalidated',
        callback = function(event)
          for _, entry in ipairs(event.data.dropped) do table.insert(dropped, entry.cache) end
        end,
      })`);
    await editor.edit(METADATA);
    await editor.goTo('4,');
    await editor.type('r5');
    await expect
      .poll(() => editor.lua('return dropped'))
      .toEqual(expect.arrayContaining(['document', 'metadata', 'workflow']));
    expect(await editor.complaints()).toEqual([]);
  });

  it('is quiet on files of the workspace that are no part of a workflow', async () => {
    folder.write({
      'ws/package.json': '{ "name": ',
      'ws/compose.yaml': 'services: [\n',
      'ws/notes.md': '# Notes\n\n🎯 NEXT-MANDATORY: [none](none.md)\n',
    });
    for (const file of ['package.json', 'compose.yaml', 'notes.md']) await open(file);
    await untilAllIsSaid();
    expect(await editor.diagnostics()).toEqual([]);
    expect(await editor.complaints()).toEqual([]);
  });

  it('does not start outside of workspaces', async () => {
    folder.write({
      'elsewhere/package.json': '{ "name": ',
      'elsewhere/.github/workflows/ci.yaml': 'on: [\n',
      'elsewhere/notes.md': '# Notes\n',
      'alone_v1/metadata.json': '{}',
      'alone_v1/phases/0/phase.md': '# Phase 0: Alone\n',
    });
    for (const file of ['package.json', '.github/workflows/ci.yaml', 'notes.md']) {
      await editor.edit(folder.at(`elsewhere/${file}`));
    }
    // The server of a workflow that stands alone would have come after theirs.
    await editor.edit(folder.at('alone_v1/metadata.json'));
    await expect.poll(() => editor.roots()).toEqual([folder.at('alone_v1')]);
    expect(await editor.lua('return #vim.lsp.get_clients()')).toBe(1);
    expect(await editor.complaints()).toEqual([]);
  });

  it.each([
    ['.praxis-os', '.praxis-os/workflows/a_v1'],
    ['.agent-os', '.agent-os/workflows/a_v1'],
    ['workflows', 'workflows/a_v1'],
  ])('takes the folder that holds %s for the root', async (_, workflow) => {
    folder.write({ [`other/${workflow}/metadata.json`]: '{}' });
    await editor.edit(folder.at(`other/${workflow}/metadata.json`));
    await expect.poll(() => editor.roots()).toEqual([folder.at('other')]);
  });

  it.runIf(canEnable)('takes settings as the README gives them', async () => {
    await editor.kill();
    rmSync(folder.at('home/rpc'), { force: true });
    editor = await start(
      `vim.lsp.config('praxis_ls', { settings = { praxis = { diagnostics = { rules = { ['metadata/total-phases-mismatch'] = 'hint' }, scop = 'open' } } } })`,
    );
    await open(METADATA);
    await editor.goTo('4,');
    await editor.type('r5');
    await expect
      .poll(() =>
        editor.lua('return vim.tbl_map(function(d) return d.severity end, vim.diagnostic.get(0))'),
      )
      .toEqual([4]);
    await editor.command('LspPraxisStatus');
    await expect
      .poll(() => editor.lines())
      .toContainEqual(expect.stringMatching(/^Configuration +.*praxis\.diagnostics\.scop\b/));
  });

  it('leaves :checkhealth without errors and warnings', async () => {
    await open(METADATA);
    await editor.command('checkhealth vim.lsp');
    const health = async () => (await editor.lines()).join('\n');
    await expect.poll(health).toContain('praxis_ls');
    expect((await health()).split('\n').filter((line) => /ERROR|WARNING/.test(line))).toEqual([]);
  });

  it.each(['quit', 'kill'] as const)('leaves no server behind after %s', async (end) => {
    await open(METADATA);
    const pid = Number(readFileSync(folder.at('bin/pid'), 'utf8'));
    expect(isAlive(pid)).toBe(true);
    await editor[end]();
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
}

function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

/** Whether a process runs; one that only waits to be reaped does not. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z\s]/.test(stdout.trim());
}
