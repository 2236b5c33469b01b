import type { CorpusFile } from './corpus.ts';

/**
 * The reference that the product has to reach: *parent*, word search in which a file is scored by its best
 * three chunks (1, .3, .09), by itself over four fields (.6) and by itself as one field (.3). Written apart
 * from the product: its own chunks, terms and BM25.
 */
export class ReferenceIndex {
  readonly #names: readonly string[];
  readonly #chunks: Bm25;
  readonly #chunkFiles: number[] = [];
  readonly #files: Bm25;
  readonly #whole: Bm25;

  constructor(files: readonly CorpusFile[]) {
    this.#names = files.map(({ name }) => name);
    const pages = files.map(({ name, text }) => pageOf(name, text));
    const chunks = pages.flatMap((page, index) =>
      page.chunks.map((chunk) => {
        this.#chunkFiles.push(index);
        return [page.title, chunk.headings.join(' '), page.keywords, chunk.text].map(wordsOf);
      }),
    );
    const whole = pages.map((page) => [
      page.title,
      [...new Set(page.chunks.flatMap(({ headings }) => headings))].join(' '),
      page.keywords,
      page.chunks.map(({ text }) => text).join('\n'),
    ]);
    this.#chunks = new Bm25(chunks, [1, 1, 1, 1]);
    this.#files = new Bm25(
      whole.map((fields) => fields.map(wordsOf)),
      [1, 1, 1, 1],
    );
    this.#whole = new Bm25(
      whole.map((fields) => [wordsOf(fields.join('\n'))]),
      [1],
    );
  }

  /** The names of the files, best first. */
  search(query: string): string[] {
    const words = [...new Set(wordsOf(query))];
    const chunkScores = scaled(this.#chunks.scores(words));
    const byFile = this.#names.map((): number[] => []);
    for (const [chunk, score] of chunkScores.entries()) {
      byFile[this.#chunkFiles[chunk] ?? 0]?.push(score);
    }
    const files = scaled(this.#files.scores(words));
    const whole = scaled(this.#whole.scores(words));
    return this.#names
      .map((name, file) => {
        const [a = 0, b = 0, c = 0] = (byFile[file] ?? []).sort((x, y) => y - x);
        const score = a + 0.3 * b + 0.09 * c + 0.6 * (files[file] ?? 0) + 0.3 * (whole[file] ?? 0);
        return { name, score };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .map(({ name }) => name);
  }
}

/** BM25+ with a sum over weighted fields. */
class Bm25 {
  readonly #documents: readonly (readonly Map<string, number>[])[];
  readonly #lengths: readonly (readonly number[])[];
  readonly #averages: readonly number[];
  readonly #weights: readonly number[];

  constructor(documents: readonly (readonly (readonly string[])[])[], weights: readonly number[]) {
    this.#documents = documents.map((fields) => fields.map(countsOf));
    this.#lengths = documents.map((fields) => fields.map((field) => field.length));
    this.#averages = weights.map(
      (_, field) =>
        this.#lengths.reduce((sum, lengths) => sum + (lengths[field] ?? 0), 0) / documents.length,
    );
    this.#weights = weights;
  }

  scores(words: readonly string[]): number[] {
    const total = this.#documents.length;
    const scores = new Array<number>(total).fill(0);
    for (const [field, weight] of this.#weights.entries()) {
      for (const word of words) {
        const counts = this.#documents.map((fields) => fields[field]?.get(word) ?? 0);
        const having = counts.filter((count) => count > 0).length;
        const idf = Math.log(1 + (total - having + 0.5) / (having + 0.5));
        for (const [document, count] of counts.entries()) {
          if (count === 0) continue;
          const length = (this.#lengths[document]?.[field] ?? 0) / (this.#averages[field] || 1);
          const part = 0.5 + (count * 2.2) / (count + 1.2 * (0.3 + 0.7 * length));
          scores[document] = (scores[document] ?? 0) + weight * idf * part;
        }
      }
    }
    return scores;
  }
}

interface Page {
  readonly title: string;
  readonly keywords: string;
  readonly chunks: readonly { readonly headings: readonly string[]; readonly text: string }[];
}

/** Cut at headings outside fences, long sections at blank lines, short ones joined with the next. */
function pageOf(name: string, text: string): Page {
  const keywords = [...text.matchAll(/^\*\*keywords[^:]*:\**\s*(.*)$/gim)].map(([, list]) => list);
  const chunks: { headings: string[]; text: string }[] = [];
  let path: string[] = [];
  let title: string | undefined;
  let lines: string[] = [];
  let inFence = false;
  const close = (): void => {
    for (const part of partsOf(lines.join('\n'))) chunks.push({ headings: path, text: part });
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:```|~~~)/.test(line)) inFence = !inFence;
    const [, marks, heading = ''] = (!inFence && /^(#{1,6})\s+(.*)$/.exec(line)) || [];
    if (marks === undefined) {
      lines.push(line);
      continue;
    }
    if (lines.join('\n').trim().length >= 200 || heading === '') close();
    if (marks.length === 1 && title === undefined) title = heading;
    else path = [...path.slice(0, Math.max(0, marks.length - 2)), heading];
    if (lines.length > 0) lines.push(heading);
  }
  close();
  return { title: title ?? name, keywords: keywords.join(' '), chunks };
}

function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (const paragraph of text.split(/\n\s*\n/).filter((each) => each.trim() !== '')) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + paragraph.length <= 600) {
      parts[parts.length - 1] = `${last}\n\n${paragraph}`;
    } else {
      parts.push(paragraph);
    }
  }
  return parts;
}

const STOP = new Set(
  'a an the of to in on at for from by with without and or is are was were be been it its this that these those as do does did how what when where which who why i my we our you your can could should would will shall may might have has had not if then than so there their they about into me'.split(
    ' ',
  ),
);

function wordsOf(text: string): string[] {
  const words = text
    .toLowerCase()
    .match(/[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*|\p{Emoji_Presentation}/gu);
  return (words ?? []).flatMap((word) => {
    const parts = word
      .split(/[-_.]/)
      .filter((part) => !STOP.has(part))
      .map(stemOf);
    return parts.length > 1 ? [word, ...parts] : parts;
  });
}

function stemOf(word: string): string {
  if (word.length < 4) return word;
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  return singular
    .replace(/(?<=[aeiouy].{2,})(?:ing|ed)$/, '')
    .replace(/([^ls])\1$/, '$1')
    .replace(/e$/, '');
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function scaled(scores: readonly number[]): number[] {
  const best = Math.max(0, ...scores);
  return best > 0 ? scores.map((score) => score / best) : [...scores];
}
