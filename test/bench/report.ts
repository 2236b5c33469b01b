import { styleText } from 'node:util';
import { type Figure, type FigureId, figures, type Part } from './figures.ts';
import type { SoakResult } from './soak.ts';
import { type Distribution, growthPerTenfold } from './statistics.ts';

/** All figures of a workspace of so many workflows. */
export interface SizeResult {
  readonly workflows: number;
  readonly files: number;
  readonly megabytes: number;
  /** Processes that wanted to run when it began, the last minute's mean: whether it was disturbed. */
  readonly load: number;
  readonly figures: Partial<Record<FigureId, Distribution>>;
}

const PARTS: readonly Part[] = ['min', 'p50', 'p95', 'p99', 'max'];
const TITLE_WIDTH = Math.max(...Object.values(figures).map(({ title }) => title.length)) + 2;
const CELL_WIDTH = 10;
/** What a soak may leave at its end, for one at its beginning. */
const SOAK_LIMIT = 1.05;

/** The table of one size: the parts of each figure, and its targets. */
export function sizeTable(result: SizeResult): string {
  const { workflows, files, megabytes, load } = result;
  const head = `${workflows} workflows, ${files} files, ${megabytes.toFixed(1)} MB; load ${load.toFixed(1)} at the start`;
  const lines = measuredIn(result).map(({ figure, distribution }) => {
    // A single sample has no distribution to show.
    const cells = PARTS.map((part) =>
      distribution.count > 1 || part === figure.headline ? amount(distribution[part]) : '',
    );
    return row(`${figure.title} [${figure.unit}]`, cells, verdict(figure, workflows, distribution));
  });
  return [styleText('bold', head), row('', PARTS, 'target'), ...lines].join('\n');
}

/** One number of each figure at each size, and by how much it grows when the size does tenfold. */
export function growthTable(results: readonly SizeResult[]): string {
  const [first] = results;
  const last = results.at(-1);
  if (first === undefined || last === undefined || first === last) return '';
  const ids = Object.keys(figures) as FigureId[];
  const lines = ids.flatMap((id) => {
    const { title, unit, headline } = figures[id];
    const before = first.figures[id]?.[headline];
    const after = last.figures[id]?.[headline];
    if (before === undefined || after === undefined) return [];
    const growth = growthPerTenfold(
      { size: first.workflows, figure: before },
      { size: last.workflows, figure: after },
    );
    const cells = results.map((result) => amount(result.figures[id]?.[headline]));
    return [row(`${title} [${unit}, ${headline}]`, [...cells, `×${growth.toFixed(2)}`])];
  });
  const sizes = results.map(({ workflows }) => String(workflows));
  return [styleText('bold', 'Growth'), row('workflows', [...sizes, 'tenfold']), ...lines].join(
    '\n',
  );
}

export function soakTable({ early, late, ratio }: SoakResult): string {
  const megabytes = (bytes: number): string => amount(bytes / 2 ** 20);
  return [
    styleText('bold', 'A day of typing, after a garbage collection'),
    row('edits', [String(early.edits), String(late.edits), 'ratio'], 'target'),
    row(
      'resident memory [MB]',
      [megabytes(early.rss), megabytes(late.rss), `×${ratio.toFixed(3)}`],
      mark(ratio <= SOAK_LIMIT, `ratio ≤ ${SOAK_LIMIT}`),
    ),
    row('JavaScript values in use [MB]', [
      megabytes(early.heapUsed),
      megabytes(late.heapUsed),
      `×${(late.heapUsed / early.heapUsed).toFixed(3)}`,
    ]),
  ].join('\n');
}

function measuredIn({ figures: measured }: SizeResult): {
  figure: Figure;
  distribution: Distribution;
}[] {
  return (Object.keys(figures) as FigureId[]).flatMap((id) => {
    const distribution = measured[id];
    return distribution === undefined ? [] : [{ figure: figures[id], distribution }];
  });
}

function verdict(figure: Figure, workflows: number, distribution: Distribution): string {
  return figure
    .targets(workflows)
    .map(({ part, limit }) => mark(distribution[part] <= limit, `${part} ≤ ${limit}`))
    .join('  ');
}

function mark(met: boolean, target: string): string {
  return styleText(met ? 'green' : 'red', `${met ? '✓' : '✗'} ${target}`);
}

function row(title: string, cells: readonly string[], end = ''): string {
  const aligned = cells.map((cell) => cell.padStart(CELL_WIDTH)).join('');
  return `${title.padEnd(TITLE_WIDTH + CELL_WIDTH)}${aligned}   ${end}`.trimEnd();
}

/** Three significant digits, no more than a reader can use. */
export function amount(figure: number | undefined): string {
  if (figure === undefined) return '';
  return figure >= 100 ? figure.toFixed(0) : Number(figure.toPrecision(3)).toString();
}
