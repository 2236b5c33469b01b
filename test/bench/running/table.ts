import { styleText } from 'node:util';
import { amount } from '../report.ts';
import {
  MODES,
  type RunningFigure,
  type RunningFigureId,
  type RunningResult,
  runningFigures,
} from './figures.ts';

const TITLE = Math.max(...Object.values(runningFigures).map(({ title }) => title.length)) + 2;
const CELL = 10;

/** What was measured beside what is asked for, and beside the system that is answered. */
export function runningTable(result: RunningResult): string {
  const head = row(
    'in milliseconds',
    MODES.flatMap((mode) => [mode.slice(0, 4), 'p95', 'max']),
    'seed',
    'target',
  );
  const lines = (Object.keys(runningFigures) as RunningFigureId[]).flatMap((id) => {
    const figure: RunningFigure = runningFigures[id];
    const measured = result[id];
    if (measured === undefined) return [];
    const cells = MODES.flatMap((mode) =>
      (['p50', 'p95', 'max'] as const).map((part) => amount(measured[mode]?.[part])),
    );
    return [row(figure.title, cells, figure.seed?.toString() ?? '', verdict(figure, measured))];
  });
  return [styleText('bold', 'Running workflows'), head, ...lines].join('\n');
}

/** Targets hold for the mode that authors run, unless they name another. */
function verdict(
  { target }: RunningFigure,
  measured: NonNullable<RunningResult[RunningFigureId]>,
): string {
  if (target === undefined) return '';
  const { part, limit, mode = 'development' } = target;
  const figure = measured[mode]?.[part];
  if (figure === undefined) return '';
  const met = figure < limit;
  const where = mode === 'development' ? '' : `, ${mode}`;
  return styleText(met ? 'green' : 'red', `${met ? 'ok' : 'missed'}: ${part} < ${limit}${where}`);
}

function row(title: string, cells: readonly string[], seed: string, end: string): string {
  const aligned = [...cells, seed].map((cell) => cell.padStart(CELL)).join('');
  return `${title.padEnd(TITLE)}${aligned}   ${end}`.trimEnd();
}
