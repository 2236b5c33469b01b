import { CODES } from '../../server/protocol/errors.ts';
import { table } from './table.ts';

/** What each kind of error means. */
const MEANINGS: Readonly<Record<keyof typeof CODES, string>> = {
  InvalidParams: 'The params are not of the shape that the request takes.',
  WorkflowNotFound: 'There is no workflow of that type, or at that place.',
  WorkflowInvalid: 'The workflow cannot be run as it is; `data.diagnostics` says where and why.',
  SessionNotFound: 'There is no session of that id.',
  SessionCorrupt: 'The state file cannot be read; it stays, and a copy is put aside.',
  PhaseNotAccessible: 'The phase is still to come, or was left out.',
  TaskNotFound: 'The phase has no such task, or its file is not there.',
  PhaseMismatch: 'Only the current phase can be completed or tried again.',
  SessionPaused: 'The session is paused.',
  SessionComplete: 'All phases of the session are done.',
  SourceInvalid: 'The source of a dynamic workflow is not named, not there or not readable.',
  StateConflict:
    'Somebody else changed the state meanwhile (`data.changes` says what), or the disk refused to take it. Nothing was written.',
  PathOutsideWorkspace: 'A path leads out of the workspace.',
  NotTrusted: 'The workspace is not trusted: reading works, running does not.',
};

/** The kinds of errors with their codes. Each carries `data: {kind, remediation}`. */
export function errorTable(): string {
  return table(
    ['error', 'code', 'what it means'],
    Object.entries(CODES).map(([kind, code]) => [
      `\`${kind}\``,
      String(code),
      MEANINGS[kind as keyof typeof CODES],
    ]),
  );
}
