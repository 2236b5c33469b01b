import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IndexedFile } from '../../../server/rag/chunk.ts';

/** A file to search in, with the text that is indexed. */
export interface CorpusFile {
  readonly indexed: IndexedFile;
  /** From the corpus's folder, with `/`: what questions name. */
  readonly name: string;
  readonly text: string;
}

/** The markdown files below a folder, as standards. */
export function standardsIn(folder: string): CorpusFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      return {
        indexed: { file, kind: 'standard' },
        name: name.replaceAll(path.sep, '/'),
        text: readFileSync(file, 'utf8'),
      };
    });
}

/**
 * The text without what gives the answers away: sections that list the questions a page answers, and
 * all other lines that quote one of `questions`.
 */
export function withoutLeaks(text: string, questions: readonly string[]): string {
  const quoted = questions.map(comparable);
  const kept: string[] = [];
  /** The level of the heading of the section that is being left out. */
  let leaving = 0;
  let inFence = false;
  for (const line of text.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) inFence = !inFence;
    const level = inFence ? 0 : (/^(#{1,6})\s/.exec(line)?.[1]?.length ?? 0);
    if (level > 0 && level <= leaving) leaving = 0;
    if (level > 0 && leaving === 0 && LEAKING.test(line)) leaving = level;
    const said = comparable(line);
    if (leaving === 0 && !quoted.some((question) => said.includes(question))) kept.push(line);
  }
  return kept.join('\n');
}

const LEAKING = /questions this answers|when to query/i;

function comparable(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
