import { PraxisError } from '../../../protocol/errors.ts';
import { readArguments } from '../arguments.ts';
import type { RunContext } from '../run-context.ts';
import { changeScreen } from '../views/change-view.ts';

/** `run pause [SESSION]` */
export async function pause(context: RunContext, written: readonly string[]): Promise<number> {
  const { session } = readArguments(written);
  const { sessionId } = context.session(session);
  const changed = await context.engine.sessions.pause(sessionId);
  context.answer(changed, (shown, drawing) =>
    changeScreen(shown, { did: 'Paused', next: 'resume' }, drawing),
  );
  return 0;
}

/** `run resume [SESSION]` */
export async function resume(context: RunContext, written: readonly string[]): Promise<number> {
  const { session } = readArguments(written);
  const { sessionId } = context.session(session);
  const changed = await context.engine.sessions.resume(sessionId);
  context.answer(changed, (shown, drawing) =>
    changeScreen(shown, { did: 'Resumed', next: 'phase' }, drawing),
  );
  return 0;
}

/** `run retry [SESSION] [PHASE]`: sets the last attempt at the current phase aside. */
export async function retry(context: RunContext, written: readonly string[]): Promise<number> {
  const { session, numbers } = readArguments(written, { numbers: ['phase'] });
  const { sessionId } = context.session(session);
  const changed = await context.engine.sessions.retryPhase(sessionId, numbers[0]);
  const words = {
    did: `Phase ${changed.currentPhase} counts as not yet tried:`,
    note: 'The last attempt is kept in the history of the session.',
    next: 'phase',
  };
  context.answer(changed, (shown, drawing) => changeScreen(shown, words, drawing));
  return 0;
}

/** `run rollback [SESSION] [PHASE]`: goes back to the last completed phase, or to the one named. */
export async function rollback(context: RunContext, written: readonly string[]): Promise<number> {
  const { session, numbers } = readArguments(written, { numbers: ['phase'] });
  const { sessionId } = context.session(session);
  const changed = await context.engine.sessions.rollback(sessionId, numbers[0]);
  const words = {
    did: `Back at phase ${changed.currentPhase} of`,
    note: 'The evidence of the phases that were undone is kept in the history of the session.',
    next: 'phase',
  };
  context.answer(changed, (shown, drawing) => changeScreen(shown, words, drawing));
  return 0;
}

/** `run delete [SESSION] --yes`: for good. */
export async function remove(
  context: RunContext,
  written: readonly string[],
  { yes = false }: { readonly yes?: boolean },
): Promise<number> {
  const { session } = readArguments(written);
  const { sessionId, workflowType, targetFile } = context.session(session);
  if (!yes) {
    throw new PraxisError(
      'InvalidParams',
      `This deletes the session of ${workflowType} on ${targetFile} for good, with its evidence.`,
      'Say --yes if you mean it. To keep a record of it first: praxis-ls run export --output FILE.',
      { path: '--yes', sessionId, example: '--yes' },
    );
  }
  const deleted = await context.engine.sessions.delete(sessionId);
  context.answer(deleted, (shown, drawing) =>
    changeScreen(shown, { did: 'Deleted', next: 'list --sessions' }, drawing),
  );
  return 0;
}
