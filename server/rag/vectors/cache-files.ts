import { hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../../workspace/paths.ts';
import { makeFolder } from '../make-folder.ts';
import { SCHEMA_VERSION } from './table-rows.ts';

/** What we make in the cache folder: tables, their manifests, tables set aside, files half written. */
const OURS = /^passages-[0-9a-f]{16}(?:\.lance|\.json|\.damaged-\d+)(?:\.tmp)?$/;

/** The name of the table for vectors of a model and passages of a chunker: never mixed with others. */
export function tableName(modelId: string, chunkerVersion: string): string {
  const made = hash('sha256', JSON.stringify([SCHEMA_VERSION, modelId, chunkerVersion]));
  return `passages-${made.slice(0, 16)}`;
}

/** Makes the folder, such that version control does not see it. Throws what the disk says. */
export function makeCacheFolder(folder: FilePath): void {
  makeFolder(folder);
  const ignore = path.join(folder, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
}

/** Removes tables and manifests of other models and chunkers, and what was set aside or left half written. */
export function removeOthers(folder: FilePath, table: string): void {
  for (const name of readdirSync(folder)) {
    if (!OURS.test(name) || name === `${table}.lance` || name === `${table}.json`) continue;
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Puts a table that cannot be used out of the way; kept until the next start for those who want to look at it. */
export function setAside(folder: FilePath, table: string): void {
  const from = path.join(folder, `${table}.lance`);
  if (existsSync(from)) renameSync(from, path.join(folder, `${table}.damaged-${Date.now()}`));
  rmSync(path.join(folder, `${table}.json`), { force: true });
}

/** Replaces a file at once and for good: whoever reads it sees the old or the new text. Throws what the disk says. */
export function replaceFile(file: FilePath, text: string): void {
  const temporary = `${file}.tmp`;
  const descriptor = openSync(temporary, 'w');
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}
