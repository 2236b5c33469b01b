import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../../../server/rag/chunking/chunks.ts';
import {
  isRelevant,
  type RankedPassage,
  rank,
  type VectorHit,
} from '../../../../server/rag/ranking/rank.ts';
import type { ChunkRef } from '../../../../server/rag/words/word-hits.ts';
import { WordIndex } from '../../../../server/rag/words/word-index.ts';

class Library {
  readonly index = new WordIndex();
  readonly refs: ChunkRef[] = [];

  add(path: string, title: string, sections: Record<string, string>): this {
    const file = { file: path, kind: 'standard' } as const;
    const parts = Object.entries(sections).map(([name, text]) => `## ${name}\n\n${text}`);
    const chunks = chunksOf(file, [`# ${title}`, ...parts].join('\n\n'));
    this.index.replaceFile(file, chunks);
    this.refs.push(...chunks.map((chunk, ordinal) => ({ file, ordinal, chunk })));
    return this;
  }

  /** A vector hit on the passage under a heading. */
  near(heading: string, similarity: number, path?: string): VectorHit {
    const ref = this.refs.find(
      ({ chunk, file }) => chunk.headings.at(-1) === heading && (path ?? file.file) === file.file,
    );
    if (ref === undefined) throw new Error(`There is no passage under "${heading}".`);
    return { ref, similarity };
  }

  rank(
    query: string,
    vectors: readonly VectorHit[] = [],
    limit = 10,
    about?: string,
  ): RankedPassage[] {
    return rank(
      query,
      this.index.search(query, () => true, 200),
      vectors,
      { limit, about },
    );
  }
}

const long = (text: string): string => `${text} ${'Further words fill this passage. '.repeat(8)}`;

const library = new Library()
  .add('/ws/standards/gates.md', 'Gates', {
    strict: long('`strict` stops a phase on one error of its evidence.'),
    lenient: long('A lenient gate lets a phase pass with warnings.'),
  })
  .add('/ws/standards/metadata.md', 'Metadata', {
    total_phases: long('`total_phases` is the number of entries.'),
    version: long('A semantic version; see the gate that is strict about it.'),
  })
  .add('/ws/standards/running.md', 'Running', {
    'When a gate fails': long('Nothing moves. Correct the work, then submit again.'),
  });

const places = (passages: readonly RankedPassage[]): string[] =>
  passages.map(({ ref }) => ref.chunk.headings.at(-1) ?? '');

describe('the ranking', () => {
  it('is by words where there are no vectors', () => {
    const [first] = library.rank('strict gate');
    expect(first).toMatchObject({ method: 'words' });
    expect(places(library.rank('strict gate'))[0]).toBe('strict');
  });

  it('is by vectors where no word is found', () => {
    const passages = library.rank('zzz', [
      library.near('lenient', 0.4),
      library.near('When a gate fails', 0.7),
    ]);
    expect(places(passages)).toEqual(['When a gate fails', 'lenient']);
    expect(passages.map(({ method }) => method)).toEqual(['vectors', 'vectors']);
  });

  it('is empty where nothing is found', () => {
    expect(library.rank('zzz')).toEqual([]);
    expect(library.rank('')).toEqual([]);
    expect(library.rank('strict', [], 0)).toEqual([]);
  });

  it('believes words that match the whole query before vectors that disagree', () => {
    const passages = library.rank('total_phases', [
      library.near('lenient', 0.9),
      library.near('total_phases', 0.1),
    ]);
    expect(places(passages)[0]).toBe('total_phases');
    expect(passages[0]?.method).toBe('both');
  });

  it('believes vectors the more, the less of the query words match', () => {
    const query = 'rejected submission what now passage';
    const vectors = [library.near('When a gate fails', 0.8), library.near('strict', 0.2)];
    expect(places(library.rank(query, vectors))[0]).toBe('When a gate fails');
  });

  it('lets each file speak before a file speaks twice', () => {
    const files = library.rank('gate phase strict', [], 3).map(({ ref }) => ref.file.file);
    expect(new Set(files.slice(0, 2)).size).toBe(2);
  });

  it.each(['phases', '`phases`', '[PHASES]', '🛑 phases'])(
    'prefers the section that has the query %s for its heading',
    (query) => {
      const pages = new Library()
        .add('/ws/a.md', 'Phases', { 'Phases and more phases': long('Phases, phases, phases.') })
        .add('/ws/b.md', 'Metadata', { phases: long('A list.'), name: long('Of phases.') });
      expect(places(pages.rank(query))[0]).toBe('phases');
    },
  );

  it.each([
    ['phase_name', 'Phase Names', 'Phases'],
    ['author', 'name and author', 'The author of a plan'],
    ['validators', 'validators: your own lambdas', 'Good validators'],
  ])('knows a heading that names %s by its words or beside others', (query, named, other) => {
    const pages = new Library()
      .add('/ws/a.md', 'One', { [named]: long('What it is.') })
      .add('/ws/b.md', 'Two', { [other]: long(`Here the ${query.split('_')[0]} is mentioned.`) });
    const [first] = pages.rank(query);
    expect(places(first === undefined ? [] : [first])).toEqual([named]);
    expect(first?.score).toBe(1);
  });

  it('takes a heading that many pages have for a part of their form', () => {
    const pages = new Library();
    for (const page of ['a', 'b', 'c']) pages.add(`/ws/${page}.md`, page, { Usage: long('So.') });
    pages.add('/ws/d.md', 'Dates', { 'Usage of usage dates': long('Usage, usage and usage.') });
    expect(places(pages.rank('usage'))[0]).toBe('Usage of usage dates');
  });

  it('prefers pages about the matter, and finds a plain word elsewhere not worth showing', () => {
    const pages = new Library()
      .add('/ws/injection.md', 'Dependency injection', {
        'Three types, each a type': long('A type, type.'),
      })
      .add('/ws/gates.md', 'Gates', { 'Types of evidence': long('Each field has one.') })
      .add('/ws/api.md', 'Interfaces', { Version: long('A version, as `total_phases` has.') });
    const about = 'gate evidence phase';
    expect(places(pages.rank('type', [], 10, about))[0]).toBe('Types of evidence');
    expect(pages.rank('type', [], 10, about).filter(isRelevant)).toHaveLength(1);
    expect(pages.rank('version', [], 10, about).some(isRelevant)).toBe(false);
    expect(pages.rank('version').some(isRelevant)).toBe(true);
    expect(pages.rank('total_phases', [], 10, about).some(isRelevant)).toBe(true);
  });

  it('gives no more than the limit', () => {
    expect(library.rank('gate phase version passage', [], 2)).toHaveLength(2);
  });

  it('does not depend on the order in which vectors come', () => {
    const vectors = [
      library.near('lenient', 0.5),
      library.near('strict', 0.6),
      library.near('version', 0.1),
    ];
    expect(library.rank('gate', vectors)).toEqual(library.rank('gate', vectors.toReversed()));
  });

  it('answers with the section, not with the list of questions that leads to it', () => {
    const pages = new Library().add('/ws/a.md', 'Retries', {
      'Questions This Answers': long('- How often is a failed upload tried again?'),
      Attempts: long('A failed upload is tried again, three times.'),
    });
    expect(places(pages.rank('How often is a failed upload tried again?'))[0]).toBe('Attempts');
  });
});

