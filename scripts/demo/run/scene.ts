import type { Scene } from '../step.ts';

/** What the steps of this part have at hand, and what one leaves to the next. */
export interface RunScene extends Scene {
  /** The session on the release, once it is started. */
  release: string;
  /** The session on the spec, once it is started. */
  delivery: string;
}

export const TARGET = 'releases/2.4.0';
/** Where the engine keeps its sessions. */
export const STATE_FOLDER = '.praxis-os/.cache/state/';

/** How a session is called where its whole id would only be noise. */
export function short(sessionId: string): string {
  return sessionId.slice(0, 8);
}

/** The name of a session's state file. */
export function stateFile(sessionId: string): string {
  return `${STATE_FOLDER}${sessionId}.json`;
}
