import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogMessageParams, ShowMessageParams } from 'vscode-languageserver-protocol';
import type { CacheStatsResult } from '../../server/protocol/cache-requests.ts';
import type { StatusResult } from '../../server/protocol/status-request.ts';
import type { WorkflowListResult } from '../../server/protocol/workflow-requests.ts';
import { type InitializeOptions, LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { sampleMetadata, sampleWorkflow } from './sample-workflow.ts';
import { COMMAND, codesOf, settled } from './server.ts';

const TYPE = 'sample_settings_v1';
const METADATA = `workflows/${TYPE}/metadata.json`;
const CONFIG = '.praxis-os/config.json';

let folder: TemporaryFolder;
let client: LspClient;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write(sampleWorkflow(TYPE));
});

afterEach(async () => {
  expect(await client.shutdown()).toBe(0);
  folder[Symbol.dispose]();
});

async function start(options: InitializeOptions = {}, env: NodeJS.ProcessEnv = {}): Promise<void> {
  const { AGENT_OS_ENV: _unset, ...inherited } = process.env;
  client = new LspClient(COMMAND, { env: { ...inherited, ...env } });
  await client.initialize({ roots: [folder.path], ...options });
}

const uri = () => uriOf(folder.at(METADATA));
const status = () => client.request<StatusResult>('praxis/status', {});

/** Metadata with one fault, an error: `total_phases` is not what is listed. */
const FAULTY = sampleMetadata(TYPE, { total_phases: 9 });

/** Sends settings as clients do that push them. */
function push(settings: unknown): void {
  client.notify('workspace/didChangeConfiguration', { settings });
}

describe('settings arrive', () => {
  it.each([
    ['bare', { cache: { mode: 'off' } }],
    ['nested', { praxis: { cache: { mode: 'off' } } }],
    ['with dots', { 'praxis.cache.mode': 'off' }],
    ['with dots, nested', { praxis: { 'cache.mode': 'off' } }],
  ])('in initializationOptions, %s', async (_how, initializationOptions) => {
    await start({ client: 'bare', initializationOptions });
    expect((await status()).cache).toEqual({
      mode: 'off',
      reason: 'setting praxis.cache.mode = off',
    });
  });

  it('in the answer to workspace/configuration, which outweighs the start', async () => {
    const asked = startAnswering({ cache: { mode: 'production' } }, { cache: { mode: 'off' } });
    await asked;
    await expect.poll(async () => (await status()).cache.mode).toBe('production');
  });

  it('and those of the start stay where the client has no section', async () => {
    await startAnswering(undefined, { praxis: { cache: { mode: 'off' } } });
    await settled(client);
    expect((await status()).cache.mode).toBe('off');
  });

  it('in didChangeConfiguration, nested', async () => {
    await start({ client: 'bare' });
    push({ praxis: { cache: { mode: 'off' } } });
    expect((await status()).cache.mode).toBe('off');
    push({ praxis: {} });
    expect((await status()).cache.mode).toBe('production');
  });

  it.each([null, {}])(
    'in an answer to a question that %j makes the server ask',
    async (meaningAsk) => {
      await startAnswering({ log: { level: 'error' } });
      client.configuration = { praxis: { cache: { mode: 'off' } } };
      push(meaningAsk);
      await expect.poll(async () => (await status()).cache.mode).toBe('off');
    },
  );

  it('is not asked for where the client offers no workspace/configuration', async () => {
    await start({ client: 'bare' });
    push(null);
    await settled(client);
    expect(JSON.stringify(client.log)).not.toContain('workspace/configuration');
  });

  it('late or never, if the client refuses to tell or to register: the server goes on', async () => {
    client = new LspClient(COMMAND);
    client.answers.delete('workspace/configuration');
    client.answers.delete('client/registerCapability');
    await client.initialize({ roots: [folder.path] });
    await expect
      .poll(() => logged().filter((message) => message.includes('The client')))
      .toHaveLength(3);
    expect((await status()).configurationErrors).toEqual([]);
    expect(client.stderr).toBe('');
  });

  async function startAnswering(praxis: unknown, initializationOptions?: unknown): Promise<void> {
    client = new LspClient(COMMAND);
    client.configuration = praxis === undefined ? {} : { praxis };
    const asked = client.waitFor('workspace/configuration', (message) =>
      'method' in message && message.method === 'workspace/configuration' ? message : undefined,
    );
    await client.initialize({
      roots: [folder.path],
      ...(initializationOptions === undefined ? {} : { initializationOptions }),
    });
    await asked;
  }
});

