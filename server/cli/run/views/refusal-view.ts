import path from 'node:path';
import type { SessionSummary } from '../../../protocol/session-requests.ts';
import { type FilePath, pathOfUri } from '../../../workspace/paths.ts';
import { table, wrapped } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Misfit } from '../pair-values.ts';
import type { Refusal } from '../refusal.ts';
import { sessionRows } from './session-rows.ts';

/**
 * A refusal for people: what is wrong, where, what to do, and the command to type next.
 *
 * @param current the folder that file names are shown from
 */
export function refusalView(refusal: Refusal, terminal: Terminal, current: FilePath): string {
  const { errorColours: colours, width } = terminal;
  const { message, remediation, next } = refusal;
  const details = [
    ...diagnosticLines(refusal.diagnostics, current),
    ...misfitLines(refusal.misfits, width),
    ...sessionLines(refusal.sessions, width),
  ];
  const hasMisfits = Array.isArray(refusal.misfits);
  return [
    `${colours.red('✗')} ${wrapped(colours.bold(message), width, 2).trimStart()}`,
    ...details,
    // Misfits have said it, one by one.
    ...(hasMisfits || remediation === '' ? [] : [wrapped(remediation, width, 2)]),
    `${colours.dim('Next:')} ${next}`,
  ].join('\n');
}

interface PlacedDiagnostic {
  readonly uri: string;
  readonly message: string;
  readonly code?: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** `phases/0/gate-definition.yaml:5:3 message (code)`: editors and terminals can open it. */
function diagnosticLines(diagnostics: unknown, current: FilePath): string[] {
  if (!Array.isArray(diagnostics)) return [];
  return diagnostics.filter(isPlaced).map(({ uri, message, code, range: { start } }) => {
    const file = pathOfUri(uri);
    const shown = file === undefined ? uri : path.relative(current, file);
    const [first = ''] = message.split('\n', 1);
    return `  ${shown}:${start.line + 1}:${start.character + 1}  ${first}${code === undefined ? '' : ` (${code})`}`;
  });
}

function isPlaced(value: unknown): value is PlacedDiagnostic {
  const { uri, range } = value as Partial<PlacedDiagnostic>;
  return typeof uri === 'string' && typeof range?.start?.line === 'number';
}

function misfitLines(misfits: unknown, width: number): string[] {
  if (!Array.isArray(misfits)) return [];
  const rows = (misfits as readonly Misfit[]).map(({ field, given, expected, description }) => [
    field,
    `expected ${expected}, got ${JSON.stringify(given)}${description === '' ? '' : `\n${description}`}`,
  ]);
  return [table(rows, width)];
}

function sessionLines(sessions: unknown, width: number): string[] {
  if (!Array.isArray(sessions)) return [];
  return [table(sessionRows(sessions as readonly SessionSummary[]), width)];
}
