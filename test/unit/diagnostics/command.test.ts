import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

describe('command/next-target-missing', () => {
  const code = 'command/next-target-missing';
  const metadata = `//- metadata.json
{ "phases": [{ "phase_number": 0 }, { "phase_number": 1 }] }
`;

  it('follows NEXT-MANDATORY and RETURN-TO, as links and as bare names', () => {
    expectFindings(
      code,
      `${metadata}//- phases/0/phase.md
# Phase 0: Collect
🎯 NEXT-MANDATORY: [task-1-gather.md](«task-1-gather.md»)
//= NEXT-MANDATORY leads to "task-1-gather.md", which is not there.
//- phases/0/task-1-collect.md
# Task 1: Collect
↩️ RETURN-TO: «../phase.md»
🎯 NEXT-MANDATORY: ../1/phase.md
//= RETURN-TO leads to "../phase.md", which is not there.
//- phases/1/phase.md
# Phase 1: Publish
🎯 NEXT-MANDATORY: «../2/phase.md»
//= NEXT-MANDATORY leads to "../2/phase.md", which is not there.
`,
    );
  });

  it('is content with targets that are there, and with words', () => {
    expectFindings(
      code,
      `${metadata}//- phases/0/phase.md
# Phase 0: Collect
🎯 NEXT-MANDATORY: [task-1-collect.md](task-1-collect.md) (10 minutes)
//- phases/0/task-1-collect.md
# Task 1: Collect
↩️ RETURN-TO: phase.md
🎯 NEXT-MANDATORY: Begin phase 1
//- phases/1/phase.md
# Phase 1: Publish
`,
    );
  });

  it('leaves generators alone, and what only mentions a command', () => {
    expectFindings(
      code,
      `${metadata}//- phases/0/phase.md
# Phase 0: Collect
🎯 NEXT-MANDATORY: [task-1-*.md](task-1-*.md)
🎯 NEXT-MANDATORY: {{first_task}}.md
The line \`🎯 NEXT-MANDATORY: task-9-none.md\` is an example.

\`\`\`
🎯 NEXT-MANDATORY: task-9-none.md
\`\`\`
`,
    );
  });

  it('checks the first of two ways', () => {
    expectFindings(
      code,
      `${metadata}//- phases/0/phase.md
# Phase 0: Collect
🎯 NEXT-MANDATORY: task-1-collect.md if there are changes, or task-9-none.md
//- phases/0/task-1-collect.md
# Task 1: Collect
`,
    );
  });
});
