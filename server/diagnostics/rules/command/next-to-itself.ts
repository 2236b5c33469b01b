import { stationName, turnRule } from './turn-rule.ts';

export const nextToItself = turnRule({
  kind: 'itself',
  code: 'command/next-to-itself',
  title: 'NEXT-MANDATORY that leads to its own file',
  page: {
    what: 'The target of a `NEXT-MANDATORY` is the file that it stands in.',
    why: 'Whoever follows the command begins the same task again, and never comes to the next.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md -->\n🎯 NEXT-MANDATORY: [task-1-collect.md](task-1-collect.md)',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md -->\n🎯 NEXT-MANDATORY: [task-2-review.md](task-2-review.md)',
    },
  },
  message: ({ from }) => `This NEXT-MANDATORY leads from ${stationName(from)} to itself.`,
  consequence: 'Whoever follows it never comes further.',
});
