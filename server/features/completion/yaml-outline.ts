/** A line that holds a key, an item of a list, or both: `- rule: x`. Blank and comment lines are none. */
export interface OutlineLine {
  /** The column of its `-`. */
  readonly dash: number | undefined;
  /** The column of its key or text. */
  readonly column: number;
  readonly key: string | undefined;
  /** Without comment, tag and anchor. */
  readonly value: string;
}

/** Where something stands in a block of YAML: behind a `-` or not. */
export type OutlinePlace = Pick<OutlineLine, 'dash' | 'column'>;

/** What a line of YAML begins with: its indentation, its dashes; then the rest. */
export const LINE_BEGINNING = /^(\s*)((?:-\s+|-$)*)(.*)$/s;

/** The lines of block YAML as far as each tells by itself; quoted texts over several lines are not seen through. */
export function outlineOf(text: string): OutlineLine[] {
  return text.split(/\r\n?|\n/).flatMap((line): OutlineLine[] => {
    const [, blanks = '', dashes = '', content = ''] =
      LINE_BEGINNING.exec(line.slice(0, LONGEST_LINE)) ?? [];
    if (content.startsWith('#') || (content === '' && dashes === '')) return [];
    const [, key, ofKey = ''] = KEY_AND_VALUE.exec(content) ?? [];
    const value = key === undefined ? content : ofKey;
    return [
      {
        dash: dashes === '' ? undefined : blanks.length,
        column: blanks.length + dashes.length,
        key: key === undefined ? undefined : unquoted(key.trim()),
        value: value
          .replace(/(?:^|\s)#.*$/, '')
          .replace(/^(?:[&!]\S*\s*)+/, '')
          .trim(),
      },
    ];
  });
}

const LONGEST_LINE = 1_000;
const KEY_AND_VALUE =
  /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'[\]{},](?:[^#:]|:(?!\s|$))*):(?:\s+(.*))?$/;

/**
 * The keys that lead to `place`, with `0` for an item of a list, and the column of the last one
 * (-1 at the top). Undefined where what is above has a value of its own, such as a block of text.
 */
export function parentsOf(
  above: readonly OutlineLine[],
  place: OutlinePlace,
): { readonly path: readonly string[]; readonly column: number } | undefined {
  const path: string[] = [];
  let column: number | undefined;
  let limit = place.dash ?? place.column;
  let inList = place.dash !== undefined;
  if (inList) path.unshift('0');
  for (const line of above.toReversed()) {
    const isParent =
      line.column < limit || (inList && line.dash === undefined && line.column === limit);
    if (isParent) {
      if (line.key === undefined || line.value !== '') return undefined;
      path.unshift(line.key);
      column ??= line.column;
      limit = line.dash ?? line.column;
      inList = line.dash !== undefined;
      if (inList) path.unshift('0');
    } else if (!inList && line.dash !== undefined && line.dash < limit) {
      path.unshift('0');
      column ??= line.dash;
      limit = line.dash;
      inList = true;
    }
    if (limit === 0 && !inList) break;
  }
  return { path, column: column ?? -1 };
}

/** The lines of the mapping that `place` is in: those that stand right in its column. */
export function siblingsOf(
  above: readonly OutlineLine[],
  below: readonly OutlineLine[],
  { dash, column }: OutlinePlace,
): OutlineLine[] {
  const siblings: OutlineLine[] = [];
  if (dash === undefined) {
    for (const line of above.toReversed()) {
      if (line.column < column) break;
      if (line.column === column) siblings.push(line);
      if (line.dash !== undefined && line.dash < column) break;
    }
  }
  for (const line of below) {
    if ((line.dash ?? line.column) < column) break;
    if (line.column === column) siblings.push(line);
  }
  return siblings;
}

/**
 * The column in which the children of a parent in column `parent` stand, be they keys or items;
 * undefined without any.
 */
export function columnOfChildren(
  above: readonly OutlineLine[],
  below: readonly OutlineLine[],
  parent: number,
): number | undefined {
  const [next] = below;
  const isChild = next !== undefined && (next.dash ?? next.column) > parent;
  const first = above[above.findLastIndex((line) => line.column <= parent) + 1];
  const child = isChild ? next : first;
  return child?.dash !== undefined && child.dash > parent ? child.dash : child?.column;
}

export function unquoted(text: string): string {
  return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
}
