import type { InitializeParams } from 'vscode-languageserver-protocol';
import { PraxisError } from '../protocol/errors.ts';
import { preview } from '../protocol/preview.ts';
import { isObject } from './json-rpc.ts';

/** `initialize`, of which only `capabilities` has to be there. */
export type InitializeRequestParams = Partial<InitializeParams> &
  Pick<InitializeParams, 'capabilities'>;

type Check = readonly [expected: string, holds: (value: unknown) => boolean];

const object: Check = ['an object', isObject];
const text: Check = ['a string', (value) => typeof value === 'string'];
const integer: Check = ['an integer', Number.isInteger];
const folders: Check = [
  'an array of {uri, name}',
  (value) =>
    Array.isArray(value) && value.every((each) => isObject(each) && typeof each.uri === 'string'),
];

/** The fields that are read, where they may be null or absent. */
const OPTIONAL: readonly (readonly [path: readonly string[], check: Check])[] = [
  [['processId'], integer],
  [['clientInfo'], object],
  [['clientInfo', 'name'], text],
  [['clientInfo', 'version'], text],
  [['rootPath'], text],
  [['rootUri'], text],
  [['workspaceFolders'], folders],
];

/**
 * Checks the params of `initialize` by hand, unlike all others: to load the schema compiler first
 * would keep the editor waiting for a fifth of the whole start.
 *
 * @throws {PraxisError} InvalidParams, with the path and what was expected.
 */
export function checkInitializeParams(params: unknown): InitializeRequestParams {
  if (!isObject(params)) refuse('params', 'an object', params);
  if (!isObject(params.capabilities)) refuse('capabilities', 'an object', params.capabilities);
  for (const [path, [expected, holds]] of OPTIONAL) {
    const value = path.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), params);
    if (value !== undefined && value !== null && !holds(value)) {
      refuse(path.join('.'), `${expected} or null`, value);
    }
  }
  return params as unknown as InitializeRequestParams;
}

function refuse(path: string, expected: string, value: unknown): never {
  throw new PraxisError(
    'InvalidParams',
    `${path}: expected ${expected}, got ${preview(value)}`,
    'Send initialize as LSP 3.17 has it; only capabilities must be there.',
    { path },
  );
}
