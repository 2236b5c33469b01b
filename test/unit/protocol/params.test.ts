import { describe, expect, it } from 'vitest';
import { ResponseError } from 'vscode-jsonrpc';
import { PraxisError, responseErrorOf } from '../../../server/protocol/errors.ts';
import {
  completionParams,
  createFilesParams,
  deleteFilesParams,
  didChangeConfigurationParams,
  didChangeParams,
  didChangeWatchedFilesParams,
  didChangeWorkspaceFoldersParams,
  didCloseParams,
  didOpenParams,
  didSaveParams,
  executeCommandParams,
  renameFilesParams,
  textDocumentPositionParams,
} from '../../../server/protocol/lsp-params.ts';
import { checkParams, type ParamsSchema } from '../../../server/protocol/params.ts';
import { searchParams } from '../../../server/protocol/search-requests.ts';

const uri = 'file:///w/metadata.json';
const textDocument = { uri };
const position = { line: 0, character: 3 };

function refusal(schema: ParamsSchema<unknown>, params: unknown): PraxisError {
  try {
    checkParams(schema, params);
  } catch (error) {
    if (error instanceof PraxisError) return error;
    throw error;
  }
  throw new Error('The params were let through.');
}

describe('checkParams', () => {
  it.each<[string, ParamsSchema<unknown>, unknown]>([
    ['position', textDocumentPositionParams, { textDocument, position }],
    ['hover', textDocumentPositionParams, { textDocument, position, workDoneToken: 1 }],
    ['completion', completionParams, { textDocument, position, context: { triggerKind: 1 } }],
    [
      'didOpen',
      didOpenParams,
      { textDocument: { uri, languageId: 'json', version: -3, text: '' } },
    ],
    [
      'didChange',
      didChangeParams,
      {
        textDocument: { uri, version: 2 },
        contentChanges: [
          { text: 'all' },
          { range: null, text: 'all' },
          { range: { start: position, end: position }, rangeLength: 0, text: '' },
        ],
      },
    ],
    ['didClose', didCloseParams, { textDocument }],
    ['didSave', didSaveParams, { textDocument, text: 'x' }],
    ['watched files', didChangeWatchedFilesParams, { changes: [{ uri, type: 3 }] }],
    [
      'folders',
      didChangeWorkspaceFoldersParams,
      { event: { added: [{ uri, name: 'w' }], removed: [] } },
    ],
    ['settings', didChangeConfigurationParams, { settings: null }],
    ['created files', createFilesParams, { files: [{ uri }] }],
    ['deleted files', deleteFilesParams, { files: [{ uri }] }],
    ['renamed files', renameFilesParams, { files: [{ oldUri: uri, newUri: uri }] }],
    ['a command', executeCommandParams, { command: 'praxis.session.start', arguments: [1, {}] }],
    ['a command without arguments', executeCommandParams, { command: 'praxis.status' }],
  ])('lets %s through as it is, unknown properties included', (_, schema, params) => {
    const more = { ...(params as object), unknown: { to: 'us' } };
    expect(checkParams(schema, more)).toBe(more);
  });

  it.each<[string, ParamsSchema<unknown>, unknown, string]>([
    ['nothing', textDocumentPositionParams, undefined, 'params: expected an object, got nothing'],
    ['an array', textDocumentPositionParams, [], 'params: expected an object, got an array'],
    [
      'a property that is missing',
      textDocumentPositionParams,
      { textDocument },
      'position: expected an object, got nothing',
    ],
    [
      'a nested property that is missing',
      textDocumentPositionParams,
      { textDocument, position: { line: 1 } },
      'position.character: expected an integer ≥ 0, got nothing',
    ],
    [
      'a string for a number',
      textDocumentPositionParams,
      { textDocument, position: { line: 'x', character: 0 } },
      'position.line: expected an integer ≥ 0, got "x"',
    ],
    [
      'a number below its bound',
      textDocumentPositionParams,
      { textDocument, position: { line: -1, character: 0 } },
      'position.line: expected an integer ≥ 0, got -1',
    ],
    [
      'a fraction',
      textDocumentPositionParams,
      { textDocument, position: { line: 0.5, character: 0 } },
      'position.line: expected an integer ≥ 0, got 0.5',
    ],
    [
      'an item of an array',
      didChangeParams,
      { textDocument: { uri, version: 1 }, contentChanges: [{ text: '' }, { text: {} }] },
      'contentChanges[1].text: expected a string, got an object',
    ],
    [
      'a value that is none of some',
      didChangeWatchedFilesParams,
      { changes: [{ uri, type: 4 }] },
      'changes[0].type: expected 1 or 2 or 3, got 4',
    ],
    [
      'a type that is none of some',
      didSaveParams,
      { textDocument, text: true },
      'text: expected a string or null, got true',
    ],
    [
      'a long string',
      didCloseParams,
      { textDocument: 'x'.repeat(100) },
      `textDocument: expected an object, got "${'x'.repeat(59)}…`,
    ],
    [
      'a string that is too long',
      searchParams,
      { query: 'x'.repeat(100_000) },
      'query: expected a string of at most 4096 characters, got one of 100000',
    ],
    [
      'an empty string',
      searchParams,
      { query: '' },
      'query: expected a string that is not empty, got ""',
    ],
    [
      'a key that there is not, where keys are closed',
      searchParams,
      { query: 'x', filters: { workflow: 'demo_v1' } },
      'filters.workflow: expected one of the keys phase, tags, kind, workflowType, critical, got "workflow"',
    ],
  ])('names path, expectation and finding for %s', (_, schema, params, message) => {
    const error = refusal(schema, params);
    expect(error.message).toBe(message);
    expect(error).toMatchObject({ kind: 'InvalidParams', code: -32602 });
    expect(error.data).toEqual({ path: message.slice(0, message.indexOf(':')) });
  });

  it('speaks of the branch of an anyOf that went furthest', () => {
    const schema: ParamsSchema<unknown> = {
      anyOf: [
        { type: 'string' },
        { type: 'object', required: ['at'], properties: { at: { type: 'number', maximum: 9 } } },
      ],
    };
    expect(refusal(schema, { at: 10 }).message).toBe('at: expected a number ≤ 9, got 10');
    expect(refusal(schema, 5).message).toBe('params: expected a string or an object, got 5');
  });
});

describe('responseErrorOf', () => {
  it('gives the code, the words, and what can be done', () => {
    const error = new PraxisError(
      'WorkflowNotFound',
      'There is no workflow demo_v9.',
      'Take one of: demo_v1.',
      { known: ['demo_v1'], kind: 'cannot be overridden' },
    );
    expect(responseErrorOf(error).toJson()).toEqual({
      code: 1001,
      message: 'There is no workflow demo_v9.',
      data: { kind: 'WorkflowNotFound', remediation: 'Take one of: demo_v1.', known: ['demo_v1'] },
    });
  });

  it('leaves an error that is meant for the wire as it is', () => {
    const cancelled = new ResponseError(-32800, 'cancelled');
    expect(responseErrorOf(cancelled)).toBe(cancelled);
  });

  it.each([[new TypeError('x is not a function\n    at secret')], ['x is not a function']])(
    'tells no stack of a fault of ours',
    (thrown) => {
      const json = responseErrorOf(thrown).toJson();
      expect(json).toMatchObject({
        code: -32603,
        message: 'Internal error: x is not a function',
        data: { kind: 'Internal' },
      });
      expect(JSON.stringify(json)).not.toContain('secret');
    },
  );
});
