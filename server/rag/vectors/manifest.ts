import { readFileSync } from 'node:fs';
import type { FilePath } from '../../workspace/paths.ts';
import { replaceFile } from './cache-files.ts';

/** What is known of a file whose passages are in the table. */
export interface HeldFile {
  /** Size, times and inode that the file had when it was read (workspace/disk.ts). */
  readonly stamp: string;
  /** Of its content. */
  readonly fingerprint: string;
  /** What its place says of it. */
  readonly description: string;
  /** Of its passages, as the table has them. */
  readonly digest: string;
  /** How many rows it has. */
  readonly rows: number;
}

/** Raised when the form changes: a manifest of another version is none. */
const VERSION = 1;

/**
 * The files whose passages the table holds; none where the manifest is missing or damaged: then all
 * files are read again, and the table's vectors serve where passages are the same.
 */
export function readManifest(file: FilePath): Map<FilePath, HeldFile> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return new Map();
  }
  if (typeof value !== 'object' || value === null || !('version' in value && 'files' in value)) {
    return new Map();
  }
  if (value.version !== VERSION || !Array.isArray(value.files)) return new Map();
  return new Map(value.files.filter(isEntry).map(([path, ...held]) => [path, heldOf(held)]));
}

/** Writes it; only after what it tells of is in the table. Throws what the disk says. */
export function writeManifest(file: FilePath, files: ReadonlyMap<FilePath, HeldFile>): void {
  const entries = [...files].map(
    ([path, { stamp, fingerprint, description, digest, rows }]): Entry => [
      path,
      stamp,
      fingerprint,
      description,
      digest,
      rows,
    ],
  );
  replaceFile(file, JSON.stringify({ version: VERSION, files: entries }));
}

type Entry = [path: FilePath, ...held: HeldFields];
type HeldFields = [
  stamp: string,
  fingerprint: string,
  description: string,
  digest: string,
  rows: number,
];

function isEntry(value: unknown): value is Entry {
  return (
    Array.isArray(value) &&
    value.length === 6 &&
    value.slice(0, 5).every((each) => typeof each === 'string') &&
    typeof value[5] === 'number'
  );
}

function heldOf([stamp, fingerprint, description, digest, rows]: HeldFields): HeldFile {
  return { stamp, fingerprint, description, digest, rows };
}
