import { paragraphs } from '../../../features/markup.ts';
import type { SessionGetResult, SessionOverview } from '../../../protocol/session-requests.ts';
import { table } from '../../terminal/table.ts';
import type { Colours } from '../../terminal/terminal.ts';
import type { Drawing } from '../run-context.ts';
import { driftPart, nextLine, savedOnly, warningPart } from './phrases.ts';
import { timeOf } from './session-rows.ts';

/** How far a session is. @param overview absent when its workflow is gone */
export function statusScreen(
  state: SessionGetResult,
  overview: SessionOverview | undefined,
  { terminal, command }: Drawing,
): string {
  const { colours, width } = terminal;
  const { sessionId, status, stale } = state;
  const facts = `${sessionId} · begun ${timeOf(state.createdAt)} · changed ${timeOf(state.updatedAt)}`;
  const next = status === 'completed' ? 'export' : status === 'paused' ? 'resume' : 'phase';
  return paragraphs(
    `${colours.bold(overview?.name ?? state.workflowType)} on ${state.targetFile}: ${shownStatus(state, colours)}\n${colours.dim(facts)}`,
    table(progressRows(state, overview, colours), width),
    stale
      ? `${colours.yellow('!')} Nothing has happened for a week. Go on, or delete it: ${command('delete', sessionId)} --yes`
      : undefined,
    warningPart(state.warnings, terminal),
    driftPart(state.drift, terminal),
    savedOnly(colours),
    nextLine(colours, command(next, sessionId)),
  );
}

function shownStatus({ status }: SessionGetResult, colours: Colours): string {
  if (status === 'completed') return colours.green(status);
  return status === 'paused' ? colours.yellow(status) : colours.cyan(status);
}

/** ✓ done, ▶ current, · to come; phases that were done and are gone from the workflow too. */
function progressRows(
  { currentPhase, completedPhases, checkpoints, status }: SessionGetResult,
  overview: SessionOverview | undefined,
  colours: Colours,
): string[][] {
  const names = new Map(overview?.phases.map(({ phase, name }) => [phase, name]));
  const isOver = status === 'completed';
  const numbers = new Set([...names.keys(), ...completedPhases, ...(isOver ? [] : [currentPhase])]);
  return [...numbers]
    .toSorted((a, b) => a - b)
    .map((phase) => {
      const name = names.get(phase) ?? colours.dim('(no longer in the workflow)');
      if (completedPhases.includes(phase)) return [colours.green('✓'), String(phase), name];
      if (phase !== currentPhase || isOver) {
        return [colours.dim('·'), colours.dim(String(phase)), colours.dim(name)];
      }
      const failed =
        checkpoints[phase] === 'failed' ? colours.red('  the last attempt failed') : '';
      return [colours.cyan('▶'), String(phase), `${colours.bold(name)}${failed}`];
    });
}
