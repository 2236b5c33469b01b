import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Message } from 'vscode-jsonrpc';
import type {
  CompletionList,
  InitializeResult,
  PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol';
import type { WorkflowListResult } from '../../server/protocol/workflow-requests.ts';
import { clientProfiles } from '../client-capabilities.ts';
import { type InitializeOptions, LspClient, uriOf } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { SAMPLE_GATE, sampleMetadata, sampleWorkflow } from './sample-workflow.ts';
import { COMMAND, codesOf, publishedSince, rest, settled } from './server.ts';

const TYPE = 'sample_shown_v1';
const WORKFLOW = `workflows/${TYPE}`;
const METADATA = `${WORKFLOW}/metadata.json`;
const PHASE = `${WORKFLOW}/phases/0/phase.md`;
const GATE = `${WORKFLOW}/phases/0/gate-definition.yaml`;
const TASK = `${WORKFLOW}/phases/0/task-1-collect.md`;
const LAST_TASK = `${WORKFLOW}/phases/0/task-2-check.md`;

const files = sampleWorkflow(TYPE);
const FAULTY = sampleMetadata(TYPE, { total_phases: 9 });
/** A gate that lacks the field which `phase.md` announces. */
const OTHER_GATE = SAMPLE_GATE.replace('items_counted', 'items_weighed');

let folder: TemporaryFolder;
let client: LspClient;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write(files);
});

afterEach(async () => {
  expect(await client.shutdown()).toBe(0);
  folder[Symbol.dispose]();
});

async function start(options: InitializeOptions = {}): Promise<InitializeResult> {
  client = new LspClient(COMMAND);
  return client.initialize({ roots: [folder.path], ...options });
}

const at = (file: string) => uriOf(folder.at(file));
const open = (file: string, text = files[file] ?? '') => client.open(at(file), text);
const next = (file: string) => client.nextDiagnostics(at(file));

function scoped(scope: string): InitializeOptions {
  return { client: 'bare', initializationOptions: { diagnostics: { scope } } };
}

