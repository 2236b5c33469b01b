import { createHash } from 'node:crypto';
import path from 'node:path';
import { LineIndex } from '../../workspace/line-index.ts';
import type { Chunk, IndexedFile } from '../chunk.ts';
import type { Draft } from './draft.ts';
import { facetsOf } from './facets.ts';
import { gateDrafts } from './gate-drafts.ts';
import { markdownDrafts } from './markdown-drafts.ts';
import { metadataDrafts } from './metadata-drafts.ts';

/** Changes whenever the chunks of the same text would change: what was made before is made anew. */
export const CHUNKER_VERSION = '3';

/** What lies beyond is not searched: a standard has some ten thousand characters and 300 lines. */
const LONGEST_FILE = 400_000;
const MOST_LINES = 20_000;
/** What is made from data, in UTF-16 code units, is cut there. */
const LONGEST_TEXT = 4_000;
const MOST_TAGS = 30;

/**
 * The passages of a file, in the order of its text. Any text has some or none; the same text always has
 * the same, with the same hashes. Takes well under a second for any text.
 */
export function chunksOf(file: IndexedFile, text: string): Chunk[] {
  const readable = beginningOf(text);
  const lines = new LineIndex(readable);
  return draftsOf(file, readable).map((draft) => chunkOf(file, draft, lines));
}

function beginningOf(text: string): string {
  if (text.length <= MOST_LINES) return text;
  let end = -1;
  for (let lines = 0; lines < MOST_LINES; lines += 1) {
    end = text.indexOf('\n', end + 1);
    if (end === -1 || end >= LONGEST_FILE) return text.slice(0, LONGEST_FILE);
  }
  return text.slice(0, end);
}

function draftsOf(file: IndexedFile, text: string): Draft[] {
  const folder = path.basename(path.dirname(file.file));
  switch (file.kind) {
    case 'metadata':
      return metadataDrafts(text, file.workflowType ?? folder);
    case 'gate':
      return gateDrafts(text, file.workflowType ?? folder, file.phase);
    default:
      return markdownDrafts(text, path.basename(file.file, path.extname(file.file)));
  }
}

function chunkOf(file: IndexedFile, draft: Draft, lines: LineIndex): Chunk {
  const { title, headings, keywords, range } = draft;
  const text = draft.text.slice(0, Math.max(LONGEST_TEXT, range.end - range.start));
  const facets = facetsOf(headings, text);
  return {
    hash: hashOf([file.kind, ...headings], text),
    title,
    headings,
    text,
    keywords,
    range: { start: range.start, end: range.end },
    lines: {
      start: lines.positionAt(range.start, 'utf-16'),
      end: lines.positionAt(range.end, 'utf-16'),
    },
    phase: file.phase ?? (draft.phase === undefined ? facets.phase : draft.phase),
    tags: [...new Set([...draft.tags, ...facets.tags])].slice(0, MOST_TAGS),
    critical: facets.critical,
  };
}

/** As JSON, so that no two lists of parts are alike. */
function hashOf(parts: readonly string[], text: string): string {
  return createHash('sha1')
    .update(JSON.stringify([...parts, text]))
    .digest('hex');
}