function logged(): string[] {
  return client
    .notifications<LogMessageParams>('window/logMessage')
    .map(({ params }) => params.message);
}

describe('settings are in effect at once', () => {
  beforeEach(() => start({ client: 'bare' }));

  it('the severity of a rule, by its code and by its family', async () => {
    client.open(uri(), FAULTY);
    const [fault] = (await client.nextDiagnostics(uri())).diagnostics;
    expect(fault).toMatchObject({ code: 'metadata/total-phases-mismatch', severity: 1 });
    for (const [rules, severities] of [
      [{ 'metadata/total-phases-mismatch': 'hint' }, [4]],
      [{ 'metadata/*': 'off' }, []],
      [{ 'metadata/*': 'off', 'metadata/total-phases-mismatch': 'info' }, [3]],
      [{}, [1]],
    ] as const) {
      const published = client.nextDiagnostics(uri());
      push({ praxis: { diagnostics: { rules } } });
      expect((await published).diagnostics.map(({ severity }) => severity)).toEqual(severities);
    }
  });

  it('the scope of diagnostics', async () => {
    const task = `workflows/${TYPE}/phases/0/task-1-collect.md`;
    folder.write({ [METADATA]: FAULTY });
    client.open(uriOf(folder.at(task)), sampleWorkflow(TYPE)[task] ?? '');
    expect(codesOf(await client.diagnostics(uri()))).toHaveLength(1);
    const cleared = client.nextDiagnostics(uri());
    push({ praxis: { diagnostics: { scope: 'open' } } });
    expect((await cleared).diagnostics).toEqual([]);
    const shown = client.nextDiagnostics(uri());
    push({ praxis: { diagnostics: { scope: 'workspace' } } });
    expect((await shown).diagnostics).toHaveLength(1);
  });

  it('the globs that are ignored', async () => {
    client.open(uri(), FAULTY);
    expect(codesOf(await client.nextDiagnostics(uri()))).toHaveLength(1);
    const cleared = client.nextDiagnostics(uri());
    push({ praxis: { ignore: ['workflows/sample_*'] } });
    expect((await cleared).diagnostics).toEqual([]);
    const { workflows } = await client.request<WorkflowListResult>('praxis/workflow/list', {});
    expect(workflows).toEqual([]);
    const back = client.nextDiagnostics(uri());
    push({ praxis: { ignore: [] } });
    expect((await back).diagnostics).toHaveLength(1);
  });

  it('whether syntax errors are shown', async () => {
    client.open(uri(), '{');
    expect(codesOf(await client.nextDiagnostics(uri()))).toContain('json/unclosed-bracket');
    const without = client.nextDiagnostics(uri());
    push({ praxis: { diagnostics: { syntax: 'never' } } });
    expect(codesOf(await without)).not.toContain('json/unclosed-bracket');
  });

  it('the level of the log', async () => {
    push({ praxis: { log: { level: 'error' } } });
    client.close('file:///never/opened.md');
    await settled(client);
    expect(logged()).toEqual([]);
    push({ praxis: { log: { level: 'warn' } } });
    client.close('file:///never/opened.md');
    await settled(client);
    expect(logged()).toEqual([expect.stringContaining('never opened it')]);
  });
});