describe('what is published', () => {
  beforeEach(() => start());

  it('carries the version of the text that it is about', async () => {
    open(METADATA, FAULTY);
    expect(await next(METADATA)).toMatchObject({ version: 1, diagnostics: [{ severity: 1 }] });
    const cleared = next(METADATA);
    client.change(at(METADATA), files[METADATA] ?? '');
    expect(await cleared).toEqual({ uri: at(METADATA), version: 2, diagnostics: [] });
  });

  it('is an empty list for a clean file that is opened', async () => {
    open(TASK);
    expect(await next(TASK)).toEqual({ uri: at(TASK), version: 1, diagnostics: [] });
  });

  it('is told again to a client that closes a file and opens it again', async () => {
    open(METADATA, FAULTY);
    await next(METADATA);
    const cleared = next(METADATA);
    client.close(at(METADATA));
    expect(await cleared).toMatchObject({ diagnostics: [] });
    const again = next(METADATA);
    open(METADATA, FAULTY);
    expect(codesOf(await again)).toEqual(['metadata/total-phases-mismatch']);
  });

  it('is one piece for each file, and only for files that have something to tell', async () => {
    open(METADATA, FAULTY);
    await next(METADATA);
    await settled(client);
    expect(publishedSince(client, 0)).toEqual({ [at(METADATA)]: 1 });
  });

  it('is nothing while prose is typed, neither for the file nor for its neighbours', async () => {
    folder.write({ [METADATA]: FAULTY });
    open(TASK);
    await client.diagnostics(at(METADATA));
    await settled(client);
    const from = client.log.length;
    for (let word = 0; word < 20; word++) {
      client.change(at(TASK), [{ range: rangeAt(4, 0), text: `word ${word} ` }]);
    }
    await settled(client);
    await rest(100);
    expect(publishedSince(client, from)).toEqual({});
  });

  it('is nothing when a neighbour that has problems is opened: they have been told', async () => {
    folder.write({ [METADATA]: FAULTY });
    open(TASK);
    await client.diagnostics(at(METADATA));
    const from = client.log.length;
    open(PHASE);
    await settled(client);
    await rest(100);
    expect(publishedSince(client, from)).toEqual({ [at(PHASE)]: 1 });
  });

  it('is what another file has to do with the edit: a gate and its phase.md', async () => {
    open(GATE);
    await next(GATE);
    const broken = next(PHASE);
    client.change(at(GATE), OTHER_GATE);
    const { diagnostics, version } = await broken;
    expect(version).toBeUndefined();
    expect(diagnostics).toMatchObject([
      {
        code: 'phase/evidence-not-in-gate',
        relatedInformation: [{ location: { uri: at(GATE) } }],
      },
    ]);
    const repaired = next(PHASE);
    client.change(at(GATE), SAMPLE_GATE);
    expect((await repaired).diagnostics).toEqual([]);
  });

  it('moves with the other half of a conflict: related information names its new place', async () => {
    open(GATE, OTHER_GATE);
    await client.diagnostics(at(PHASE));
    const moved = next(PHASE);
    client.change(at(GATE), [{ range: rangeAt(0, 0), text: '# a comment\n\n' }]);
    const [diagnostic] = (await moved).diagnostics;
    const [related] = diagnostic?.relatedInformation ?? [];
    expect(related?.location.range.start).toEqual({ line: 4, character: 0 });
  });

  it('is cleared when the file is deleted behind the back of all', async () => {
    folder.write({ [METADATA]: FAULTY });
    open(TASK);
    expect(codesOf(await client.diagnostics(at(METADATA)))).toHaveLength(1);
    const cleared = next(METADATA);
    folder.delete(METADATA);
    expect((await cleared).diagnostics).toEqual([]);
  });

  it('is told under the name that the client uses for the file, to the end', async () => {
    // RFC 3986 leaves it to the writer whether such characters are encoded.
    const odd = 'workflows/sample_(odd)+!_v1';
    folder.write({ [`${odd}/metadata.json`]: FAULTY });
    const spelled = `${uriOf(folder.path)}/${odd}/metadata.json`;
    const published = client.nextDiagnostics(spelled);
    client.open(spelled, '{');
    expect((await published).diagnostics).not.toEqual([]);
    const cleared = client.nextDiagnostics(spelled, ({ diagnostics }) => diagnostics.length === 0);
    client.close(spelled);
    await cleared;
  });

  function rangeAt(line: number, character: number) {
    return { start: { line, character }, end: { line, character } };
  }
});

describe('quiet', () => {
  it.each([
    ['a package', 'package.json', '{"name": '],
    ['metadata that is no workflow’s', 'data/metadata.json', '{"workflow_type": 7}'],
    ['a YAML file', '.github/pipeline.yaml', 'a: [1'],
    ['any Markdown', 'docs/notes.md', '🎯 NEXT-MANDATORY: [x](x.md)'],
    ['data beside a phase', `${WORKFLOW}/phases/0/data.json`, '{'],
    ['YAML beside a gate', `${WORKFLOW}/phases/0/other.yaml`, 'a: ['],
    ['a workflow in node_modules', 'node_modules/x/workflows/y_v1/metadata.json', '{'],
  ])('on %s: nothing is published at all', async (_what, file, text) => {
    await start();
    folder.write({ [file]: text });
    open(file, text);
    client.change(at(file), `${text} `);
    await settled(client);
    client.close(at(file));
    await settled(client);
    await rest(100);
    expect(publishedSince(client, 0)).toEqual({});
  });
});

