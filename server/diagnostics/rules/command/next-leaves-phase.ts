import { stationName, turnRule } from './turn-rule.ts';

export const nextLeavesPhase = turnRule({
  kind: 'left',
  code: 'command/next-leaves-phase',
  title: 'NEXT-MANDATORY that leaves the phase too early',
  page: {
    what: 'A `NEXT-MANDATORY` of a task leads to another phase although tasks of this one remain.',
    why: 'The tasks that remain are left out, and the gate of the phase asks for what they were to produce.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md; phases/0/task-2-review.md is there -->\n🎯 NEXT-MANDATORY: ../1/phase.md',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md; phases/0/task-2-review.md is there -->\n🎯 NEXT-MANDATORY: task-2-review.md',
    },
  },
  message: ({ from, to, passed }) =>
    `This NEXT-MANDATORY leads to ${stationName(to)}, but ${passed} of phase ${from.phase.number} ${passed.startsWith('tasks') ? 'remain' : 'remains'}.`,
  consequence: 'What remains is left out, and the gate asks for it.',
});
