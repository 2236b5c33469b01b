import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogMessageParams, ServerCapabilities } from 'vscode-languageserver-protocol';
import type { StatusResult } from '../../server/protocol/status-request.ts';
import { LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { mutationsOf } from './mutations.ts';
import { SAMPLE_GATE, sampleMetadata, sampleWorkflow } from './sample-workflow.ts';
import { COMMAND, codesOf, errorOf, framed, sendRequest, settled } from './server.ts';

/** No message keeps the server longer than about a second; a busy machine is granted three. */
const LONGEST = 3_000;

const TYPE = 'sample_input_v1';
const METADATA = `workflows/${TYPE}/metadata.json`;
const PHASE = `workflows/${TYPE}/phases/0/phase.md`;
const GATE = `workflows/${TYPE}/phases/0/gate-definition.yaml`;
const TASK = `workflows/${TYPE}/phases/0/task-1-collect.md`;

const MEGABYTE = 1024 * 1024;

let folder: TemporaryFolder;
let client: LspClient;
let capabilities: ServerCapabilities;

beforeAll(async () => {
  folder = new TemporaryFolder();
  folder.write(sampleWorkflow(TYPE));
  client = new LspClient(COMMAND);
  capabilities = (await client.initialize({ roots: [folder.path] })).capabilities;
});

afterAll(async () => {
  expect(await client.shutdown()).toBe(0);
  expect(client.stderr).not.toMatch(/^\s+at /m);
  folder[Symbol.dispose]();
});

/** Opens a text in place of a file; the server must say something of it, and soon be free again. */
async function opened(file: string, text: string) {
  const uri = uriOf(folder.at(file));
  const published = client.nextDiagnostics(uri);
  client.open(uri, text);
  expect(await settled(client)).toBeLessThan(LONGEST);
  const started = performance.now();
  const diagnostics = await published;
  expect(performance.now() - started).toBeLessThan(LONGEST);
  // An edit of what is there, and questions about it, must not take longer.
  client.change(uri, [{ range: rangeAt(0, 0), text: ' ' }]);
  await client.request('textDocument/hover', { textDocument: { uri }, position: at(0, 1) });
  await client.request('textDocument/completion', { textDocument: { uri }, position: at(0, 1) });
  expect(await settled(client)).toBeLessThan(LONGEST);
  client.close(uri);
  await settled(client);
  return diagnostics;
}

function at(line: number, character: number) {
  return { line, character };
}

function rangeAt(line: number, character: number) {
  return { start: at(line, character), end: at(line, character) };
}

describe('a hostile document', () => {
  it.each([
    ['half-typed JSON', METADATA, '{"workflow_type": "sam', 'json/unclosed-string'],
    ['half-typed YAML', GATE, 'checkpoint: {strict: fal', 'yaml/unclosed-bracket'],
    ['100,000 open brackets in JSON', METADATA, '['.repeat(100_000), 'json/nested-too-deep'],
    [
      '100,000 pairs of brackets in JSON',
      METADATA,
      `{"phases":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'json/nested-too-deep',
    ],
    ['100,000 nested objects in JSON', METADATA, '{"a":'.repeat(100_000), 'json/nested-too-deep'],
    ['100,000 open brackets in YAML', GATE, '['.repeat(100_000), 'yaml/nested-too-deep'],
    ['100,000 nested lists in YAML', GATE, '- '.repeat(100_000), 'yaml/nested-too-deep'],
    ['a YAML bomb', GATE, yamlBomb(), 'yaml/too-many-aliases'],
    ['an alias of itself', GATE, 'checkpoint: &a [*a]\n', 'yaml/recursive-alias'],
    ['5 MB of JSON', METADATA, `[${'{"a":"b"},'.repeat(MEGABYTE / 2)}1]`, 'file/too-large'],
    ['5 MB of YAML', GATE, 'a: b\n'.repeat(MEGABYTE), 'file/too-large'],
    ['5 MB of Markdown', TASK, 'word '.repeat(MEGABYTE), 'file/too-large'],
    ['one line of 1 MB', METADATA, `{"a":"${'x'.repeat(MEGABYTE)}"}`, 'file/too-large'],
    [
      'the most empty phases that are read',
      METADATA,
      `{"phases":[${'{},'.repeat(330_000)}{}]}`,
      'json/document-too-large',
    ],
    [
      'the most unknown fields that are read',
      METADATA,
      `{${Array.from({ length: 70_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
      'json/document-too-large',
    ],
    [
      'a gate of 20,000 fields',
      GATE,
      `checkpoint: {}\nevidence_schema:\n${Array.from({ length: 20_000 }, (_, index) => `  f${index}: {type: nope}\n`).join('')}`,
      'yaml/document-too-large',
    ],
    [
      '20,000 commands that lead nowhere',
      TASK,
      Array.from({ length: 20_000 }, (_, index) => `🎯 NEXT-MANDATORY: x${index}.md\n\n`).join(''),
      'command/next-target-missing',
    ],
    [
      'numbers that no machine counts to',
      METADATA,
      sampleMetadata(TYPE, { total_phases: 1e308, phases: [{ phase_number: -1e300 }] }),
      'metadata/total-phases-mismatch',
    ],
    [
      'every value of another type',
      METADATA,
      '{"workflow_type":{},"version":[],"phases":{"a":[null]},"total_phases":[]}',
      'metadata/wrong-type',
    ],
    ['a gate of the wrong shape', GATE, 'checkpoint: [1]\nevidence_schema: 5\n', 'gate/wrong-type'],
  ])('%s is named and keeps nobody waiting', async (_name, file, text, code) => {
    const published = await opened(file, text);
    expect(codesOf(published)).toContain(code);
    // No editor stands a flood, however many faults there are.
    expect(published.diagnostics.length).toBeLessThanOrEqual(500);
  });

  it.each([
    ['100,000 quotes', '>'.repeat(100_000)],
    ['100,000 open brackets', '['.repeat(100_000)],
    ['a line of open links', '[a]('.repeat(250_000)],
    ['a line of emphasis', '*a '.repeat(300_000)],
    ['a line of code marks', '`a '.repeat(300_000)],
    ['a wide table', `${'|a'.repeat(200_000)}|\n${'|-'.repeat(200_000)}|\n`],
    ['a long table', `|a|b|\n|-|-|\n${'|a|b|\n'.repeat(100_000)}`],
    ['a list that goes deeper with each line', nestedList(1_300)],
    ['backslashes', '\\'.repeat(300_000)],
    ['nothing but symbols of commands', '🎯 '.repeat(200_000)],
    ['NULs', '\0'.repeat(300_000)],
    ['lone surrogates', '\ud83d '.repeat(300_000)],
    ['lone carriage returns', 'a\r'.repeat(300_000)],
  ])('Markdown of %s keeps nobody waiting', async (_name, text) => {
    expect((await opened(TASK, text)).diagnostics.length).toBeLessThanOrEqual(500);
  });

  it('of a file too large to be read nothing else is said', async () => {
    expect(codesOf(await opened(GATE, 'a: b\n'.repeat(MEGABYTE)))).toEqual(['file/too-large']);
    expect(codesOf(await opened(METADATA, ' '.repeat(MEGABYTE)))).toEqual(['file/too-large']);
  });
});

function yamlBomb(): string {
  const names = 'abcdefghij';
  const lines = [...names].map((name, index) => {
    const items = index === 0 ? 'lol' : `*${names[index - 1]}`;
    return `${name}: &${name} [${Array(10).fill(items).join(', ')}]\n`;
  });
  return `${lines.join('')}checkpoint: *j\nevidence_schema: *j\n`;
}

function nestedList(depth: number): string {
  return Array.from({ length: depth }, (_, level) => `${'  '.repeat(level)}- a\n`).join('');
}

describe('what stands on the disk in place of a file', () => {
  /** Puts something in place of `file` while its neighbour is open, and looks what is said. */
  async function inPlaceOf(file: string, put: (path: string) => unknown, remove?: () => void) {
    const original = sampleWorkflow(TYPE)[file] ?? '';
    client.open(uriOf(folder.at(TASK)), sampleWorkflow(TYPE)[TASK] ?? '');
    await settled(client);
    const published = client.nextDiagnostics(uriOf(folder.at(file)));
    rmSync(folder.at(file));
    await put(folder.at(file));
    try {
      return codesOf(await published);
    } finally {
      const cleared = client.nextDiagnostics(
        uriOf(folder.at(file)),
        ({ diagnostics }) => diagnostics.length === 0,
      );
      remove?.();
      rmSync(folder.at(file), { force: true });
      folder.write({ [file]: original });
      await cleared;
      client.close(uriOf(folder.at(TASK)));
      expect(await settled(client)).toBeLessThan(LONGEST);
    }
  }

  it('binary in a Markdown file is named', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 31) % 256);
    const codes = await inPlaceOf(PHASE, () => folder.write({ [PHASE]: bytes }));
    expect(codes).toContain('file/not-utf8');
  });

  describe.skipIf(process.platform === 'win32')('that would block who reads it', () => {
    it.each([METADATA, PHASE, GATE])('a FIFO as %s is named', async (file) => {
      const codes = await inPlaceOf(file, (path) => execFileSync('mkfifo', [path]));
      expect(codes).toContain('file/unreadable');
    });

    it.each([METADATA, PHASE, GATE])('a socket as %s is named', async (file) => {
      const listener = net.createServer();
      const codes = await inPlaceOf(
        file,
        (path) => once(listener.listen(path), 'listening'),
        () => listener.close(),
      );
      expect(codes).toContain('file/unreadable');
    });
  });

  it('is reported once in the log, and stands in praxis/status while it lasts', async () => {
    const status = await client.request<StatusResult>('praxis/status', {});
    expect(status.unreadable).toEqual([]);
    const told = client
      .notifications<LogMessageParams>('window/logMessage')
      .filter(({ params }) => params.message.includes(`${folder.at(PHASE)} cannot be read`));
    expect(told).toHaveLength(process.platform === 'win32' ? 0 : 2); // The FIFO, and the socket.
  });
});

describe('a place that is not there', () => {
  it.each([
    ['past the end of the file', at(1_000_000, 0)],
    ['past the end of the line', at(0, 2 ** 31 - 1)],
    ['past all numbers', at(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)],
  ])('%s is answered', async (_name, position) => {
    const uri = uriOf(folder.at(METADATA));
    client.open(uri, sampleMetadata(TYPE));
    const params = { textDocument: { uri }, position };
    await client.request('textDocument/hover', params);
    await client.request('textDocument/completion', params);
    client.change(uri, [{ range: { start: position, end: at(0, 0) }, text: '' }]);
    client.change(uri, sampleMetadata(TYPE));
    client.close(uri);
    expect(await settled(client)).toBeLessThan(LONGEST);
  });

  it.each([
    'untitled:Untitled-1',
    `git:/repo/workflows/${TYPE}/metadata.json?%7B%22ref%22%3A%22HEAD%22%7D`,
    'vscode-notebook-cell:/a.md#W0',
    'file:///nowhere/workflows/none_v1/metadata.json',
    'file:///%00/metadata.json',
    'file://some-host/share/metadata.json',
    'file:///%zz',
    'metadata.json',
    '://',
    '%',
  ])('of %s nothing is known, and nothing is said', async (uri) => {
    const from = client.log.length;
    client.open(uri, '{"workflow_type": ');
    client.change(uri, '{"workflow_type": "x" ');
    const params = { textDocument: { uri }, position: at(0, 3) };
    expect(await client.request('textDocument/hover', params)).toBeNull();
    expect(await client.request('textDocument/completion', params)).toMatchObject({ items: [] });
    client.save(uri);
    client.close(uri);
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
    await settled(client);
    const said = client.log.slice(from).filter(({ message }) => 'method' in message);
    const ofIt = said.filter(
      ({ direction, message }) =>
        direction === 'received' &&
        JSON.stringify(message).includes('publishDiagnostics') &&
        JSON.stringify(message).includes(JSON.stringify(uri)),
    );
    expect(ofIt).toEqual([]);
  });

  it('a workflow in no workspace is asked for in vain, with a reason', async () => {
    const asked = client.request('praxis/workflow/describe', { uri: 'untitled:Untitled-1' });
    expect(await errorOf(asked)).toMatchObject({ code: 1001, data: { kind: 'WorkflowNotFound' } });
  });
});

describe('wrong params', () => {
  const uri = 'file:///nowhere/metadata.json';
  const textDocument = { uri };
  const position = at(0, 0);
  const range = { start: position, end: position };

  const sessionId = '00000000-0000-4000-8000-000000000000';

  /** Right params of every request that the server answers. */
  const requests: Readonly<Record<string, unknown>> = {
    'textDocument/completion': {
      textDocument,
      position,
      context: { triggerKind: 2, triggerCharacter: '"' },
    },
    'textDocument/hover': { textDocument, position },
    'workspace/executeCommand': { command: 'praxis.status', arguments: [{}] },
    'praxis/workflow/list': { category: 'a', query: 'b' },
    'praxis/workflow/describe': { workflowType: TYPE },
    'praxis/workflow/validate': { workflowType: TYPE },
    'praxis/workflow/graph': { workflowType: TYPE },
    'praxis/session/start': { workflowType: TYPE, targetFile: 'a.ts', options: {} },
    'praxis/session/list': { status: 'active', workflowType: TYPE },
    'praxis/session/get': { sessionId },
    'praxis/session/phase': { sessionId, phase: 0 },
    'praxis/session/task': { sessionId, phase: 0, taskNumber: 1 },
    'praxis/session/completePhase': { sessionId, phase: 0, evidence: { a: [1] }, dryRun: true },
    'praxis/session/pause': { sessionId },
    'praxis/session/resume': { sessionId },
    'praxis/session/retryPhase': { sessionId, phase: 0 },
    'praxis/session/rollback': { sessionId, toPhase: 0 },
    'praxis/session/delete': { sessionId },
    'praxis/session/errors': { sessionId },
    'praxis/gate/describe': { workflowType: TYPE, phase: 0 },
    'praxis/search': { query: 'a', limit: 3, filters: { phase: 0, tags: ['a'], kind: 'standard' } },
    'praxis/index/status': {},
    'praxis/index/rebuild': { force: true },
    'praxis/cache/stats': {},
    'praxis/cache/invalidate': { workflowType: 'none' },
    'praxis/status': {},
  };

  /** Right params of every notification that the server, or a library in it, takes. */
  const notifications: Readonly<Record<string, unknown>> = {
    'textDocument/didOpen': { textDocument: { uri, languageId: 'json', version: 1, text: '' } },
    'textDocument/didChange': {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, rangeLength: 0, text: 'x' }],
    },
    'textDocument/didSave': { textDocument, text: 'x' },
    'textDocument/didClose': { textDocument },
    'workspace/didChangeWatchedFiles': { changes: [{ uri, type: 2 }] },
    'workspace/didCreateFiles': { files: [{ uri }] },
    'workspace/didRenameFiles': { files: [{ oldUri: uri, newUri: uri }] },
    'workspace/didDeleteFiles': { files: [{ uri }] },
    'workspace/didChangeWorkspaceFolders': {
      event: { added: [], removed: [{ uri: 'file:///nowhere', name: 'a' }] },
    },
    'workspace/didChangeConfiguration': { settings: { praxis: { log: { level: 'info' } } } },
    '$/setTrace': { value: 'off' },
    '$/progress': { token: 1, value: {} },
    'window/workDoneProgress/cancel': { token: 'praxis/scan' },
    '$/cancelRequest': { id: 1 },
  };

  it('are known here for all that the server announces', () => {
    const { executeCommandProvider, completionProvider, hoverProvider } = capabilities;
    const announced = executeCommandProvider?.commands.map((name) => name.replaceAll('.', '/'));
    expect(Object.keys(requests)).toEqual(expect.arrayContaining(announced ?? ['none']));
    expect([completionProvider, hoverProvider]).not.toContain(undefined);
  });

  it.each(Object.keys(requests))(
    'of %s are answered, with the path of what is wrong',
    async (method) => {
      const answers = [...mutationsOf(requests[method])].map(async ({ what, params }) => {
        const { error } = await sendRequest(client, method, params);
        return { what, error };
      });
      for (const { what, error } of await Promise.all(answers)) {
        if (error === undefined) continue; // What is optional, and what nobody reads, may be anything.
        expect(error.code, what).toSatisfy(
          (code) => code === -32600 || code === -32602 || code >= 1001,
        );
        expect(error.message, what).toMatch(/^\S.{8,}/);
        expect(JSON.stringify(error), what).not.toMatch(/\\n\s+at |node_modules|dist\//);
      }
      expect(await settled(client)).toBeLessThan(LONGEST);
    },
  );

  it.each([
    ['textDocument/hover', { textDocument }, 'position'],
    ['textDocument/completion', { textDocument: { uri: 7 }, position }, 'textDocument.uri'],
    [
      'textDocument/completion',
      { textDocument, position: { line: 'x', character: 0 } },
      'position.line',
    ],
    ['praxis/workflow/list', { query: [] }, 'query'],
    ['workspace/executeCommand', {}, 'command'],
    ['praxis/status', [1, 2], 'params'],
  ])('of %s (%j) are refused at %s', async (method, params, path) => {
    const { error } = await sendRequest(client, method, params);
    expect(error).toMatchObject({ code: -32602, data: { kind: 'InvalidParams', path } });
    expect(error?.message).toMatch(`${path}: expected `);
  });

  it.each(Object.keys(notifications))('of %s are survived', async (method) => {
    for (const { params } of mutationsOf(notifications[method])) {
      const sent = params === undefined ? {} : { params };
      client.sendRaw(framed({ method, ...sent }));
    }
    expect(await settled(client)).toBeLessThan(LONGEST);
    const published = client.nextDiagnostics(uriOf(folder.at(METADATA)));
    client.open(uriOf(folder.at(METADATA)), '{');
    expect(codesOf(await published)).toContain('json/unclosed-bracket');
    client.close(uriOf(folder.at(METADATA)));
  });

  it('of a notification are told in the log', async () => {
    client.notify('workspace/didChangeConfiguration', { settings: { praxis: {} } });
    const logged = client.nextNotification<LogMessageParams>('window/logMessage', ({ message }) =>
      message.startsWith('textDocument/didOpen'),
    );
    client.notify('textDocument/didOpen', { textDocument: { uri: 'file:///a.json' } });
    expect((await logged).message).toContain('textDocument.languageId: expected a string');
  });
});

describe('what the server does not know', () => {
  it.each(['textDocument/definitely', 'praxis/nothing', '$/odd'])(
    'the request %s is refused',
    async (method) => {
      expect((await sendRequest(client, method, {})).error).toMatchObject({ code: -32601 });
    },
  );

  it('a notification is let pass', async () => {
    client.notify('praxis/nothing', {});
    client.notify('$/odd', {});
    expect(await settled(client)).toBeLessThan(LONGEST);
  });

  it('a command is refused with the commands that there are', async () => {
    const asked = client.request('workspace/executeCommand', { command: 'praxis.nothing' });
    const error = await errorOf(asked);
    expect(error.message).toContain('praxis.workflow.list');
    expect(error).toMatchObject({ code: -32602 });
  });

  it('a file of a workflow that is gone is opened, typed in and closed all the same', async () => {
    const uri = uriOf(folder.at('workflows/gone_away_v1/phases/0/phase.md'));
    client.open(uri, '# Phase 0: Gone\n');
    client.change(uri, '# Phase 0: Gone away\n');
    client.close(uri);
    client.close(uri);
    client.change(uri, 'never opened');
    expect(await settled(client)).toBeLessThan(LONGEST);
  });
});

describe('params nested 100,000 deep', () => {
  const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

  it('are refused or read, as flat ones are', async () => {
    const methods = ['praxis/workflow/list', 'textDocument/hover', 'workspace/executeCommand'];
    for (const [index, method] of methods.entries()) {
      const id = `deep-${index}`;
      const body = `{"jsonrpc":"2.0","id":"${id}","method":"${method}","params":${deep}}`;
      const answer = client.waitFor(method, (message) =>
        'id' in message && message.id === id ? message : undefined,
      );
      client.sendRaw(framed(body));
      await answer;
    }
    expect(await settled(client)).toBeLessThan(LONGEST);
  });

  it('do no harm as settings', async () => {
    const body = `{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"praxis":${deep}}}}`;
    client.sendRaw(framed(body));
    const { configurationErrors } = await client.request<StatusResult>('praxis/status', {});
    expect(configurationErrors).toEqual([
      'The settings are nested too deep; all defaults are used.',
    ]);
    client.notify('workspace/didChangeConfiguration', { settings: { praxis: {} } });
    await settled(client);
  });
});

// Kept to the end: it shows that the server came through all of the above whole.
it('after all that a good file is still found good', async () => {
  const uri = uriOf(folder.at(GATE));
  client.open(uri, SAMPLE_GATE);
  expect((await client.nextDiagnostics(uri)).diagnostics).toEqual([]);
  const failures = client
    .notifications<LogMessageParams>('window/logMessage')
    // The library logs wrong params of the notifications that it takes itself.
    .filter(({ params }) => params.type === 1 && !params.message.startsWith('Notification '))
    .map(({ params }) => params.message);
  expect(failures).toEqual([]);
});