describe('what is wrong in the settings', () => {
  const shown = () =>
    client
      .notifications<ShowMessageParams>('window/showMessage')
      .map(({ params }) => params.message);

  it('is named, with what was meant, and defaulted; what is right beside it counts', async () => {
    await start({
      client: 'bare',
      initializationOptions: {
        praxis: {
          cache: { mode: 'of', moed: 1 },
          diagnostics: { scope: 7, rules: { 'metadata/*': 'loud', 'gate/*': 'off' } },
          ignore: 'drafts',
          log: { level: 'error' },
          colour: 'red',
        },
      },
    });
    const { configurationErrors, cache, diagnostics } = await status();
    expect(cache.reason).toBe('no .git in the workspace');
    expect(diagnostics.scope).toBe('workflow');
    for (const part of [
      /praxis\.cache\.mode must be one of auto, development, production, off, got "of"/,
      /praxis\.diagnostics\.scope must be one of open, workflow, workspace, got 7/,
      /praxis\.diagnostics\.rules\.metadata\/\* must be one of .*, got "loud"/,
      /praxis\.ignore must be a list, got "drafts"/,
      /no setting praxis\.cache\.moed. Did you mean praxis\.cache\.mode\?/,
      /no setting praxis\.colour/,
    ]) {
      expect(configurationErrors).toContainEqual(expect.stringMatching(part));
    }
    expect(configurationErrors).toHaveLength(6);
    expect(shown()).toEqual(configurationErrors);
  });

  it('does no harm where it would be used', async () => {
    await start({
      client: 'bare',
      initializationOptions: {
        ignore: ['drafts', 7],
        diagnostics: { rules: { 'metadata/total-phases-mismatch': 'loud' } },
      },
    });
    client.open(uri(), FAULTY);
    expect((await client.nextDiagnostics(uri())).diagnostics).toMatchObject([{ severity: 1 }]);
    expect((await status()).configurationErrors).toHaveLength(2);
  });

  it('is shown once, however often it comes', async () => {
    await start({ client: 'bare' });
    push({ praxis: { cache: { mode: 'of' } } });
    push({ praxis: { cache: { mode: 'of' } } });
    push({ praxis: { cache: { mode: 'of' }, log: { level: 'loud' } } });
    expect((await status()).configurationErrors).toHaveLength(2);
    expect(shown()).toHaveLength(2);
    push({ praxis: {} });
    expect((await status()).configurationErrors).toEqual([]);
  });

  it.each([7, 'text', [], true])('may be all of it: %j', async (praxis) => {
    await start({ client: 'bare', initializationOptions: { praxis } });
    expect((await status()).configurationErrors).toEqual([
      'The settings must be an object; all defaults are used.',
    ]);
  });
});

