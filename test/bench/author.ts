import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { type LspClient, uriOf } from '../lsp-client.ts';
import type { GeneratedWorkflow } from './generate.ts';
import { metadataText } from './workflow-text.ts';

/** The phase that is worked on: one with an evidence table. */
export const PHASE = 1;

/** A file that the author has on the screen. */
export interface OpenFile {
  readonly uri: string;
  readonly text: string;
}

/** The ten files of one workflow that an author has open while working on a phase. */
export interface Desk {
  /** On the screen it lacks the last task of the phase: the planted problem. */
  readonly metadata: OpenFile;
  readonly phase: OpenFile;
  readonly gate: OpenFile;
  /** The task that the metadata does not list: the metadata's diagnostic points into it. */
  readonly task: OpenFile;
  readonly others: readonly OpenFile[];
}

/** A place to type one character at, and to take it away again. */
export interface Keystroke {
  readonly uri: string;
  readonly at: Position;
  readonly character: string;
}

export function deskOf({ folder, plan }: GeneratedWorkflow): Desk {
  const fileOf = (name: string): OpenFile => {
    const file = path.join(folder, name);
    return { uri: uriOf(file), text: readFileSync(file, 'utf8') };
  };
  const tasks = (plan.phases[PHASE]?.tasks ?? []).map((task) => task.file);
  const unlisted = tasks.at(-1) ?? '';
  return {
    metadata: { ...fileOf('metadata.json'), text: metadataText(plan, PHASE) },
    phase: fileOf(`phases/${PHASE}/phase.md`),
    gate: fileOf(`phases/${PHASE}/gate-definition.yaml`),
    task: fileOf(`phases/${PHASE}/${unlisted}`),
    others: [
      ...tasks.slice(0, -1).map((task) => fileOf(`phases/${PHASE}/${task}`)),
      fileOf('phases/0/phase.md'),
      fileOf('phases/0/gate-definition.yaml'),
    ],
  };
}

export async function openDesk(client: LspClient, desk: Desk): Promise<void> {
  const answered = client.nextDiagnostics(desk.metadata.uri);
  for (const file of [desk.metadata, desk.phase, desk.gate, desk.task, ...desk.others]) {
    client.open(file.uri, file.text);
  }
  await answered;
}

/** Renames the first evidence field of the gate, which phase.md and metadata.json name too. */
export function renameField({ gate }: Desk): Keystroke {
  return { uri: gate.uri, at: after(gate, /evidence_schema:\n {2}\w+/), character: 'x' };
}

/** Renames the file that a task of the metadata is served from. */
export function renameTaskFile({ metadata }: Desk): Keystroke {
  return { uri: metadata.uri, at: after(metadata, /"file": "task-1-/), character: 'x' };
}

/** Moves the title of the task file, which a diagnostic of metadata.json points at. */
export function moveTitle({ task }: Desk): Keystroke {
  return { uri: task.uri, at: { line: 0, character: 0 }, character: '\n' };
}

/** Typed at even turns, taken away at odd ones. */
export function change({ at, character }: Keystroke, turn: number): TextDocumentContentChangeEvent {
  if (turn % 2 === 0) return { range: { start: at, end: at }, text: character };
  const end =
    character === '\n'
      ? { line: at.line + 1, character: 0 }
      : { line: at.line, character: at.character + 1 };
  return { range: { start: at, end }, text: '' };
}

/** The position behind the first match. */
export function after({ text, uri }: OpenFile, pattern: RegExp): Position {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`${uri} has nothing like ${pattern}.`);
  const before = text.slice(0, match.index + match[0].length);
  const line = before.split('\n').length - 1;
  return { line, character: before.length - before.lastIndexOf('\n') - 1 };
}
