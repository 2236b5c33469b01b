import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PraxisError } from '../../../protocol/errors.ts';
import { printJson } from '../../exact-json.ts';
import { printable } from '../../terminal/printable.ts';
import { readArguments } from '../arguments.ts';
import { type SessionExport, sessionReport } from '../report/session-report.ts';
import type { RunContext } from '../run-context.ts';

/** `run export [SESSION]`: the whole session as one report, in Markdown or JSON. */
export async function exportSession(
  context: RunContext,
  written: readonly string[],
  { output }: { readonly output?: string },
): Promise<number> {
  const { engine, surroundings, options } = context;
  const { session: named } = readArguments(written);
  const { sessionId } = context.session(named);
  const session = await engine.sessions.get(sessionId);
  const overview = engine.overviewOf(session);
  const { attempts } = await engine.sessions.errors(sessionId);
  const value: SessionExport = {
    session,
    ...(overview === undefined ? {} : { overview }),
    attempts,
  };
  const text = options.json ? printJson(value) : sessionReport(printable(value)).trimEnd();
  const { terminal, current } = surroundings;
  if (output === undefined) {
    terminal.out(text);
    return 0;
  }
  try {
    await writeFile(path.resolve(current, output), `${text}\n`);
  } catch (error) {
    throw new PraxisError(
      'InvalidParams',
      `--output ${output} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      'Name a file in a folder that is there.',
      { path: '--output' },
    );
  }
  // Standard output stays free for what was asked for.
  terminal.err(`${terminal.errorColours.green('✓')} Wrote ${output}.`);
  return 0;
}
