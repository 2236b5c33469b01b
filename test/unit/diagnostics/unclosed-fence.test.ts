import { describe, it } from 'vitest';
import { expectFindings, inTask } from './rendered-findings.ts';

describe('task/unclosed-fence', () => {
  const code = 'task/unclosed-fence';

  it('shows the fence that swallows the rest of the file', () => {
    expectFindings(
      code,
      inTask(`\`\`\`markdown
\`\`\`json
{}
\`\`\`
«\`\`\`»

🎯 NEXT-MANDATORY: task-2-review.md
//= The fence that begins here is never closed: the rest of the file is code.
`),
    );
    expectFindings(
      code,
      inTask(`«~~~sh»
ls
\`\`\`
//= The fence that begins here is never closed: the rest of the file is code.
`),
    );
    expectFindings(
      code,
      inTask(`«\`\`\`\`markdown»
ls
\`\`\`
//= The fence that begins here is never closed: the rest of the file is code.
`),
    );
  });

  it.each([
    '```sh\nls\n```',
    '```sh\nls\n```\n\nText.',
    '```sh\nls\n`````  ',
    '````markdown\n```json\n{}\n```\n````',
    '```',
    '- Step:\n\n  ```sh\n  ls\n  ```',
    '> ```sh\n> ls\n> ```',
    '    ls',
    '```sh\n```',
  ])('is content with %j', (text) => {
    expectFindings(code, inTask(`${text}\n`));
    expectFindings(code, inTask(text.replaceAll('\n', '\r\n').concat('\n')));
  });

  it('leaves it at that: no command is missed', () => {
    expectFindings(
      'command/next-missing',
      inTask('```markdown\n```json\n{}\n```\n```\n\n🎯 NEXT-MANDATORY: task-2-b.md\n').concat(
        '//- phases/0/task-2-b.md\n# Task 2: B\n\n🎯 NEXT-MANDATORY: task-3-c.md\n//- phases/0/task-3-c.md\n# Task 3: C\n',
      ),
    );
  });
});
