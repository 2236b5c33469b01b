/** A dependency as a task states it: the id of a task, or prose. Offsets are within the value. */
export interface StatedDependency {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** For the stretch `1.3-2.2`, which only the whole plan can expand: its last id. */
  readonly through?: string;
}

/**
 * The dependencies that a value states, each once (FORMAT.md (f)): every N.M in it, with ranges
 * expanded; else, for prose, what its commas part. `None` is none, whatever remark follows.
 */
export function readDependencies(value: string): StatedDependency[] {
  if (NONE.test(value)) return [];
  const ids = idsIn(value);
  const found = ids.length > 0 ? ids : partsOf(value);
  const seen = new Set<string>();
  return found.filter(({ text, through = '' }) => {
    const key = `${text}-${through}`;
    return text !== '' && !seen.has(key) && seen.add(key);
  });
}

/** Whether a value names tasks, or says that there are none. */
export function namesTasks(value: string): boolean {
  return NONE.test(value) || idsIn(value).length > 0;
}

const NONE =
  /^[\s*_`([]*(?:none|nothing|no\s+dependenc(?:y|ies)|nil|n\/a|not\s+applicable)\b|^[\s—–-]*$/i;

/** Numbers with a dot that are no tasks: `Python 3.11`, `section 4.1`, `FR-1.2`, `v1.2`, `1.2.3`. */
const ID =
  /(?<![\p{L}\p{N}_.§$/-]|[\p{L}]-)(?<phase>\d{1,4})\.(?<task>\d{1,4})(?!\.?\d|\.\d|%|\p{L})(?:(?<joint>\s*(?:-{1,2}|–|—|→|\.\.\.?)\s*|\s+(?:to|through|thru)\s+)(?:tasks?\s+)?(?:(?<lastPhase>\d{1,4})\.)?(?<last>\d{1,4})(?![.\p{N}\p{L}%]))?/giu;
const NOT_A_TASK =
  /(?:\b(?:python|node(?:\.js)?|java|version|release|sections?|sec\.?|specs?(?:\.md)?|srd(?:\.md)?|chapter|appendix|figure|table|step|requirements?|§)\s*)$/i;
/** `Task 1-2`, as some number them. */
const DASHED_ID = /\btask\s+(\d{1,4})-(\d{1,4})(?![\d.-])/gi;

const MOST_OF_A_RANGE = 200;

function idsIn(value: string): StatedDependency[] {
  const ids: StatedDependency[] = [];
  for (const match of value.matchAll(ID)) {
    const { phase = '', task = '', joint, lastPhase, last = '' } = match.groups ?? {};
    if (NOT_A_TASK.test(value.slice(Math.max(0, match.index - 20), match.index))) continue;
    const place = { start: match.index, end: match.index + match[0].length };
    if (joint === undefined) {
      ids.push({ text: `${Number(phase)}.${Number(task)}`, ...place });
      continue;
    }
    ids.push(
      ...rangeOf(Number(phase), Number(task), Number(lastPhase ?? phase), Number(last), place),
    );
  }
  if (ids.length > 0) return ids;
  return [...value.matchAll(DASHED_ID)].map(({ 0: whole, 1: phase, 2: task, index }) => ({
    text: `${Number(phase)}.${Number(task)}`,
    start: index,
    end: index + whole.length,
  }));
}

function rangeOf(
  phase: number,
  first: number,
  lastPhase: number,
  last: number,
  place: { start: number; end: number },
): StatedDependency[] {
  if (phase !== lastPhase) {
    return [{ text: `${phase}.${first}`, through: `${lastPhase}.${last}`, ...place }];
  }
  const count = last - first + 1;
  // `1.4-1.1` and the absurd are no stretch of tasks: both ends count.
  if (count < 1 || count > MOST_OF_A_RANGE) {
    return [first, last].map((task) => ({ text: `${phase}.${task}`, ...place }));
  }
  return Array.from({ length: count }, (_, index) => ({
    text: `${phase}.${first + index}`,
    ...place,
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
