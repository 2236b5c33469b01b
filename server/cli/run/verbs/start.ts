import { existsSync } from 'node:fs';
import path from 'node:path';
import { printable } from '../../terminal/printable.ts';
import { readJsonObject } from '../json-source.ts';
import { untypedPairs } from '../pair-values.ts';
import type { RunContext } from '../run-context.ts';
import { startScreen } from '../views/start-view.ts';

export interface StartOptions {
  readonly option?: readonly string[];
  readonly options?: string;
  readonly force?: boolean;
  readonly uri?: string;
}

/** `run start`: begins a session, or takes up the incomplete one on the same target. */
export async function start(
  context: RunContext,
  workflowType: string,
  target: string,
  { option = [], options: source, force, uri }: StartOptions,
): Promise<number> {
  const { engine, surroundings } = context;
  const { terminal, input, current } = surroundings;
  const fromSource =
    source === undefined
      ? {}
      : await readJsonObject('--options', source, {
          current,
          input,
          onWait: () => terminal.err('Type the options as JSON, then Ctrl-D.'),
        });
  const options = { ...fromSource, ...untypedPairs(option) };
  const folder = engine.workflow(workflowType, uri, current);
  const started = await engine.sessions.start(folder, {
    workflowType,
    targetFile: targetFrom(target, current, engine.opened.root),
    ...(Object.keys(options).length === 0 ? {} : { options }),
    ...(force === undefined ? {} : { force }),
  });
  const { sessionId, phase } = started;
  context.chose(sessionId);
  const { targetFile } = await engine.sessions.get(sessionId);
  const gate = started.isComplete ? undefined : engine.gate(folder, phase);
  context.answer(started, (shown, drawing) =>
    startScreen(shown, gate && printable(gate), printable(targetFile), drawing),
  );
  return 0;
}

/** A file that is there from the current folder is meant; anything else starts at the workspace. */
function targetFrom(target: string, current: string, root: string): string {
  const file = path.resolve(current, target);
  return current !== root && existsSync(file) ? file : target;
}
