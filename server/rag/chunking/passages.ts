import type { TextRange } from '../../syntax/text-range.ts';
import { trimmed } from './groups.ts';
import { type Bounds, startingBetween, type Unit, unitsOf } from './units.ts';

/**
 * A passage is about this long, in UTF-16 code units: a few lines, which is what hover shows. Twice and
 * four times as long were no better to find.
 */
const LONGEST = 600;
/** A shorter beginning or rest does not stand alone. */
const SHORTEST = 200;
/** How much of a passage the next one may repeat. */
const OVERLAP = 160;

interface OpenPassage {
  start: number;
  end: number;
  units: Unit[];
}

/** Cuts `range` into passages at the bounds of its blocks. */
export function passagesOf(text: string, range: TextRange, bounds: Bounds): TextRange[] {
  const passages: OpenPassage[] = [];
  let open: OpenPassage | undefined;
  for (const unit of unitsOf(text, range, bounds, LONGEST)) {
    if (open !== undefined && belongsTo(open, unit, bounds)) {
      open.end = unit.end;
      open.units.push(unit);
      continue;
    }
    const start: number =
      open === undefined || !continues(open, unit, bounds)
        ? unit.start
        : overlapOf(text, open, unit);
    open = { start, end: unit.end, units: [unit] };
    passages.push(open);
  }
  joinRest(passages, bounds);
  return passages
    .map((passage) => extentOf(passage, text))
    .filter(({ start, end }) =>
      /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text.slice(start, end)),
    );
}

function belongsTo(open: OpenPassage, unit: Unit, bounds: Bounds): boolean {
  if (isSkippedBetween(open.end, unit.start, bounds)) return false;
  if (unit.end - open.start <= LONGEST) return true;
  if (open.units.at(-1)?.leads === true) return true;
  // A line that leads to a table or a list is nothing without it.
  return open.end - open.start < SHORTEST && unit.end - unit.start <= 2 * LONGEST;
}

/** Whether what follows may begin with the end of what is before it. */
function continues(open: OpenPassage, unit: Unit, bounds: Bounds): boolean {
  return (
    !unit.leads &&
    unit.end - unit.start <= LONGEST &&
    open.units.at(-1)?.kind === 'prose' &&
    !isSkippedBetween(open.end, unit.start, bounds)
  );
}

/** Where a passage begins that repeats the last sentences of the one before. */
function overlapOf(text: string, open: OpenPassage, unit: Unit): number {
  const last = open.units.at(-1);
  if (last === undefined) return unit.start;
  if (open.units.length > 1 && last.end - last.start <= OVERLAP) return last.start;
  const from = Math.max(last.start, last.end - OVERLAP);
  const tail = text.slice(from, last.end);
  const bound = /[\r\n]\s*(?=\S)/.exec(tail) ?? /[.!?]["'’”)*`]*\s+(?=\S)/.exec(tail);
  return bound === null ? unit.start : from + bound.index + bound[0].length;
}

/** A rest that is too short goes to the passage before it, unless that is a long table or fence. */
function joinRest(passages: OpenPassage[], bounds: Bounds): void {
  const last = passages.at(-1);
  const before = passages.at(-2);
  if (last === undefined || before === undefined) return;
  const added = last.end - (last.units[0]?.start ?? last.start);
  const fits = last.end - before.start <= LONGEST + SHORTEST;
  if (added >= SHORTEST || !fits || isSkippedBetween(before.end, last.end, bounds)) return;
  before.end = last.end;
  before.units.push(...last.units);
  passages.pop();
}

function extentOf(passage: OpenPassage, text: string): TextRange {
  const { start, units } = passage;
  const range = trimmed({ start, end: endWithText(passage) }, text);
  // Code that is told by its indentation alone would be prose without it, and its comments headings.
  const isIndented = units[0]?.kind === 'code' && !/[`~]/.test(text.charAt(range.start));
  return isIndented ? { start, end: range.end } : range;
}

/** A heading at the end of a passage belongs to what is not in it. */
function endWithText({ end, units }: OpenPassage): number {
  return units.findLast(({ leads }) => !leads)?.end ?? end;
}

function isSkippedBetween(start: number, end: number, { skipped }: Bounds): boolean {
  return startingBetween(skipped, start, end) !== undefined;
}