describe('the scope', () => {
  const other = sampleWorkflow('sample_other_v1');
  const OTHER = 'workflows/sample_other_v1/metadata.json';

  beforeEach(() => {
    folder.write({
      ...other,
      [OTHER]: sampleMetadata('sample_other_v1', { total_phases: 7 }),
      [METADATA]: FAULTY,
    });
  });

  it('open: the open files, and no other', async () => {
    await start(scoped('open'));
    open(TASK);
    await next(TASK);
    await rest();
    expect(publishedSince(client, 0)).toEqual({ [at(TASK)]: 1 });
  });

  it('workflow: all files of the workflows that have an open file', async () => {
    await start(scoped('workflow'));
    open(TASK);
    await client.diagnostics(at(METADATA));
    await rest();
    expect(publishedSince(client, 0)).toEqual({ [at(TASK)]: 1, [at(METADATA)]: 1 });
    const cleared = next(METADATA);
    client.close(at(TASK));
    expect((await cleared).diagnostics).toEqual([]);
  });

  it('workspace: all workflows, open or not, and each is told once', async () => {
    await start(scoped('workspace'));
    await Promise.all([client.diagnostics(at(METADATA)), client.diagnostics(at(OTHER))]);
    open(TASK);
    await next(TASK);
    await rest();
    expect(publishedSince(client, 0)).toEqual({
      [at(METADATA)]: 1,
      [at(OTHER)]: 1,
      [at(TASK)]: 1,
    });
    // Closing the file takes nothing back: the workflow is in scope as before.
    const from = client.log.length;
    client.close(at(TASK));
    await rest();
    expect(publishedSince(client, from)).toEqual({});
  });

  it('workspace: what was open during the scan is known after it is closed', async () => {
    await start(scoped('workspace'));
    open(METADATA, files[METADATA]);
    expect((await next(METADATA)).diagnostics).toEqual([]);
    await client.diagnostics(at(OTHER));
    await client.request<WorkflowListResult>('praxis/workflow/list', {});
    const shown = next(METADATA);
    client.close(at(METADATA));
    expect(codesOf(await shown)).toEqual(['metadata/total-phases-mismatch']);
  });

  it('workspace: a closed workflow that is changed outside is told anew', async () => {
    mkdirSync(folder.at('.git'));
    await start(scoped('workspace'));
    await client.diagnostics(at(OTHER));
    const cleared = next(OTHER);
    folder.write({ [OTHER]: other[OTHER] ?? '' });
    expect((await cleared).diagnostics).toEqual([]);
  });
});

describe('in off mode', () => {
  it('nothing unchanged is sent again either', async () => {
    folder.write({ [METADATA]: FAULTY });
    await start({ client: 'bare', initializationOptions: { cache: { mode: 'off' } } });
    open(TASK);
    await client.diagnostics(at(METADATA));
    await settled(client);
    const from = client.log.length;
    client.change(at(TASK), `${files[TASK]}\nMore.\n`);
    await settled(client);
    await rest(200);
    expect(publishedSince(client, from)).toEqual({});
  });
});

describe('positions', () => {
  /** The name after the emoji is cut short: the key `x` is what the range is on. */
  const line = (name: string) => `{"notes": "${name}", "x_${TYPE}": 1}`;

  it.each([
    ['utf-8', 'é😀', 20],
    ['utf-16', 'é😀', 17],
    ['utf-32', 'é😀', 16],
  ])('count in %s', async (encoding, name, character) => {
    const { capabilities } = await start({ encodings: [encoding] });
    expect(capabilities.positionEncoding).toBe(encoding);
    open(METADATA, line(name));
    const { diagnostics } = await next(METADATA);
    const unknown = diagnostics.find(({ code }) => code === 'metadata/unknown-field');
    expect(unknown?.range.start).toEqual({ line: 0, character });
    // The same edit by positions in that encoding: the key is renamed, and nothing else.
    const renamed = next(METADATA);
    const start_ = { line: 0, character: character + 1 };
    client.change(at(METADATA), [
      { range: { start: start_, end: { line: 0, character: character + 2 } }, text: 'y' },
    ]);
    const [again] = (await renamed).diagnostics.filter(
      ({ code }) => code === 'metadata/unknown-field',
    );
    expect(again?.message).toContain(`y_${TYPE}`);
  });

  it('move on the wire although they stay in the text: é becomes e', async () => {
    await start({ encodings: ['utf-8'] });
    open(METADATA, line('é'));
    await next(METADATA);
    const moved = next(METADATA);
    client.change(at(METADATA), line('e'));
    const { diagnostics } = await moved;
    const unknown = diagnostics.find(({ code }) => code === 'metadata/unknown-field');
    expect(unknown?.range.start.character).toBe(15);
  });
});

