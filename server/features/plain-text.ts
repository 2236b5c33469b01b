import { pathOfUri } from '../workspace/paths.ts';

/** A line of Markdown as it reads without marks. */
export interface PlainLine {
  readonly text: string;
  /** A heading is also a line that is bold from end to end. */
  readonly kind: 'text' | 'heading' | 'code';
}

const FENCE = /^ *(`{3,}|~{3,})/;
const RULE = /^ {0,3}(?:---+|\*\*\*+|___+) *$/;
const HEADING = /^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?$/;
const BOLD_LINE = /^\*\*(?:(?!\*\*).)+\*\*$/;

/**
 * The lines of Markdown such as we make it (`markup.ts`) for those who see text as it is: marks are gone,
 * links are their text, code stays to the letter. List marks stay, they read well; a rule is a blank line.
 */
export function plainLines(markdown: string): PlainLine[] {
  const lines: PlainLine[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const [, mark] = FENCE.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark !== undefined && isEndOf(fence, line)) fence = undefined;
      else lines.push({ kind: 'code', text: line });
    } else if (mark !== undefined) {
      fence = mark;
    } else {
      lines.push(proseLine(RULE.test(line) ? '' : line.trimEnd()));
    }
  }
  return lines.filter(
    ({ kind, text }, nth) => kind === 'code' || text !== '' || (lines[nth - 1]?.text ?? '') !== '',
  );
}

/** Markdown such as we make it as plain text; code stands four blanks in. */
export function plainText(markdown: string): string {
  return plainLines(markdown)
    .map(({ kind, text }) => (kind === 'code' && text !== '' ? `    ${text}` : text))
    .join('\n')
    .trimEnd();
}

function isEndOf(fence: string, line: string): boolean {
  const mark = line.trim();
  return mark.startsWith(fence) && mark.replaceAll(fence[0] ?? '', '') === '';
}

function proseLine(line: string): PlainLine {
  const [, title] = HEADING.exec(line) ?? [];
  const kind = title !== undefined || BOLD_LINE.test(line) ? 'heading' : 'text';
  return { kind, text: withoutMarks(title ?? line.replace(/^(?: {0,3}> ?)+/, '')) };
}

/** In this order: an escaped character, code, a link or an image, the marks of emphasis. */
const MARKS =
  /\\([!-/:-@[-`{-~])|(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)|!?\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)|\*+(?=\S)|(?<=\S)\*+|(?<![\p{L}\p{N}])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}])/gu;

function withoutMarks(line: string): string {
  return line.replaceAll(
    MARKS,
    (_, escaped?: string, _ticks?: string, code?: string, label?: string, target?: string) => {
      if (escaped !== undefined) return escaped;
      if (code !== undefined) return code.replace(/^ (.*\S.*) $/, '$1');
      if (label === undefined || target === undefined) return '';
      return withoutMarks(label) + placeOf(target);
    },
  );
}

/** Where a link to a file leads: nobody can follow it from plain text. */
function placeOf(target: string): string {
  const [uri = '', fragment = ''] = target.split('#');
  const file = uri.startsWith('file:') ? pathOfUri(uri) : undefined;
  if (file === undefined) return '';
  const [, line] = /^L(\d+)$/.exec(fragment) ?? [];
  return ` (${file}${line === undefined ? '' : `:${line}`})`;
}
