import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { Indexer } from '../../../../server/rag/indexing/indexer.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('indexes and searches by meaning where every call to the network fails', async () => {
  const calls: string[] = [];
  const refuse = (name: string) => (): never => {
    calls.push(name);
    throw new Error(`${name} was called`);
  };
  vi.stubGlobal('fetch', refuse('fetch'));
  vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(refuse('connect'));
  vi.spyOn(http, 'request').mockImplementation(refuse('http.request'));
  vi.spyOn(https, 'request').mockImplementation(refuse('https.request'));
  vi.spyOn(dns, 'lookup').mockImplementation(refuse('dns.lookup'));

  using folder = new TemporaryFolder();
  folder.write({ 'a.md': '# Undoing\n\nRevert the previous stage when its result is wrong.\n' });
  const indexer = new Indexer({
    shippedModels: path.resolve('models'),
    onNotice: (message) => expect(message).toBe(''),
    onChange: () => undefined,
  });
  indexer.configure({
    files: [{ file: folder.at('a.md'), kind: 'standard' }],
    model: '',
    allowHub: false,
    cacheFolder: folder.at('cache'),
    hubCache: folder.at('hub'),
  });
  await indexer.settled();
  expect(indexer.status()).toMatchObject({ state: 'ready', embedded: 1 });
  const { passages } = await indexer.search({ query: 'undo the last step', limit: 1, filters: {} });
  expect(passages).toMatchObject([{ title: 'Undoing' }]);
  await indexer.close();
  expect(calls).toEqual([]);
});
