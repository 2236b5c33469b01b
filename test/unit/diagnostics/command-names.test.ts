import { describe, it } from 'vitest';
import { expectFindings, inTask } from './rendered-findings.ts';

describe('command/unknown-name', () => {
  const code = 'command/unknown-name';

  it('names the command that is meant, or the symbol', () => {
    expectFindings(
      code,
      inTask(`🛑 «VALIDATION-GATE»: Task completion
//= 🛑 VALIDATION-GATE is no command: perhaps 🛑 VALIDATE-GATE is meant.
`),
    );
    expectFindings(
      code,
      inTask(`«⚠️» NEXT-MANDATORY: task-2-review.md
//= NEXT-MANDATORY stands behind 🎯, not behind ⚠️.
`),
    );
    expectFindings(
      code,
      inTask(`- **📊 «COUNT-AND-DOCUMNT»:** Modules
//= 📊 COUNT-AND-DOCUMNT is no command: perhaps 📊 COUNT-AND-DOCUMENT is meant.
`),
    );
  });

  it.each([
    '🛑 VALIDATE-GATE: Task completion',
    '⚠ CONSTRAINT: Nothing else',
    '↩ RETURN-TO: phase.md',
    '🚨 WORKFLOW-VIOLATION: Leaving tests out',
    '⚠️ WARNING: Slow',
    '🛑 VALIDATE: Directory naming',
    '🚨 **MANDATORY FORMAT:** kebab case',
    '⚠️ KEY INSIGHT: Small steps',
    '🛑 VALIDATION-GATE is an old name',
    'Write `🛑 VALIDATION-GATE: x` nowhere.',
    '```\n🛑 VALIDATION-GATE: x\n```',
    '## 🛑 VALIDATION-GATE',
  ])('takes %j for prose, or for right', (text) => {
    expectFindings(code, inTask(`${text}\n`));
  });

  it('reads no text that explains commands', () => {
    expectFindings(
      code,
      '//- metadata.json\n{}\n//- core/commands.md\n# Commands\n\n🛑 VALIDATION-GATE: x\n',
    );
  });
});

describe('command/missing-argument', () => {
  const code = 'command/missing-argument';

  it('wants to be told what', () => {
    expectFindings(
      code,
      inTask(`🎯 «NEXT-MANDATORY»:
//= NEXT-MANDATORY says nothing: there is no text behind its colon.
`),
    );
    expectFindings(
      code,
      inTask(`🛑 «EXECUTE-NOW»:

---

🛑 VALIDATE-GATE: Completion
//= EXECUTE-NOW says nothing: there is no text behind its colon.
`),
    );
  });

  it('takes a paragraph below for no way to go', () => {
    expectFindings(
      code,
      inTask(`🎯 «NEXT-MANDATORY»:

Continue with the review.
//= NEXT-MANDATORY says nothing: there is no text behind its colon.
`),
    );
  });

  it.each([
    '🛑 EXECUTE-NOW:\n\n```bash\nnpm test\n```',
    '📊 COUNT-AND-DOCUMENT:\n- Modules: [number]',
    '🎯 NEXT-MANDATORY:\n[task-2-review.md](task-2-review.md)',
    '🎯 NEXT-MANDATORY:\nBegin phase 1',
    '🎯 NEXT-MANDATORY:\n\n```python\nget_task(1)\n```',
    '🎯 NEXT-MANDATORY:\n\n- task-2-review.md',
    '🔄 LOOP-END:',
    '- 🛑 VALIDATE-GATE:',
    '🔄 LOOP-START: module in modules',
  ])('finds it below as well: %j', (text) => {
    expectFindings(code, inTask(`${text}\n`));
  });
});

describe('command/pattern-target', () => {
  const code = 'command/pattern-target';

  it('wants a file in the place of a pattern', () => {
    expectFindings(
      code,
      inTask(`🎯 NEXT-MANDATORY: [task-2-*.md](«task-2-*.md»)
//= NEXT-MANDATORY leads to "task-2-*.md", which is a pattern and no file.
`),
    );
  });

  it('is content with files, words and placeholders', () => {
    expectFindings(
      code,
      inTask(
        '🎯 NEXT-MANDATORY: {{next_task}}.md\n\n🎯 NEXT-MANDATORY: Is it done? Begin phase 1\n',
      ),
    );
  });
});
