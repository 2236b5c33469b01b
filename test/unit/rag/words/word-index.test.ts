import { describe, expect, it } from 'vitest';
import type { IndexedFile } from '../../../../server/rag/chunk.ts';
import { chunksOf } from '../../../../server/rag/chunking/chunks.ts';
import { WordIndex } from '../../../../server/rag/words/word-index.ts';

const page = (title: string, sections: Record<string, string>): string =>
  [`# ${title}`, ...Object.entries(sections).map(([name, text]) => `## ${name}\n\n${text}`)].join(
    '\n\n',
  );

function indexed(pages: Record<string, string>): WordIndex {
  const index = new WordIndex();
  for (const [file, text] of Object.entries(pages)) put(index, { file, kind: 'standard' }, text);
  return index;
}

function put(index: WordIndex, file: IndexedFile, text: string): void {
  index.replaceFile(file, chunksOf(file, text));
}

const gates = page('Gates', {
  strict: '`strict` stops the phase on one error.',
  type: 'One of five types of evidence; `total_phases` is none.',
});
const metadata = page('Metadata', {
  total_phases: 'Number of phases of the workflow.',
  description: 'What the workflow does, in words.',
});

const found = (index: WordIndex, query: string): string[] =>
  index
    .search(query, () => true, 10)
    .chunks.map(({ ref }) => `${ref.file.file}#${ref.chunk.headings.at(-1)}`);

describe('a word index', () => {
  it('finds passages by their words, in any form of these', () => {
    const index = indexed({ '/gates.md': gates, '/metadata.md': metadata });
    expect(found(index, 'what stops phases?')[0]).toBe('/gates.md#strict');
    expect(found(index, 'nothing like that')).toEqual([]);
    expect(found(index, 'the of')).toEqual([]);
    expect(found(index, '')).toEqual([]);
  });

  it('holds a heading for more than a mention', () => {
    const index = indexed({ '/gates.md': gates, '/metadata.md': metadata });
    expect(found(index, 'total_phases').slice(0, 2)).toEqual([
      '/metadata.md#total_phases',
      '/gates.md#type',
    ]);
  });

  it('says which terms a passage has, in which fields, and what each is worth', () => {
    const index = indexed({ '/gates.md': gates, '/metadata.md': metadata });
    const { terms, chunks } = index.search('strict workflow unheard', () => true, 10);
    const strict = chunks.find(({ ref }) => ref.chunk.headings.at(-1) === 'strict');
    expect(strict?.matched.get('strict')?.toSorted()).toEqual(['headings', 'text']);
    expect([...terms.keys()]).toEqual(['strict', 'workflow', 'unheard']);
    expect(terms.get('unheard')).toBeGreaterThan(terms.get('strict') ?? 0);
    expect(terms.get('strict')).toBeGreaterThan(terms.get('workflow') ?? 0);
  });

  it('gives only what is accepted, and the scores of these files only', () => {
    const index = indexed({ '/gates.md': gates, '/metadata.md': metadata });
    const { chunks, files } = index.search(
      'phases evidence',
      ({ file }) => file.file === '/gates.md',
      10,
    );
    expect(new Set(chunks.map(({ ref }) => ref.file.file))).toEqual(new Set(['/gates.md']));
    expect([...files.keys()]).toEqual(['/gates.md']);
  });

  it('scores what is accepted as if all were', () => {
    const index = indexed({ '/gates.md': gates, '/metadata.md': metadata });
    const query = 'phases workflow evidence error';
    const all = index.search(query, undefined, 10);
    for (const wanted of ['/gates.md', '/metadata.md', '/none.md']) {
      const some = index.search(query, ({ file }) => file.file === wanted, 10);
      expect(some).toEqual({
        terms: all.terms,
        chunks: all.chunks.filter(({ ref }) => ref.file.file === wanted),
        files: new Map([...all.files].filter(([file]) => file === wanted)),
      });
    }
  });

  it('gives at most as many as wanted, the best ones', () => {
    const index = indexed({ '/gates.md': gates, '/metadata.md': metadata });
    const all = index.search('phases workflow evidence', () => true, 10).chunks;
    const two = index.search('phases workflow evidence', () => true, 2).chunks;
    expect(all.length).toBeGreaterThan(2);
    expect(two).toEqual(all.slice(0, 2));
    expect(index.search('phases', () => true, 0).chunks).toEqual([]);
  });

  it('forgets what was replaced or removed', () => {
    const index = indexed({ '/gates.md': gates, '/metadata.md': metadata });
    put(
      index,
      { file: '/gates.md', kind: 'standard' },
      page('Gates', { lenient: 'Lets all pass.' }),
    );
    expect(found(index, 'strict error')).toEqual([]);
    expect(found(index, 'lenient')).toEqual(['/gates.md#lenient']);
    index.removeFile('/gates.md');
    index.replaceFile({ file: '/metadata.md', kind: 'standard' }, []);
    index.removeFile('/never-seen.md');
    expect(index.size).toBe(0);
    expect(found(index, 'lenient workflow')).toEqual([]);
  });

  it('takes words that objects have for their own', () => {
    const index = indexed({
      '/a.md': page('constructor', { toString: 'hasOwnProperty __proto__ valueOf' }),
    });
    for (const query of ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf']) {
      expect(found(index, query)).toEqual(['/a.md#toString']);
    }
    expect(found(indexed({ '/a.md': gates }), '__proto__ constructor')).toEqual([]);
  });
});