describe('a client', () => {
  /** What no client without capabilities may be sent. */
  const OFFERED_ONLY =
    /registerCapability|workspace\/configuration|workDoneProgress|\$\/progress|showMessageRequest|showDocument|applyEdit|refresh|relatedInformation|codeDescription|"data":|"tags":\[|insertTextFormat|\$\{1/;

  it('that offers nothing is sent nothing that it would have to offer', async () => {
    folder.write({ [METADATA]: FAULTY });
    const { capabilities } = await start({ client: 'bare' });
    expect(capabilities.workspace?.fileOperations).toBeUndefined();
    open(GATE, OTHER_GATE);
    expect((await client.diagnostics(at(PHASE))).diagnostics).toHaveLength(1);
    open(TASK);
    open(LAST_TASK, '# Task 2: Check\n\n🎯 NEXT-MANDATORY: [gone.md](gone.md)\n');
    await next(LAST_TASK);
    for (const [file, line, character] of [
      [METADATA, 1, 2],
      [GATE, 0, 0],
      [TASK, 4, 0],
    ] as const) {
      const params = { textDocument: { uri: at(file) }, position: { line, character } };
      await client.request<CompletionList>('textDocument/completion', params);
      await client.request('textDocument/hover', params);
    }
    client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.request('workspace/executeCommand', { command: 'praxis.status' });
    await settled(client);
    await rest();
    const received = client.log.filter(({ direction }) => direction === 'received');
    const odd = received.flatMap(({ message }) => OFFERED_ONLY.exec(withoutStatus(message)) ?? []);
    expect(odd).toEqual([]);
  });

  /** The result of a command that tells of the client says nothing of what it was sent. */
  function withoutStatus(message: Message): string {
    return Message.isResponse(message) && 'configurationErrors' in Object(message.result)
      ? ''
      : JSON.stringify(message);
  }

  it('that offers all is sent documentation, and the other half of a conflict', async () => {
    await start();
    open(GATE, OTHER_GATE);
    const [diagnostic] = (await client.diagnostics(at(PHASE))).diagnostics;
    expect(diagnostic?.codeDescription?.href).toMatch(
      /docs\/rules\/phase-evidence-not-in-gate\.md$/,
    );
    expect(diagnostic?.relatedInformation).toHaveLength(1);
    expect(diagnostic?.source).toBe('praxis');
  });

  it.each([
    ['25.01.1', 1],
    ['25.07.1', 2],
    ['24.7', 1],
  ])('Helix %s is asked for changes of kind %i', async (version, kind) => {
    const helix = { ...clientProfiles.helix, clientInfo: { name: 'helix', version } };
    const { capabilities } = await start({ client: helix });
    expect(capabilities.textDocumentSync).toMatchObject({ openClose: true, change: kind });
  });

  it('that sends whole texts out of order, as Helix 25.01 does, is left with the newest', async () => {
    const helix = { ...clientProfiles.helix, clientInfo: { name: 'helix', version: '25.01.1' } };
    await start({ client: helix });
    open(METADATA);
    await next(METADATA);
    const change = (version: number, text: string) =>
      client.notify('textDocument/didChange', {
        textDocument: { uri: at(METADATA), version },
        contentChanges: [{ text }],
      });
    const published = client.nextDiagnostics(at(METADATA), ({ version }) => version === 9);
    change(9, FAULTY);
    change(7, '{');
    change(8, '');
    expect(codesOf(await published)).toEqual(['metadata/total-phases-mismatch']);
    await settled(client);
    await rest(100);
    expect(codesOf(await client.diagnostics(at(METADATA)))).toEqual([
      'metadata/total-phases-mismatch',
    ]);
  });

  it('of any kind is never sent one file twice with the same words', async () => {
    folder.write({ [METADATA]: FAULTY });
    await start({ client: 'neovim' });
    open(TASK);
    open(PHASE);
    open(GATE, OTHER_GATE);
    await settled(client);
    client.save(at(TASK));
    client.change(at(GATE), SAMPLE_GATE);
    client.change(at(GATE), OTHER_GATE);
    await rest();
    const told = new Map<string, string>();
    const all = client.notifications<PublishDiagnosticsParams>('textDocument/publishDiagnostics');
    for (const { params } of all) {
      const { uri, diagnostics } = params;
      const words = JSON.stringify(diagnostics);
      expect(told.get(uri), uri).not.toBe(words);
      told.set(uri, words);
    }
  });
});
