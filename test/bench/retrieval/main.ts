import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import type { Embedder } from '../../../server/rag/embedding/embedder.ts';
import { loadEmbedder } from '../../../server/rag/embedding/load-embedder.ts';
import { isProblem } from '../../../server/rag/problem.ts';
import { distributionOf } from '../statistics.ts';
import {
  answersOf,
  hoverQualityOf,
  passageQualityOf,
  reciprocals,
  type Search,
  systemsOf,
} from './evaluation.ts';
import { comparison, qualityOf } from './measures.ts';
import {
  ownQuestions,
  publicQuestions,
  type Question,
  type QuestionSet,
  sharedFolder,
} from './question-sets.ts';
import { Searchable } from './systems.ts';

const embedder = await modelOrNothing();
const shared = sharedFolder();
if (shared === undefined) console.log('The public corpus is not here: set PRAXIS_SHARED.\n');
for (const set of [ownQuestions(), ...(shared === undefined ? [] : [publicQuestions(shared)])]) {
  await measure(set);
}
await embedder?.close();

/** The default model; without it, words alone are measured. */
async function modelOrNothing(): Promise<Embedder | undefined> {
  const loaded = await loadEmbedder({
    model: '',
    allowHub: false,
    shippedModels: fileURLToPath(new URL('../../../models', import.meta.url)),
    hubCache: fileURLToPath(new URL('../results', import.meta.url)),
  });
  if (!isProblem(loaded)) return loaded;
  console.log(`No vectors: ${loaded.reason}\n`);
  return undefined;
}

async function measure(set: QuestionSet): Promise<void> {
  const searchable = await Searchable.of(set.files, embedder);
  console.log(`${set.name}: ${set.files.length} files, ${searchable.size} passages`);
  const files = tableOf(
    'questions',
    'system',
    'n',
    'R@1',
    'R@5',
    'MRR@10',
    'nDCG@10',
    'p50 ms',
    'p95 ms',
  );
  const against = tableOf(
    'MRR@10, against the reference',
    'system',
    'difference',
    'from',
    'to',
    'worse',
  );
  for (const [kind, questions] of byKind(set.questions)) {
    const answers = [];
    for (const system of systemsOf(set, searchable, embedder !== undefined)) {
      answers.push({ name: system.name, ...(await answersOf(system, questions)) });
    }
    for (const { name, ranks, times } of answers) {
      const { p50, p95 } = distributionOf(times);
      const quality = qualityOf(ranks);
      files.push([kind, name, ...shares(quality), p50.toFixed(1), p95.toFixed(1)]);
    }
    const [reference, ...others] = answers;
    for (const other of others) {
      if (reference === undefined || other.name === 'vectors') continue;
      const { difference, low, high, worse } = comparison(
        reciprocals(other),
        reciprocals(reference),
      );
      against.push([
        kind,
        other.name,
        signed(difference),
        signed(low),
        signed(high),
        percent(worse),
      ]);
    }
  }
  console.log(`Files found\n${files}\n${against}\n`);
  if (set.unanswered.length > 0) await measurePassages(set, searchable);
}

/** Where sections are known: the right passage, and what hover would show. */
async function measurePassages(set: QuestionSet, searchable: Searchable): Promise<void> {
  const passages = tableOf('questions', 'system', 'n', 'R@1', 'R@5', 'MRR@10', 'nDCG@10');
  const hover = tableOf('hover', 'right', 'shown', 'of', 'wrongly shown', 'of');
  const searches: [string, Search][] = [
    ['words', (query, limit, about) => searchable.byWords(query, limit, about)],
    ['both', (query, limit, about) => searchable.byBoth(query, limit, about)],
  ];
  for (const [name, search] of searches.slice(0, embedder === undefined ? 1 : 2)) {
    for (const [kind, questions] of byKind(set.questions)) {
      passages.push([kind, name, ...shares(await passageQualityOf(questions, searchable, search))]);
    }
    const { answered, shown, places, wrong, placesWithout } = await hoverQualityOf(
      set,
      searchable,
      search,
    );
    hover.push([name, percent(answered), percent(shown), places, percent(wrong), placesWithout]);
  }
  console.log(`Sections found\n${passages}\nHover\n${hover}\n`);
}

function byKind(questions: readonly Question[]): [string, Question[]][] {
  const kinds = [...new Set(questions.map(({ kind }) => kind))];
  return kinds.map((kind) => [kind, questions.filter((question) => question.kind === kind)]);
}

function shares(quality: ReturnType<typeof qualityOf>): string[] {
  const { questions, recallAt1, recallAt5, mrrAt10, ndcgAt10 } = quality;
  return [String(questions), ...[recallAt1, recallAt5, mrrAt10, ndcgAt10].map((x) => x.toFixed(3))];
}

function tableOf(...head: string[]): Table.Table {
  const rules = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
  return new Table({ head, chars: rules, style: { head: [], border: [] } });
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(3)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
