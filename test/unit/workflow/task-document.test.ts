import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTaskDocument } from '../../../server/workflow/task-document.ts';
import { marked } from '../marked-text.ts';
import { markdownish } from '../syntax/markdownish.ts';

const { text: TASK, ranges } = marked(`# Task «2»: «Test it»

**Phase:** «1» (Build)

## Objective

See [the code](«src/main.ts») and ![a picture](«./flow.png»), not [the site](https://example.org).

## Steps

### «Step 1: Write a test»

⚠️ MUST-READ: [the rules](«../../core/rules.md#names»)

### Step 2: Run it

🛑 EXECUT-NOW: Run it

## Navigation

↩️ RETURN-TO: «phase.md»
🎯 NEXT-MANDATORY: ../2/phase.md
`);

describe('the summary of a task', () => {
  test('has title, labels, steps, commands and links', () => {
    expect(readTaskDocument(TASK).summary).toEqual({
      title: { text: 'Task 2: Test it', number: 2, name: 'Test it' },
      labels: [{ name: 'Phase', value: '1 (Build)' }],
      steps: [
        { number: 1, name: 'Write a test' },
        { number: 2, name: 'Run it' },
      ],
      mentioned: [],
      commands: [
        {
          symbol: '⚠️',
          name: 'MUST-READ',
          known: true,
          argument: 'link-or-prose',
          hasArgument: true,
          targets: ['../../core/rules.md'],
        },
        {
          symbol: '🛑',
          name: 'EXECUT-NOW',
          known: false,
          nearest: { symbol: '🛑', name: 'EXECUTE-NOW' },
          hasArgument: true,
          targets: [],
        },
        {
          symbol: '↩️',
          name: 'RETURN-TO',
          known: true,
          argument: 'file',
          hasArgument: true,
          targets: ['phase.md'],
        },
        {
          symbol: '🎯',
          name: 'NEXT-MANDATORY',
          known: true,
          argument: 'file-or-prose',
          hasArgument: true,
          targets: ['../2/phase.md'],
        },
      ],
      links: [
        { path: 'src/main.ts' },
        { path: './flow.png' },
        { path: '../../core/rules.md', fragment: 'names' },
      ],
    });
  });

  test.each([
    ['# Write the report', { text: 'Write the report', name: 'Write the report' }],
    ['# Task 1.2: Generated', { text: 'Task 1.2: Generated' }],
    ['# Task [TASK_ID]: [TASK_NAME]', { text: 'Task [TASK_ID]: [TASK_NAME]' }],
  ])('has the title of %s', (text, title) => {
    expect(readTaskDocument(text).summary.title).toEqual(title);
  });

  test('has the labels under the title only, each once', () => {
    const text = '# A\n\n- **Phase**: 1\n- **Phase**: 2\n- **Empty:**\n\n## B\n\n**Note:** x\n';
    expect(readTaskDocument(text).summary.labels).toEqual([
      { name: 'Phase', value: '1' },
      { name: 'Empty', value: '' },
    ]);
  });
});

test('positions lead to what the summary names', () => {
  const { positions } = readTaskDocument(TASK);
  const anchors = [
    'title/number',
    'title/name',
    'label/Phase/number',
    'link/0',
    'link/1',
    'step/0',
  ];
  anchors.push('command/0/target/0', 'command/2/target/0');
  expect(anchors.map((anchor) => positions.get(anchor))).toEqual(ranges);
});

test('prose, blank lines and code leave the summary as it is', () => {
  const edited = TASK.replace(
    '## Steps',
    '## Steps\n\n\nFirst, think.\n\n```sh\nls # 🎯 NEXT-MANDATORY: x.md\n```\n',
  )
    .replace('[the code]', '[all of the code]')
    .replaceAll('\n', '\r\n');
  expect(readTaskDocument(edited).summary).toEqual(readTaskDocument(TASK).summary);
});

test('no text crashes it, and every position lies within the text', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(markdownish, fc.constantFrom(...TASK.split('\n')))), (lines) => {
      const text = lines.join('\n');
      for (const { start, end } of readTaskDocument(text).positions.values()) {
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('a NAME that a heading or item mentions is noted, one in a sentence or in code is not', () => {
  const mentionedIn = (text: string) => readTaskDocument(text).summary.mentioned;
  expect(mentionedIn('## 🎯 NEXT-MANDATORY\n\n- 🛑 VALIDATE-GATE\n')).toEqual([
    'NEXT-MANDATORY',
    'VALIDATE-GATE',
  ]);
  expect(mentionedIn('Follow the 🎯 NEXT-MANDATORY below.\n')).toEqual([]);
  expect(mentionedIn('```\n🎯 NEXT-MANDATORY: x.md\n```\n')).toEqual([]);
});
