import { readableEnd } from '../../syntax/bounded-markdown.ts';
import { lineEnd } from '../../syntax/line.ts';
import { blocksOf, type MarkdownTree } from '../../syntax/markdown-tree.ts';
import type { SyntaxProblem, TextRange } from '../../syntax/text-range.ts';
import type { Positions } from '../markdown-document.ts';
import type { Plan } from './plan.ts';
import type { PhaseDraft } from './plan-drafts.ts';

/** What is wrong with the phases of a source and their numbers. */
export function phaseProblems(text: string, drafts: readonly PhaseDraft[]): SyntaxProblem[] {
  const firstLine = { start: 0, end: lineEnd(text, 0) };
  if (text.replace(/^\uFEFF/, '').trim() === '') {
    return [
      {
        kind: 'empty-source',
        message: 'The source is empty. Write a phase: `## Phase 1: Name`.',
        range: { start: 0, end: text.length },
      },
    ];
  }
  if (drafts.length === 0) {
    return [
      {
        kind: 'no-phases',
        message: 'No phase was found. A phase begins with a heading such as `## Phase 1: Name`.',
        range: firstLine.end > 0 ? firstLine : { start: 0, end: text.length },
      },
    ];
  }
  return [
    ...drafts.filter(({ separated }) => !separated).map(withoutSeparator),
    ...numberGaps(drafts),
    ...drafts.flatMap(inOtherPhase),
  ];
}

function withoutSeparator({ number, name, range }: PhaseDraft): SyntaxProblem {
  return {
    kind: 'phase-without-separator',
    message: `A colon should part number and name; the prAxIs OS engine ignores this phase. Write \`Phase ${number}: ${name}\`.`,
    range,
  };
}

/** Phases are worked through by their numbers, one after the other. */
export function numberGaps(
  phases: readonly { readonly number: number; readonly range: TextRange }[],
): SyntaxProblem[] {
  return phases.flatMap(({ number, range }, index) => {
    const before = phases[index - 1];
    if (before === undefined || number === before.number + 1) return [];
    // Where one number alone is wrong, the phase behind it follows the one before it.
    const last = phases[index - 2];
    if (last !== undefined && before.number !== last.number + 1 && number === last.number + 2)
      return [];
    return [
      {
        kind: 'phase-number-gap',
        message: `Phase ${number} follows phase ${before.number}. Number the phases one after the other, in the order of the text.`,
        range,
        related: { message: `Phase ${before.number} stands here.`, range: before.range },
      },
    ];
  });
}

/** Tasks that do not carry the number of their phase; where none does, it is the phase's that is wrong. */
function inOtherPhase(
  { number, tasks }: PhaseDraft,
  index: number,
  drafts: readonly PhaseDraft[],
): SyntaxProblem[] {
  const before = drafts[index - 1];
  const isOutOfTurn = before !== undefined && number !== before.number + 1;
  if (isOutOfTurn && tasks.length > 1 && tasks.every(({ phase }) => phase !== number)) return [];
  return tasks
    .filter(({ phase }) => phase !== number)
    .map(({ id, phase, range }) => ({
      kind: 'task-in-other-phase',
      message: `Task ${id} stands in phase ${number}, and is read as one of its tasks. Move it to phase ${phase}, or give it a number of this phase.`,
      range,
    }));
}

/**
 * Dependencies on tasks that the plan does not have.
 *
 * @param misnumbered phases in which a number is used twice: another task may be meant to have it
 */
export function unknownDependencies(
  plan: Plan,
  positions: Positions,
  misnumbered: ReadonlySet<number> = new Set(),
): SyntaxProblem[] {
  const ids = new Set(plan.phases.flatMap(({ tasks }) => tasks.map(({ id }) => id)));
  return plan.phases.flatMap(({ tasks }, phase) =>
    tasks.flatMap(({ dependencies }, task) =>
      dependencies.flatMap((id, index) => {
        const range = positions.get(`phase/${phase}/task/${task}/dependency/${index}`);
        if (range === undefined || !/^\d+\.\d+$/.test(id) || ids.has(id)) return [];
        if (misnumbered.has(Number.parseInt(id, 10))) return [];
        return [
          {
            kind: 'unknown-dependency',
            message: `There is no task ${id} in this plan. Name one that is, or say in words what must be done before.`,
            range,
          },
        ];
      }),
    ),
  );
}

/** What lies beyond the bounds of the parser is not read. */
export function tooLarge(text: string): SyntaxProblem[] {
  const start = readableEnd(text);
  if (start >= text.length) return [];
  const end = Math.max(start + 1, lineEnd(text, start));
  return [
    {
      kind: 'document-too-large',
      message: 'The document is too large: it is read up to here. Split the plan.',
      range: { start, end: Math.min(end, text.length) },
    },
  ];
}

export function nestedFence(range: TextRange): SyntaxProblem {
  return {
    kind: 'nested-fence',
    message:
      'A fence inside of a fence of the same length ends it, for most programs. Give the outer one four backticks.',
    range,
  };
}

/** A fence that nothing closes takes the rest of the document for code. */
export function unclosedFences(tree: MarkdownTree, text: string): SyntaxProblem[] {
  const last = blocksOf(tree, 'code').at(-1);
  if (last?.fenced !== true || last.closed) return [];
  if (text.slice(last.range.end).trim() !== '') return [];
  const { start } = last.range;
  return [
    {
      kind: 'unclosed-fence',
      message:
        'Nothing closes this fence, so all that follows is code. Add a line with the same marks.',
      range: { start, end: lineEnd(text, start) },
    },
  ];
}
