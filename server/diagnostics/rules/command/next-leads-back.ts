import { stationName, turnRule } from './turn-rule.ts';

export const nextLeadsBack = turnRule({
  kind: 'back',
  code: 'command/next-leads-back',
  title: 'NEXT-MANDATORY that leads back',
  page: {
    what: 'A `NEXT-MANDATORY` leads to an earlier task or phase, and no other command of the file leads on. After the last task the `phase.md` of the phase is fine.',
    why: 'What was done is done again, in a circle. The way back has commands of its own: `↩️ RETURN-TO` and `↩️ RETURN-IF-FAILED`.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-2-review.md -->\n🎯 NEXT-MANDATORY: [task-1-collect.md](task-1-collect.md)',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-2-review.md -->\n🎯 NEXT-MANDATORY: [task-3-publish.md](task-3-publish.md)',
    },
  },
  message: ({ from, to }) =>
    `This NEXT-MANDATORY leads back from ${stationName(from)} to ${stationName(to, from)}.`,
  consequence: 'What was done is done again, in a circle.',
});
