import { asText, paragraphs } from '../markup.ts';

/** A passage of the standards, as much of it as a hover shows. */
export interface HoverPassage {
  readonly title: string;
  /** Outermost first, without the title. */
  readonly headings: readonly string[];
  readonly text: string;
  /** Where the passage begins: a URI, with the line from 1 behind `#L`. */
  readonly href: string;
}

/** A hover has room for so many characters of a passage. */
const EXCERPT = 280;

/** What the standards say, under what else a hover shows: where it stands, a few lines, a way there. */
export function passagesCard(passages: readonly HoverPassage[]): string {
  return paragraphs(
    ...passages.flatMap(({ title, headings, text, href }) => {
      const place = [title, ...headings].map((part) => asText(part, 80)).join(' › ');
      return [`**Standards:** [${place}](${href})`, excerptOf(text)];
    }),
  );
}

/** The beginning of the text without its headings, tables and fences: those need room. */
function excerptOf(text: string): string {
  const lines: string[] = [];
  let isFenced = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    else if (!isFenced && !/^\s*(?:#{1,6}\s|\||<!--|-{3,}\s*$)/.test(line)) lines.push(line);
  }
  return asText(withoutMarks(lines.join('\n')), EXCERPT);
}

/** Emphasis, code marks and links as what a reader sees of them. */
function withoutMarks(text: string): string {
  return text
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replaceAll(/(\*\*|__|`)(?=\S)(.+?)\1/g, '$2')
    .replaceAll(/^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/gm, '• ')
    .replaceAll(/^\s*>\s?/gm, '');
}
