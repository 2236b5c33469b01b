import { withoutStatus } from '../status-marks.ts';

/** `Task 1.2: Name` at the beginning of a heading, a list item or a bold paragraph. */
export interface TaskTitle {
  readonly phase: number;
  readonly task: number;
  /** Both as one: `1.2`. */
  readonly id: string;
  /** Without status marks; empty where the author gave none. */
  readonly name: string;
  /** Whether it says "Task": of a bare `1.2` that is never certain. */
  readonly worded: boolean;
  /** Whether a colon, full stop or dash parts number and name. */
  readonly separated: boolean;
  /** Whether number, or number and name, are in bold. */
  readonly bold: boolean;
  /** Whether it is crossed out: the task is to be left out, with all that belongs to it. */
  readonly struck: boolean;
}

/**
 * Reads a title. `text` is what an author sees of it, `written` the same with its marks. Absent where
 * no number of two parts comes first, and for `1.2.3`.
 */
export function readTaskTitle(text: string, written: string): TaskTitle | undefined {
  const parts = TITLE.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { lead = '', word, phase = '', task = '', joint = '', rest = '' } = parts;
  if (joint === '-' && word === undefined) return undefined;
  const [before = '', separator = ''] = SEPARATOR.exec(rest) ?? [];
  return {
    phase: Number(phase),
    task: Number(task),
    id: `${Number(phase)}.${Number(task)}`,
    name: withoutStatus(rest.slice(before.length).replace(/^[\s~]+|(?<![\s~])[\s~]+$/g, '')),
    worded: word !== undefined,
    separated: separator !== '',
    bold: BOLD.test(written),
    struck: lead.includes('~~'),
  };
}

const TITLE =
  /^(?<lead>(?:\[[ xX]\]|[^\p{L}\p{N}[]|\[(?![ xX]\]))*)(?:(?<word>task)[\s#]+|t(?=\d))?(?<phase>\d{1,6})(?<joint>[.-])(?<task>\d{1,6})(?![\p{L}\p{N}_]|[.-]\d)(?<rest>.*)$/isu;

/** Blanks, symbols and a remark such as `(optional)` or `[P]`, then what parts number and name. */
const SEPARATOR =
  /^(?:\s*(?:\([^()]{0,60}\)|\[[^\][]{0,60}\])(?=[^\p{L}\p{N}([]*[:：.–—−-]))?[^\p{L}\p{N}([:：.–—−"'`/+&,<>=→⇒-]*(?<separator>[:：]|[.–—−]|-+)?\s*/u;

const BOLD = /^[^\p{L}\p{N}]*(?:\*\*|__)[^\p{L}\p{N}]*(?:task[\s#]*|t)?\d/iu;

/** Whether the first bold stretch of `written` reaches to its end: `**Task 1.2 Name**`. */
export function isBoldThroughout(written: string): boolean {
  return /^[^\p{L}\p{N}*_]*(\*\*|__)(?:(?!\1).)+\1[^\p{L}\p{N}]*$/su.test(written);
}
