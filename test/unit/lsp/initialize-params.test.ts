import { describe, expect, it } from 'vitest';
import { checkInitializeParams } from '../../../server/lsp/initialize-params.ts';

describe('the params of initialize', () => {
  it.each<[string, object]>([
    ['with nothing but capabilities', { capabilities: {} }],
    [
      'of an old client',
      { processId: null, rootPath: '/w', rootUri: null, workspaceFolders: null, capabilities: {} },
    ],
    ['with fields that nobody knows', { capabilities: {}, trace: 'off', whatever: [1] }],
  ])('are taken %s', (_, params) => {
    expect(checkInitializeParams(params)).toBe(params);
  });

  it.each<[unknown, string]>([
    [undefined, 'params: expected an object'],
    [[], 'params: expected an object'],
    [{}, 'capabilities: expected an object'],
    [{ capabilities: {}, processId: '7' }, 'processId: expected an integer or null'],
    [{ capabilities: {}, clientInfo: { name: 7 } }, 'clientInfo.name: expected a string or null'],
    [{ capabilities: {}, rootUri: true }, 'rootUri: expected a string or null'],
    [
      { capabilities: {}, workspaceFolders: [{ name: 'w' }] },
      'workspaceFolders: expected an array of {uri, name} or null',
    ],
  ])('are refused when they are %j', (params, message) => {
    expect(() => checkInitializeParams(params)).toThrow(message);
  });
});