describe('copies', () => {
  const section = { strict: long('Stops a phase on one error.') };

  it.each([
    ['installed first', ['/ws/.praxis-os/standards/g.md', '/ws/universal/standards/g.md']],
    [
      'taken over under the name of the source',
      ['/ws/.praxis-os/standards/universal/g.md', '/ws/universal/standards/g.md'],
    ],
    ['source first', ['/ws/universal/standards/g.md', '/ws/.praxis-os/standards/g.md']],
  ])('are shown once, from the strongest base: %s', (_, paths) => {
    const pages = new Library();
    for (const path of paths) pages.add(path, 'Gates', section);
    const files = pages.rank('strict error').map(({ ref }) => ref.file.file);
    expect(files).toEqual(paths.filter((path) => path.includes('.praxis-os')));
  });

  it('are such too where one has been edited', () => {
    const pages = new Library()
      .add('/ws/universal/standards/g.md', 'Gates', {
        strict: long('Stops a phase on one error, at once. Edited.'),
      })
      .add('/ws/.praxis-os/standards/g.md', 'Gates', section);
    expect(pages.rank('strict error at once, edited').map(({ ref }) => ref.file.file)).toEqual([
      '/ws/.praxis-os/standards/g.md',
    ]);
  });

  it('are no reason to hide a section that only one of them has', () => {
    const pages = new Library()
      .add('/ws/universal/standards/g.md', 'Gates', {
        ...section,
        override: long('There is no override.'),
      })
      .add('/ws/.praxis-os/standards/g.md', 'Gates', section);
    expect(places(pages.rank('override'))).toContain('override');
  });

  it('are told by their text where their paths say nothing', () => {
    const pages = new Library()
      .add('/ws/a/one.md', 'Gates', section)
      .add('/ws/b/two.md', 'Gates', section);
    expect(pages.rank('strict error')).toHaveLength(1);
  });

  it('are not passages of unlike files that share a heading', () => {
    const pages = new Library()
      .add('/ws/a.md', 'A', { Overview: long('The gate is strict.') })
      .add('/ws/b.md', 'B', { Overview: long('The strict gate of another page.') });
    expect(pages.rank('strict gate')).toHaveLength(2);
  });
});

describe('the score', () => {
  it('lies between 0 and 1 and never rises down the list', () => {
    for (const query of ['strict', 'gate that fails', 'number of entries', 'zzz strict']) {
      const scores = library.rank(query, [library.near('lenient', 0.9)]).map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      for (const score of scores) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }
  });

  it('tells what is about the matter from what mentions it, and from what only sounds like it', () => {
    const [topic] = library.rank('total_phases');
    const [mention] = library.rank('semantic');
    const [guess] = library.rank('zzz', [library.near('lenient', 0.95)]);
    expect([topic, mention, guess].map((passage) => passage && isRelevant(passage))).toEqual([
      true,
      false,
      false,
    ]);
    expect(topic?.score).toBe(1);
  });

  it('is low where most of the query is unheard of', () => {
    for (const query of [
      'owner_email',
      'strict_kubernetes_ingress',
      'rotate signing keys strictly',
    ]) {
      for (const passage of library.rank(query)) expect(isRelevant(passage)).toBe(false);
    }
  });
});
