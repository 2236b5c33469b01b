import type { Chunk, IndexedFile } from '../../../server/rag/chunk.ts';
import type { StoredChunk } from '../../../server/rag/vectors/vector-table.ts';

export const DIMENSIONS = 8;

/** A row whose vector points along an axis, with parts as a test wants them. */
export function storedRow(
  file: string,
  ordinal: number,
  axis: number,
  chunk: Partial<Chunk> = {},
  place: Partial<IndexedFile> = {},
): StoredChunk {
  const vector = new Float32Array(DIMENSIONS);
  vector[axis] = 1;
  return {
    file: { file, kind: 'standard', ...place },
    ordinal,
    vector,
    chunk: {
      hash: `${file} ${ordinal}`,
      title: 'A title',
      headings: ['One', 'Two'],
      text: `Text ${ordinal}, “quoted” and 🎯`,
      keywords: ['word'],
      range: { start: 3, end: 40 },
      lines: { start: { line: 1, character: 0 }, end: { line: 2, character: 5 } },
      phase: null,
      tags: [],
      critical: false,
      ...chunk,
    },
  };
}
