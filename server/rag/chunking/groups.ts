import type { TextRange } from '../../syntax/text-range.ts';
import type { Section } from './sections.ts';

/** A section, or short ones that stand together. */
export interface SectionGroup {
  readonly path: readonly string[];
  /** The headings of sections that were joined to the first and are not in its path. */
  readonly otherHeadings: readonly string[];
  readonly range: TextRange;
}

/** A shorter section says too little to be found or shown alone, in UTF-16 code units. */
const SHORT = 200;
/** So many may be short and still stand alone: a bound on the passages of a hostile text. */
const MOST_SHORT = 1_000;

/**
 * Joins sections that are too short with the next one under the same heading. A section that names one
 * thing, a key or a symbol, stays alone however short: it is what hover on that name asks for.
 */
export function groupsOf(sections: readonly Section[], text: string): SectionGroup[] {
  const groups: SectionGroup[] = [];
  let alone = 0;
  let pending: SectionGroup | undefined;
  for (const [index, section] of sections.entries()) {
    const body = trimmed(section.body, text);
    const own = ownGroup(section, body, sections[index + 1], text);
    if (own === undefined) continue;
    const standsAlone = alone < MOST_SHORT && !isEmpty(body) && namesItself(section, text);
    let group: SectionGroup = own;
    if (pending !== undefined) {
      if (isWithin(pending.path, own.path)) group = joined(pending, own, own.path);
      else if (isSibling(pending.path, own.path) && !standsAlone) {
        group = joined(pending, own, pending.path);
      } else groups.push(pending);
    }
    pending = undefined;
    const isShort = group.range.end - group.range.start < SHORT;
    if (!isShort || standsAlone) {
      if (isShort) alone += 1;
      groups.push(group);
    } else {
      pending = group;
    }
  }
  return pending === undefined ? groups : [...groups, pending];
}

/** A section without text is its heading, unless that stands above sections with text. */
function ownGroup(
  { path, heading }: Section,
  body: TextRange,
  next: Section | undefined,
  text: string,
): SectionGroup | undefined {
  if (!isEmpty(body)) return { path, otherHeadings: [], range: body };
  if (heading === undefined) return undefined;
  if (next !== undefined && isWithin(path, next.path)) return undefined;
  return { path, otherHeadings: [], range: trimmed(heading, text) };
}

function joined(a: SectionGroup, b: SectionGroup, path: readonly string[]): SectionGroup {
  const others = [a, b].flatMap((group) => [...group.path, ...group.otherHeadings]);
  return {
    path,
    otherHeadings: [...new Set(others)].filter((heading) => !path.includes(heading)),
    range: { start: a.range.start, end: b.range.end },
  };
}

/** Whether `path` lies below `parent`. */
function isWithin(parent: readonly string[], path: readonly string[]): boolean {
  return path.length > parent.length && parent.every((heading, depth) => heading === path[depth]);
}

function isSibling(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.slice(0, -1).every((h, depth) => h === b[depth]);
}

function isEmpty({ start, end }: TextRange): boolean {
  return end <= start;
}

/** Whether the heading is a name, or its text repeats it: then the passage can be read alone. */
function namesItself({ path, heading, body }: Section, text: string): boolean {
  const name = path.at(-1);
  if (heading === undefined || name === undefined || name.length > 60) return false;
  return NAME.test(name) || text.slice(body.start, body.end).includes(name);
}

/** `total_phases`, `strict`, `gate-definition.yaml`, `[TASK_ID]`, `🛑 EXECUTE-NOW`, `RETURN-TO`. */
const NAME = /^\S*[_.]\S*$|^\p{Ll}\S*$|\p{Lu}{2,}[-_]\p{Lu}{2,}|^\p{Extended_Pictographic}/u;

/** Without blank space and rules (`---`) at both ends; empty if nothing else is there. */
export function trimmed({ start, end }: TextRange, text: string): TextRange {
  const part = text.slice(start, end);
  const lead = LEADING.exec(part)?.[0].length ?? 0;
  let stop = part.trimEnd().length;
  for (let lineStart = lastLineStart(part, stop); lead < lineStart; ) {
    if (!/^[ \t]*(?:-{3,}|\*{3,}|_{3,})$/.test(part.slice(lineStart, stop))) break;
    stop = part.slice(0, lineStart).trimEnd().length;
    lineStart = lastLineStart(part, stop);
  }
  return { start: start + lead, end: start + Math.max(lead, stop) };
}

const LEADING = /^(?:\s+|-{3,}(?=\s|$)|\*{3,}(?=\s|$)|_{3,}(?=\s|$))*/;

function lastLineStart(text: string, end: number): number {
  return Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
}
