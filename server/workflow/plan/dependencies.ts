/** A dependency as a task states it: the id of a task, or prose. Offsets are within the value. */
export interface StatedDependency {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The last id of a stretch of tasks, `1.1-1.4`; `expand` gives what lies between. */
  readonly through?: string;
}

/**
 * The dependencies that a value states (FORMAT.md (f)): every N.M and stretch of them in it; else,
 * for prose, what its commas part. `None` is none, whatever remark follows.
 */
export function readDependencies(value: string): StatedDependency[] {
  if (NONE.test(value)) return [];
  const ids = idsIn(value);
  return ids.length > 0 ? ids : partsOf(value);
}

/** Expands stretches of tasks, within bounds, and drops what was stated before. */
export class DependencyExpander {
  /** All ids of the plan, in its order: what a stretch across phases runs through. */
  readonly #ids: readonly string[];
  readonly #order: ReadonlyMap<string, number>;
  #budget = 20_000;

  constructor(ids: readonly string[]) {
    this.#ids = ids;
    this.#order = new Map(ids.map((id, index) => [id, index]));
  }

  expand<Dependency extends { readonly text: string; readonly through?: string }>(
    stated: readonly Dependency[],
  ): { text: string; from: Dependency }[] {
    const seen = new Set<string>();
    return stated.flatMap((from) => {
      const texts =
        from.through === undefined ? [from.text] : this.#between(from.text, from.through);
      return texts.flatMap((text) => {
        if (seen.has(text)) return [];
        seen.add(text);
        return [{ text, from }];
      });
    });
  }

  /** The ids from one to another; both alone where they are no stretch, or an absurd one. */
  #between(first: string, last: string): readonly string[] {
    const [phase, from = 0] = first.split('.').map(Number);
    const [lastPhase, to = 0] = last.split('.').map(Number);
    const start = phase === lastPhase ? from : (this.#order.get(first) ?? 0);
    const end = phase === lastPhase ? to : (this.#order.get(last) ?? -1);
    const count = end - start + 1;
    if (count < 2 || count > MOST_OF_A_STRETCH || count > this.#budget) return [first, last];
    this.#budget -= count;
    if (phase !== lastPhase)
      return this.#order.has(first) ? this.#ids.slice(start, end + 1) : [first, last];
    return Array.from({ length: count }, (_, index) => `${phase}.${start + index}`);
  }
}

const MOST_OF_A_STRETCH = 200;

/** Whether a value names tasks, or says that there are none. */
export function namesTasks(value: string): boolean {
  return NONE.test(value) || idsIn(value).length > 0;
}

const NONE =
  /^[\s*_`([]*(?:none|nothing|no\s+dependenc(?:y|ies)|nil|n\/a|not\s+applicable)\b|^[\s—–-]*$/i;

/** Numbers with a dot that are no tasks: `Python 3.11`, `section 4.1`, `FR-1.2`, `v1.2`, `1.2.3`. */
const ID =
  /(?<![\p{L}\p{N}_.§$/-]|[\p{L}]-)(?<phase>\d{1,6})\.(?<task>\d{1,6})(?!\.?\d|[\p{L}%])(?:(?<joint>\s*(?:-{1,2}|–|—|→|\.\.\.?)\s*|\s+(?:to|through|thru)\s+)(?:tasks?\s+)?(?:(?<lastPhase>\d{1,6})\.)?(?<last>\d{1,6})(?!\.?\d|[\p{L}%]))?/giu;
const NOT_A_TASK =
  /(?:\b(?:python|node(?:\.js)?|java|version|release|sections?|sec\.?|specs?(?:\.md)?|srd(?:\.md)?|chapter|appendix|figure|table|step|requirements?|§)\s*)$/i;
/** `Task 1-2`, as some number them. */
const DASHED_ID = /\btask\s+(\d{1,4})-(\d{1,4})(?![\d.-])/gi;

function idsIn(value: string): StatedDependency[] {
  const ids: StatedDependency[] = [];
  for (const match of value.matchAll(ID)) {
    const { phase = '', task = '', joint, lastPhase, last = '' } = match.groups ?? {};
    if (NOT_A_TASK.test(value.slice(Math.max(0, match.index - 20), match.index))) continue;
    const text = `${Number(phase)}.${Number(task)}`;
    const place = { start: match.index, end: match.index + match[0].length };
    // Of `1.1 - 2 reviews` only the first number is a task's; `1.1-4` is a stretch.
    const isStretch = joint !== undefined && (lastPhase !== undefined || !/\s/.test(joint));
    if (isStretch) {
      const through = `${Number(lastPhase ?? phase)}.${Number(last)}`;
      ids.push({ text, through, ...place });
    } else {
      ids.push({ text, start: place.start, end: place.start + phase.length + 1 + task.length });
    }
  }
  if (ids.length > 0) return ids;
  return [...value.matchAll(DASHED_ID)].map(({ 0: whole, 1: phase, 2: task, index }) => ({
    text: `${Number(phase)}.${Number(task)}`,
    start: index,
    end: index + whole.length,
  }));
}

/** The parts of prose between commas and semicolons that stand in no brackets. */
function partsOf(value: string): StatedDependency[] {
  const parts: StatedDependency[] = [];
  let depth = 0;
  let start = 0;
  const take = (end: number): void => {
    const part = value.slice(start, end);
    const text = part.trim().replace(/\.$/, '');
    const begin = start + (part.length - part.trimStart().length);
    if (text !== '') parts.push({ text, start: begin, end: begin + text.length });
    start = end + 1;
  };
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    if (character === '(' || character === '[') depth += 1;
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (character === ',' || character === ';')) take(index);
  }
  take(value.length);
  return parts;
}
