import { randomUUID } from 'node:crypto';
import path from 'node:path';

/** As the original engine checks it (FORMAT.md, section (g)). Nothing that matches can leave a folder. */
const SESSION_ID = /^[a-f0-9-]{36}$/;

/** Whether a text may be a session's id: asked before it becomes part of a path. */
export function isSessionId(id: string): boolean {
  return SESSION_ID.test(id);
}

/** A new id: a UUID of version 4 in lower case. */
export function newSessionId(): string {
  return randomUUID();
}

/** The state file of a session in the folder of states; undefined if `id` cannot be a session's id. */
export function statePath(folder: string, id: string): string | undefined {
  return isSessionId(id) ? path.join(folder, `${id}.json`) : undefined;
}
