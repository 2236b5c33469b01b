import type { ListItem } from '../../syntax/markdown-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import { withoutStatusAround } from '../status-marks.ts';

/** Something that a plan lists, and where it stands. */
export interface Entry {
  readonly text: string;
  readonly range: TextRange;
}

/** The texts of what is listed; where each stands goes to the positions, below `anchor`. */
export function placed(
  entries: readonly Entry[],
  anchor: string,
  positions: Map<string, TextRange>,
): string[] {
  for (const [index, { range }] of entries.entries()) positions.set(`${anchor}/${index}`, range);
  return entries.map(({ text }) => text);
}

interface CollectedItem extends Entry {
  readonly item: TextRange;
  readonly boxed: boolean;
  /** Whether it begins with a bold label, as the fields of a task do. */
  readonly labelled: boolean;
}

/** The items below the labels `Acceptance Criteria`, `Validation Gate` and their like. */
export class Checklist {
  readonly #items: CollectedItem[] = [];
  /** Bullets that count only where nothing else was found. */
  readonly #doubtful: CollectedItem[] = [];
  /** What stands beside a label, which says it all where no list follows. */
  readonly #values: Entry[] = [];

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  /** Whether neither items nor a text beside the label were found. */
  get saysNothing(): boolean {
    return this.isEmpty && this.#doubtful.length === 0 && this.#values.length === 0;
  }

  add(item: ListItem, entry: Entry, mark: { labelled: boolean; doubtful: boolean }): void {
    const boxed = item.checked !== undefined;
    const list = mark.doubtful && !boxed ? this.#doubtful : this.#items;
    list.push({
      text: withoutStatusAround(entry.text),
      range: entry.range,
      item: item.range,
      boxed,
      labelled: mark.labelled,
    });
  }

  addLine({ text, range }: Entry, boxed: boolean): void {
    this.#items.push({
      text: withoutStatusAround(text),
      range,
      item: range,
      boxed,
      labelled: false,
    });
  }

  addValue(value: Entry): void {
    if (value.text !== '' && !POINTS_ELSEWHERE.test(value.text)) this.#values.push(value);
  }

  /**
   * What an author sees as items, in the order of the text. With boxes: every box, and each bullet
   * beside them that neither explains an item nor only heads some. Without: the outer bullets.
   */
  entries(): Entry[] {
    if (this.#items.length > 0) return seen(this.#items);
    return this.#doubtful.length > 0 ? seen(this.#doubtful) : this.#values;
  }
}

/** What stands behind a label where the list comes later or elsewhere. */
const POINTS_ELSEWHERE =
  /^(?:none|n\/a|tbd|todo|see\b|as\b|below|the following|all (?:of )?(?:these|the following)|must\b|[(*_:—–-])|:$/i;

function seen(items: readonly CollectedItem[]): Entry[] {
  const anyBox = items.some(({ boxed }) => boxed);
  const entries: Entry[] = [];
  let coveredUntil = 0;
  for (const [index, { text, range, item, boxed, labelled }] of items.entries()) {
    const nested = item.start < coveredUntil;
    const next = items[index + 1];
    const heads = next !== undefined && next.item.start < item.end;
    const counts = anyBox
      ? boxed || !(nested || labelled || (heads && holdsBox(items, index)))
      : !nested;
    if (!nested) coveredUntil = item.end;
    if (counts && text !== '') entries.push({ text, range });
  }
  return entries;
}

/** Whether one of the items nested in that at `index` has a box. */
function holdsBox(items: readonly CollectedItem[], index: number): boolean {
  const end = items[index]?.item.end ?? 0;
  for (let next = index + 1; next < items.length; next += 1) {
    const item = items[next];
    if (item === undefined || item.item.start >= end) return false;
    if (item.boxed) return true;
  }
  return false;
}
