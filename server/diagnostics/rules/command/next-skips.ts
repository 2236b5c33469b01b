import { stationName, turnRule } from './turn-rule.ts';

export const nextSkips = turnRule({
  kind: 'skipped',
  code: 'command/next-skips',
  title: 'NEXT-MANDATORY that passes over a task or phase',
  page: {
    what: 'A `NEXT-MANDATORY` leads to a later task or phase than the next one, and no other command of the file leads to that.',
    why: 'What lies between is left out, and nobody notices before the gate.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md; phases/0/task-2-review.md is there -->\n🎯 NEXT-MANDATORY: [task-3-publish.md](task-3-publish.md)',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md; phases/0/task-2-review.md is there -->\n🎯 NEXT-MANDATORY: [task-2-review.md](task-2-review.md)',
    },
  },
  message: ({ from, to, passed }) =>
    `This NEXT-MANDATORY leads from ${stationName(from)} to ${stationName(to, from)} and passes over ${passed}.`,
  consequence: 'What lies between is left out.',
});