describe('.praxis-os/config.json', () => {
  const configOf = (praxis: unknown) => JSON.stringify({ praxis });
  const rules = (severity: string) =>
    configOf({ diagnostics: { rules: { 'metadata/total-phases-mismatch': severity } } });

  it('counts as it is on the screen, unsaved', async () => {
    folder.write({ [CONFIG]: rules('warning'), [METADATA]: FAULTY });
    await start({ client: 'bare' });
    client.open(uri(), FAULTY);
    expect((await client.nextDiagnostics(uri())).diagnostics).toMatchObject([{ severity: 2 }]);
    const config = uriOf(folder.at(CONFIG));
    client.open(config, rules('warning'));
    const typed = client.nextDiagnostics(uri());
    client.change(config, rules('hint'));
    expect((await typed).diagnostics).toMatchObject([{ severity: 4 }]);
    const closed = client.nextDiagnostics(uri());
    client.close(config);
    expect((await closed).diagnostics).toMatchObject([{ severity: 2 }]);
  });

  it('counts for closed workflows too, where the scope is the whole workspace', async () => {
    folder.write({ [CONFIG]: rules('warning'), [METADATA]: FAULTY });
    await start({
      client: 'bare',
      initializationOptions: { diagnostics: { scope: 'workspace' } },
    });
    expect((await client.diagnostics(uri())).diagnostics).toMatchObject([{ severity: 2 }]);
    const typed = client.nextDiagnostics(uri());
    client.open(uriOf(folder.at(CONFIG)), rules('hint'));
    expect((await typed).diagnostics).toMatchObject([{ severity: 4 }]);
    const pushed = client.nextDiagnostics(uri());
    push({ praxis: { diagnostics: { scope: 'workspace', rules: { 'metadata/*': 'info' } } } });
    // The code's own setting beats its family's, wherever each of them stands.
    push({
      praxis: {
        diagnostics: {
          scope: 'workspace',
          rules: { 'metadata/total-phases-mismatch': 'error' },
        },
      },
    });
    expect((await pushed).diagnostics).toMatchObject([{ severity: 1 }]);
  });

  it('half-typed leaves the defaults in force', async () => {
    folder.write({ [CONFIG]: '{"praxis": {"diagnostics": ' });
    await start({ client: 'bare' });
    client.open(uri(), FAULTY);
    expect((await client.nextDiagnostics(uri())).diagnostics).toMatchObject([{ severity: 1 }]);
  });

  it('silences globs that the project ignores', async () => {
    folder.write({ [CONFIG]: configOf({ ignore: ['workflows/'] }) });
    await start({ client: 'bare' });
    client.open(uri(), FAULTY);
    await settled(client);
    expect(client.notifications('textDocument/publishDiagnostics')).toEqual([]);
  });
});

describe('the mode of the caches, and why', () => {
  const stats = async () => {
    const { mode, reason } = await client.request<CacheStatsResult>('praxis/cache/stats', {});
    return { mode, reason };
  };

  it.each(['development', 'production', 'off'])('%s by the setting', async (mode) => {
    await start(
      { client: 'bare', initializationOptions: { cache: { mode } } },
      { AGENT_OS_ENV: mode === 'off' ? 'production' : 'off' },
    );
    expect(await stats()).toEqual({ mode, reason: `setting praxis.cache.mode = ${mode}` });
  });

  it.each(['development', 'production', 'off'])('auto: %s by AGENT_OS_ENV', async (mode) => {
    folder.write({ [CONFIG]: JSON.stringify({ development_mode: mode === 'production' }) });
    await start({ client: 'bare' }, { AGENT_OS_ENV: mode });
    expect(await stats()).toEqual({ mode, reason: `AGENT_OS_ENV = ${mode}` });
  });

  it('auto: by development_mode, also when that is edited', async () => {
    mkdirSync(folder.at('.git'));
    folder.write({ [CONFIG]: '{"development_mode": false}' });
    await start({ client: 'bare' });
    expect(await stats()).toEqual({
      mode: 'production',
      reason: 'development_mode = false in .praxis-os/config.json',
    });
    client.open(uriOf(folder.at(CONFIG)), '{"development_mode": true}');
    await expect.poll(stats).toMatchObject({ mode: 'development' });
  });

  it('auto: development where there is a .git, else production', async () => {
    mkdirSync(folder.at('.git'));
    await start({ client: 'bare' });
    expect(await stats()).toEqual({ mode: 'development', reason: 'a .git in the workspace' });
    client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: uriOf(folder.path), name: 'root' }] },
    });
    expect(await stats()).toEqual({ mode: 'production', reason: 'no .git in the workspace' });
  });

  it('off answers like the others', async () => {
    await start({ client: 'bare', initializationOptions: { cache: { mode: 'off' } } });
    client.open(uri(), FAULTY);
    expect(codesOf(await client.nextDiagnostics(uri()))).toEqual([
      'metadata/total-phases-mismatch',
    ]);
    const { workflows } = await client.request<WorkflowListResult>('praxis/workflow/list', {});
    expect(workflows).toMatchObject([{ workflowType: TYPE, errors: 1 }]);
  });
});
