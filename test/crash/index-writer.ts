/**
 * A process that indexes a folder as it is, and then edits it on and on; for tests that kill it.
 *
 *     node index-writer.mjs <folder> <cache folder>
 *
 * It prints a line when it has started to work.
 */
import { readdirSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Indexer } from '../../server/rag/indexing/indexer.ts';
import { WordEmbedder } from '../unit/rag/word-embedder.ts';

const [folder = '', cacheFolder = ''] = process.argv.slice(2);
const files = readdirSync(folder).map((name) => path.join(folder, name));

const indexer = new Indexer({
  shippedModels: '',
  onNotice: (message) => writeSync(2, `${message}\n`),
  onChange: () => undefined,
  load: async () => new WordEmbedder(),
});
indexer.configure({
  files: files.map((file) => ({ file, kind: 'standard' })),
  model: '',
  allowHub: false,
  cacheFolder,
  hubCache: '',
});
writeSync(1, 'at work\n');
for (let edit = 0; ; edit++) {
  await indexer.settled();
  const touched = files.filter((_, index) => (index * 7 + edit) % 11 === 0);
  for (const file of touched) writeFileSync(file, `# Edit ${edit}\n\n${'Words. '.repeat(edit)}\n`);
  indexer.touched(touched);
}
