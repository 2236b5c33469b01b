import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { modelFiles } from './model-files.ts';
import { fetchWordSource } from './word-source.ts';
import { makeWordTable } from './word-table.ts';

/**
 * Builds the default embedding model from a licensed package: `npm run build:model`. The same source
 * gives the same bytes; `SHA256SUMS` says which.
 */
const OUT = 'models/static-en-100d';
const here = import.meta.dirname;

const temporary = mkdtempSync(path.join(tmpdir(), 'praxis-model-'));
try {
  const source = fetchWordSource(temporary);
  const technical = readFileSync(path.join(here, 'tech-words.txt'), 'utf8')
    .split(/\s+/)
    .filter(Boolean);
  const aliases = JSON.parse(readFileSync(path.join(here, 'aliases.json'), 'utf8'));
  const files = modelFiles(makeWordTable(source, technical, aliases));
  files.set('LICENSE', Buffer.from(source.license));
  const sums: string[] = [];
  for (const [name, bytes] of files) {
    const file = path.join(OUT, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
    process.stdout.write(`${String(bytes.length).padStart(9)}  ${name}\n`);
  }
  writeFileSync(path.join(OUT, 'SHA256SUMS'), sums.join(''));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
