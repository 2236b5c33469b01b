import { excerptOf, type Worth } from '../excerpt.ts';
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

/** What the standards say, under what else a hover shows: where it stands, a few lines, a way there. */
export function passagesCard(passages: readonly HoverPassage[], worthOf: Worth): string {
  return paragraphs(
    ...passages.flatMap(({ title, headings, text, href }) => {
      const place = [title, ...headings].map((part) => asText(part, 80)).join(' › ');
      return [`**Standards:** [${place}](${href})`, excerptOf(text, worthOf)];
    }),
  );
}
