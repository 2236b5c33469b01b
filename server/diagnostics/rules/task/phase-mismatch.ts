import type { DocumentRule } from '../../rule.ts';
import { numberedLabel } from '../numbered-label.ts';

export const taskPhaseUnlikeFolder: DocumentRule = {
  scope: 'document',
  code: 'task/phase-mismatch',
  title: 'Phase of a task unlike its folder',
  severity: 'warning',
  page: {
    what: 'The label `**Phase:**` of a task file gives another number than the folder that the file is in.',
    why: 'The task belongs to the phase of its folder. An agent that reads another number completes or fetches the wrong phase.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/2/task-1-publish.md -->\n# Task 1: Publish\n\n**Phase:** 1 (Build)',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/2/task-1-publish.md -->\n# Task 1: Publish\n\n**Phase:** 2 (Publish)',
    },
  },
  *check(document) {
    if (document.kind !== 'task' || document.place.role.kind !== 'task') return;
    const { phase, name } = document.place.role;
    const label = numberedLabel(document.summary, /^phase(?: number)?$/i);
    if (label === undefined || label.number === phase) return;
    yield {
      at: label.anchor,
      message: `This says phase ${label.number}, but the task is in phase ${phase}: phases/${phase}/${name}.\nA task belongs to the phase of its folder. Write ${phase}, or move the file.`,
      data: { expected: phase },
    };
  },
};
