import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { FilePath } from '../../workspace/paths.ts';

/** Where the number of a process means something; undefined where that cannot be said. */
const MACHINE = machine();

/** What we write into a lock that we hold. */
export const OUR_TOKEN = JSON.stringify([process.pid, MACHINE ?? null, randomUUID()]);

/** The token in a lock; undefined where there is none that can be read. */
export function tokenIn(lock: FilePath): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether it is certain that the process that wrote a token is no more. */
export function isOfTheDead(token: string | undefined): boolean {
  if (token === undefined || MACHINE === undefined) return false;
  try {
    const [pid, where]: unknown[] = JSON.parse(token);
    return where === MACHINE && typeof pid === 'number' && pid > 0 && !isAlive(pid);
  } catch {
    return false; // It is being written, or it is none of ours.
  }
}

/**
 * The folder may be shared with another computer or container, where our numbers are those of others.
 * Linux tells one start of a kernel, and each of its containers, from all others.
 */
function machine(): string | undefined {
  if (process.platform !== 'linux') return `${process.platform} ${hostname()}`;
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // One of another user may not be signalled, but it is there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
