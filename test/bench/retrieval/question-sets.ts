import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ABOUT } from '../../../server/features/hover/hover-topic.ts';
import { type CorpusFile, standardsIn, withoutLeaks } from './corpus.ts';

export interface Question {
  readonly query: string;
  readonly kind: 'literal' | 'paraphrase' | 'hover' | 'public';
  /** What the place is part of that is hovered over; absent for what an author named, and for other questions. */
  readonly about?: string;
  /** Where the answer stands: each place is as good. */
  readonly answers: readonly Answer[];
}

export interface Answer {
  readonly file: string;
  /** The heading of the section; absent where only the file is known. */
  readonly section?: string;
}

/** Questions about one set of files. */
export interface QuestionSet {
  readonly name: string;
  readonly files: readonly CorpusFile[];
  readonly questions: readonly Question[];
  /** Queries of the same kinds that nothing here answers. */
  readonly unanswered: readonly Omit<Question, 'answers'>[];
}

interface OwnQuestions {
  readonly questions: readonly {
    readonly query: string;
    readonly kind: 'literal' | 'paraphrase' | 'none';
    readonly file?: string;
    readonly section?: string;
  }[];
  readonly hover: readonly {
    readonly query: string;
    readonly place: keyof typeof ABOUT | 'name';
    readonly answers: readonly Answer[];
  }[];
}

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Our questions on `universal/standards`: literal ones, rephrased ones, hover, and such without answer. */
export function ownQuestions(): QuestionSet {
  const file = new URL('questions/universal.json', import.meta.url);
  const { questions, hover: places } = JSON.parse(readFileSync(file, 'utf8')) as OwnQuestions;
  const hover = places.map(({ place, ...each }) =>
    place === 'name' ? each : { ...each, about: ABOUT[place] },
  );
  const asked = questions.flatMap(({ query, kind, file, section }): Question[] =>
    kind === 'none' || file === undefined || section === undefined
      ? []
      : [{ query, kind, answers: [{ file, section }] }],
  );
  const none = questions.filter(({ kind }) => kind === 'none');
  return {
    name: 'own questions on universal/standards',
    files: standardsIn(path.join(repository, 'universal', 'standards')),
    questions: [
      ...asked,
      ...hover
        .filter(({ answers }) => answers.length > 0)
        .map((each): Question => ({ ...each, kind: 'hover' })),
    ],
    unanswered: [
      ...none.map(({ query }) => ({ query, kind: 'literal' as const })),
      ...hover
        .filter(({ answers }) => answers.length === 0)
        .map(({ answers: _, ...each }) => ({ ...each, kind: 'hover' as const })),
    ],
  };
}

/** The folder of the public corpus; undefined where it is not at hand. */
export function sharedFolder(): string | undefined {
  const folder = process.env.PRAXIS_SHARED ?? path.join(repository, '..', 'shared');
  return existsSync(path.join(folder, 'corpus-questions.json')) ? folder : undefined;
}

/** Questions that the standards of a public project list for themselves, with the lists taken out. */
export function publicQuestions(shared: string): QuestionSet {
  const text = readFileSync(path.join(shared, 'corpus-questions.json'), 'utf8');
  const { cases } = JSON.parse(text) as {
    readonly cases: readonly { readonly query: string; readonly relevant: readonly string[] }[];
  };
  const queries = cases.map(({ query }) => query);
  return {
    name: 'public questions on the public corpus, without the lists of questions',
    files: standardsIn(path.join(shared, 'corpus', 'standards')).map((file) => ({
      ...file,
      text: withoutLeaks(file.text, queries),
    })),
    questions: cases.map(({ query, relevant }) => ({
      query,
      kind: 'public',
      answers: relevant.map((file) => ({ file })),
    })),
    unanswered: [],
  };
}
