import type { DocumentRule } from '../../rule.ts';

/** Without these a generated file does not say what is to be done, or when it is done. */
const ESSENTIAL = {
  phase: ['PHASE_NAME', 'VALIDATION_GATE'],
  task: ['TASK_NAME', 'ACCEPTANCE_CRITERIA'],
} as const;

export const missingPlaceholder: DocumentRule = {
  scope: 'document',
  code: 'dynamic/missing-placeholder',
  title: 'Template without an essential placeholder',
  severity: 'hint',
  page: {
    what: 'A template of a dynamic workflow lacks the name of the phase or task, the items of the validation gate, or the acceptance criteria.',
    why: 'What the source says of that is in no generated file: whoever works on it does not learn what to do, or what has to hold in the end.',
    wrong: { language: 'markdown', text: '# Task [TASK_ID]: [TASK_NAME]\n\n[TASK_DESCRIPTION]' },
    right: {
      language: 'markdown',
      text: '# Task [TASK_ID]: [TASK_NAME]\n\n[TASK_DESCRIPTION]\n\n## Completion Criteria\n\n[ACCEPTANCE_CRITERIA]',
    },
  },
  *check(document) {
    if (document.kind !== 'template' || document.place.role.kind !== 'template') return;
    if (document.text.trim() === '') return;
    const { of } = document.place.role;
    const absent = ESSENTIAL[of].filter((name) => !document.text.includes(`[${name}]`));
    if (absent.length === 0) return;
    const names = absent.map((name) => `[${name}]`).join(' and ');
    yield {
      at: 'title',
      message: `This ${of} template has no ${names}.\nWhat the source says of that is in no generated ${of}. Put it where it belongs.`,
      data: { missing: absent },
    };
  },
};
