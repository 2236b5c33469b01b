import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../../server/workflow/task-steps.ts';
import { markdownish } from '../syntax/markdownish.ts';

describe('the steps of a task', () => {
  test('are its headings, commands and decisions, in the order of the text', () => {
    const text = `# Task 1: Build

## Steps

### Step 1: Make it clean

🛑 EXECUTE-NOW: Remove what git does not know

**In the root:**

- once

\`\`\`bash
git clean -fdx
git status
\`\`\`

📊 COUNT-AND-DOCUMENT: Files removed

### Step 2: Build

1. 🛑 **EXECUTE-NOW**: Run it

   \`\`\`
   make
     all
   \`\`\`

🔍 QUERY-AND-DECIDE: Did it pass?
`;
    expect(stepsOf(text)).toEqual([
      { type: 'step', number: 1, description: 'Make it clean' },
      {
        type: 'execute_command',
        description: 'Remove what git does not know',
        command: 'git clean -fdx\ngit status',
        evidenceRequired: 'Files removed',
      },
      { type: 'step', number: 2, description: 'Build' },
      { type: 'execute_command', description: 'Run it', command: 'make\n  all' },
      { type: 'decision_point', description: 'Did it pass?' },
    ]);
  });

  test.each([
    ['of another language', '🛑 EXECUTE-NOW: Ask\n\n```python\nx\n```\n'],
    ['below prose', '🛑 EXECUTE-NOW: Task 1 is done\n\nAn example follows.\n\n```\nx\n```\n'],
    ['below another command', '🛑 EXECUTE-NOW: a\n\n⚠️ MUST-READ: b\n\n```bash\nx\n```\n'],
    ['in another section', '🛑 EXECUTE-NOW: a\n\n## Next\n\n```bash\nx\n```\n'],
    ['of a mention', 'Write `🛑 EXECUTE-NOW: a` first:\n\n```bash\nx\n```\n'],
  ])('are no fences %s', (_, text) => {
    expect(stepsOf(text)).toEqual([]);
  });

  test('count what belongs to their command, within 500 characters', () => {
    const run = '🛑 EXECUTE-NOW: a\n```sh\nx\n```\n';
    const count = '📊 COUNT-AND-DOCUMENT: n\n';
    expect(stepsOf(run + count)[0]).toHaveProperty('evidenceRequired', 'n');
    expect(stepsOf(`${run}${'word '.repeat(120)}\n\n${count}`)[0]).not.toHaveProperty(
      'evidenceRequired',
    );
    expect(stepsOf(run + run + count)[0]).not.toHaveProperty('evidenceRequired');
  });

  test('behind a block of Markdown with fences in it are found', () => {
    const text =
      '### Step 1: A\n```markdown\n### Step 9: no\n```bash\nls\n```\n```\n### Step 2: B\n```\nx\n```\n';
    expect(stepsOf(text).map(({ description }) => description)).toEqual(['A', 'B']);
  });

  test('are read from any text', () => {
    fc.assert(fc.property(markdownish, (text) => void stepsOf(`### Step 1: a\n${text}`)));
  });

  test('are in every task of the sample workflows', () => {
    const workflows = join(import.meta.dirname, '../../../universal/workflows');
    const files = readdirSync(workflows, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /(?:^|[\\/])task-[^\\/]*\.md$/.test(file),
    );
    expect(files.length).toBeGreaterThan(20);
    const empty = files.filter(
      (file) =>
        existsSync(join(workflows, file)) &&
        stepsOf(readFileSync(join(workflows, file), 'utf8')).length === 0,
    );
    expect(empty).toEqual([]);
  });
});
