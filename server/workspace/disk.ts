import { hash } from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import type { Observation } from '../caches/definition.ts';
import type { FilePath } from './paths.ts';

/** What stands in a file. Reading never throws: what cannot be read is a value too. */
export type FileContent =
  | {
      readonly state: 'text';
      readonly text: string;
      /** False when bytes of the file were no UTF-8 and were replaced by U+FFFD. */
      readonly wellFormed: boolean;
    }
  | { readonly state: 'absent' }
  | { readonly state: 'unreadable'; readonly reason: string };

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** Reached through a symbolic link. */
  readonly link?: true;
}

/** What stands in a folder, by name. */
export interface FolderListing {
  readonly state: 'present' | 'absent' | 'unreadable';
  readonly entries: readonly FolderEntry[];
  /** Why it could not be read. */
  readonly reason?: string;
}

/** Files beyond this are not read: no workflow file comes near it. In bytes. */
export const LARGEST_FILE = 16 * 1024 * 1024;

/** A change younger than this may be followed by one with the same times (DESIGN.md, 3). */
const YOUNG_NANOSECONDS = 20_000_000n;

/** The stamp of what never holds, and of what is not there. */
const UNCERTAIN = '';
const ABSENT = 'absent';

/** Reads a file without ever blocking on a FIFO, a socket or a device. */
export function observeFile(file: FilePath): Observation<FileContent> {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return unreadable(error);
  }
  try {
    const stat = fstatSync(descriptor, { bigint: true });
    if (stat.isDirectory()) return absent();
    if (!stat.isFile()) return refused('it is not a regular file', stampOf(stat));
    if (stat.size > LARGEST_FILE) {
      return refused(`it has ${stat.size} bytes, more than praxis-ls reads`, stampOf(stat));
    }
    const bytes = readFileSync(descriptor);
    const [text, wellFormed] = decode(bytes);
    return {
      value: { state: 'text', text, wellFormed },
      fingerprint: fingerprintOf(bytes),
      stamp: stampOf(stat),
    };
  } catch (error) {
    return unreadable(error);
  } finally {
    closeSync(descriptor);
  }
}

export function observeFolder(folder: FilePath): Observation<FolderListing> {
  let dirents: Dirent[];
  let stamp: string;
  try {
    const stat = statSync(folder, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined || !stat.isDirectory()) return listed('absent', [], ABSENT);
    stamp = stampOf(stat);
    dirents = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return listed('absent', [], ABSENT);
    return listed('unreadable', [], UNCERTAIN, explain(code));
  }
  const entries = dirents.map(
    (entry): FolderEntry => ({
      name: entry.name,
      kind: kindOf(entry, folder),
      ...(entry.isSymbolicLink() ? { link: true } : {}),
    }),
  );
  return listed('present', entries, stamp);
}

/** A listing, its entries in the order of their code units whatever the disk says. */
export function listed(
  state: FolderListing['state'],
  entries: readonly FolderEntry[],
  stamp: string,
  reason?: string,
): Observation<FolderListing> {
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return {
    value: { state, entries: sorted, ...(reason === undefined ? {} : { reason }) },
    fingerprint: `${state}\n${sorted.map(({ name, kind, link }) => `${kind[0]}${link ? '@' : ''}${name}`).join('\n')}`,
    stamp,
  };
}

/** Whether a file or folder is, by its size, times and inode, what it was when it was stamped. */
export function stampHolds(file: FilePath, stamp: unknown): boolean {
  if (stamp === UNCERTAIN) return false;
  try {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (stamp === ABSENT) return stat === undefined;
    return stat !== undefined && stampOf(stat) === stamp;
  } catch {
    return false; // Whatever it is now, looking again will tell.
  }
}

/** Of a file's bytes, or of a buffer's text: a buffer that says what its file says has the same. */
export function fingerprintOf(content: string | Uint8Array): string {
  return hash('sha1', content, 'base64');
}

function stampOf(stat: BigIntStats): string {
  const age = BigInt(Date.now()) * 1_000_000n - stat.mtimeNs;
  if (age < YOUNG_NANOSECONDS) return UNCERTAIN;
  return `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.ino}`;
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const replacingDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

function decode(bytes: Buffer): [text: string, wellFormed: boolean] {
  try {
    return [strictDecoder.decode(bytes), true];
  } catch {
    return [replacingDecoder.decode(bytes), false]; // Said by the rule file/not-utf8.
  }
}

function kindOf(entry: Dirent, folder: FilePath): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'other';
  try {
    const target = statSync(path.join(folder, entry.name));
    return target.isFile() ? 'file' : target.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'other'; // A link that leads nowhere, or in a circle.
  }
}

function absent(): Observation<FileContent> {
  return { value: { state: 'absent' }, fingerprint: ABSENT, stamp: ABSENT };
}

function refused(reason: string, stamp: string): Observation<FileContent> {
  return { value: { state: 'unreadable', reason }, fingerprint: `unreadable:${reason}`, stamp };
}

function unreadable(error: unknown): Observation<FileContent> {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return absent();
  return refused(explain(code), UNCERTAIN);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}

function explain(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENXIO':
      return 'it is not a regular file';
    case 'ELOOP':
      return 'its symbolic links lead in a circle';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open';
    case 'EIO':
      return 'the disk reports an error';
    default:
      return `the system says ${code}`;
  }
}
