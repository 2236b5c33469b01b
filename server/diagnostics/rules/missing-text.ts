import type { KnownDocument } from '../../workflow/document.ts';
import type { DocumentRule } from '../rule.ts';

const nouns = {
  phase: { name: 'phase.md', title: '# Phase 0: Collect', file: 'phases/0/phase.md' },
  task: { name: 'task file', title: '# Task 1: Collect', file: 'phases/0/task-1-collect.md' },
} as const;

type Kind = keyof typeof nouns;

export const phaseEmpty = emptyRule('phase');
export const taskEmpty = emptyRule('task');
export const phaseTitleMissing = titleRule('phase');
export const taskTitleMissing = titleRule('task');

/** Whether a document is of that kind and could be read: of others nothing is missed. */
function isReadable(document: KnownDocument, kind: Kind): boolean {
  return document.kind === kind && document.problems.length === 0;
}

function emptyRule(kind: Kind): DocumentRule {
  const { name, title, file } = nouns[kind];
  return {
    scope: 'document',
    code: `${kind}/empty`,
    title: `Empty ${name}`,
    severity: 'warning',
    page: {
      what: `A ${name} holds no text.`,
      why: `The ${kind} is served as it is: whoever fetches it is given nothing to do.`,
      wrong: { language: 'text', text: `${file}   0 lines` },
      right: { language: 'markdown', text: `${title}\n\n## Objective\n\nList what has changed.` },
    },
    *check(document) {
      if (!isReadable(document, kind) || document.text.trim() !== '') return;
      yield {
        at: { start: 0, end: 0 },
        message: `This ${name} is empty.\nWhoever fetches the ${kind} is given nothing to do. Begin with a title: ${title}.`,
      };
    },
  };
}

function titleRule(kind: Kind): DocumentRule {
  const { name, title } = nouns[kind];
  return {
    scope: 'document',
    code: `${kind}/title-missing`,
    title: `${kind === 'phase' ? 'phase.md' : 'Task file'} without a title`,
    severity: 'hint',
    page: {
      what: `A ${name} has no heading of the first level.`,
      why: `The title is all that lists and outlines show of a ${kind}.`,
      wrong: { language: 'markdown', text: '## Objective\n\nList what has changed.' },
      right: { language: 'markdown', text: `${title}\n\n## Objective\n\nList what has changed.` },
    },
    *check(document) {
      if (document.kind !== kind || !isReadable(document, kind)) return;
      if (document.text.trim() === '' || document.summary.title !== undefined) return;
      yield {
        at: 'title',
        message: `This ${name} has no title.\nLists and outlines show nothing else. Begin with one: ${title}.`,
      };
    },
  };
}
