import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPhaseDocument } from '../../../server/workflow/phase-document.ts';
import { mark } from '../marked-text.ts';
import { markdownish } from '../syntax/markdownish.ts';

const LISTED = `# Phase 1: Build

**Phase Number:** 1  
**Total Tasks:** 2 (for now)

---

## Phase Objective

Build what was designed, see [the notes](../../core/notes.md#build).

## Tasks in This Phase

### Task 1: Write the code
**File:** [task-1-write.md](task-1-write.md)  
**Purpose:** Make it work

### Task 2: Test it
**File:** \`task-2-test.md\`

## Validation Gate

🛑 VALIDATE-GATE: Phase 1

- [ ] The code compiles ✅/❌
- [x] \`npm test\` is green ✅ / ❌

## Start Phase 1

🎯 NEXT-MANDATORY: [task-1-write.md](task-1-write.md)
`;

const TABULATED = `# Phase 1: Build

**Purpose**: Build what was designed
**Deliverable**: A package

## Tasks

| # | Task | File | Status |
|---|------|------|--------|
| 1 | Write the code | task-1-write.md | ⬜ |
| 2 | Test it | [task-2-test.md](task-2-test.md) | ⬜ |

## Validation Gate

| Evidence | Type | Validator | Description |
|----------|------|-----------|-------------|
| \`compiles\` | boolean | is_true | It compiles |
| \`coverage\` | integer | | |

## Navigation

↩️ RETURN-TO: phase.md
`;

describe('the summary of a phase', () => {
  test('in the dialect of headings and labels', () => {
    expect(readPhaseDocument(LISTED).summary).toEqual({
      title: { text: 'Phase 1: Build', number: 1, name: 'Build' },
      labels: [
        { name: 'Phase Number', value: '1' },
        { name: 'Total Tasks', value: '2 (for now)' },
      ],
      tasks: [
        { number: 1, name: 'Write the code', file: 'task-1-write.md' },
        { number: 2, name: 'Test it', file: 'task-2-test.md' },
      ],
      gate: {
        present: true,
        checklist: ['The code compiles', 'npm test is green'],
        evidence: [],
      },
      mentioned: [],
      commands: [
        {
          symbol: '🛑',
          name: 'VALIDATE-GATE',
          known: true,
          argument: 'title',
          hasArgument: true,
          targets: [],
        },
        {
          symbol: '🎯',
          name: 'NEXT-MANDATORY',
          known: true,
          argument: 'file-or-prose',
          hasArgument: true,
          targets: ['task-1-write.md'],
        },
      ],
      links: [{ path: '../../core/notes.md', fragment: 'build' }],
    });
  });

  test('in the dialect of tables', () => {
    const { title, labels, tasks, gate, links } = readPhaseDocument(TABULATED).summary;
    expect({ title, labels, tasks, gate, links }).toEqual({
      title: { text: 'Phase 1: Build', number: 1, name: 'Build' },
      labels: [
        { name: 'Purpose', value: 'Build what was designed' },
        { name: 'Deliverable', value: 'A package' },
      ],
      tasks: [
        { number: 1, name: 'Write the code', file: 'task-1-write.md' },
        { number: 2, name: 'Test it', file: 'task-2-test.md' },
      ],
      gate: {
        present: true,
        checklist: [],
        evidence: [
          { name: 'compiles', type: 'boolean', validator: 'is_true', description: 'It compiles' },
          { name: 'coverage', type: 'integer' },
        ],
      },
      links: [],
    });
  });

  test('of an empty file has nothing in it', () => {
    expect(readPhaseDocument('').summary).toEqual({
      labels: [],
      tasks: [],
      gate: { present: false, checklist: [], evidence: [] },
      commands: [],
      mentioned: [],
      links: [],
    });
  });

  test.each([
    ['# Phase 0 - Setup', { text: 'Phase 0 - Setup', number: 0, name: 'Setup' }],
    ['# 🎯 Phase 12 — The *end*', { text: '🎯 Phase 12 — The end', number: 12, name: 'The end' }],
    ['# Phase 3', { text: 'Phase 3', number: 3 }],
    ['# Phase [PHASE_NUMBER]: [PHASE_NAME]', { text: 'Phase [PHASE_NUMBER]: [PHASE_NAME]' }],
    ['# Phase 1-N: Later', { text: 'Phase 1-N: Later' }],
    ['# Overview', { text: 'Overview' }],
  ])('has the title of %s', (text, title) => {
    expect(readPhaseDocument(text).summary.title).toEqual(title);
  });

  test('takes the checklist below 🛑 VALIDATE-GATE where no heading names a gate', () => {
    const text =
      '# Phase 1: A\n\n- [ ] no\n\n🛑 VALIDATE-GATE: A\n\n- [ ] yes\n\n## Next\n\n- [ ] no\n';
    expect(readPhaseDocument(text).summary.gate).toMatchObject({
      present: true,
      checklist: ['yes'],
    });
  });

  test('does not take mentions for commands, nor examples for tasks', () => {
    const text = '# Phase 1: A\n\n```\n### Task 1: No\n🎯 NEXT-MANDATORY: no.md\n```\n';
    const { tasks, commands } = readPhaseDocument(text).summary;
    expect({ tasks, commands }).toEqual({ tasks: [], commands: [] });
  });
});

describe('positions', () => {
  const at = (text: string, ...anchors: string[]): string => {
    const { positions } = readPhaseDocument(text);
    return mark(
      text,
      anchors.map((anchor) => {
        const range = positions.get(anchor);
        if (range === undefined) throw new Error(`Nothing at ${anchor}`);
        return range;
      }),
    );
  };
  const lineWith = (text: string, part: string) =>
    text.split('\n').find((line) => line.includes(part));

  test('lead to title, labels and gate', () => {
    expect(lineWith(at(LISTED, 'title/number', 'title/name'), '# Phase')).toBe(
      '# Phase «1»: «Build»',
    );
    expect(lineWith(at(LISTED, 'label/Total Tasks', 'label/Total Tasks/number'), 'Total')).toBe(
      '**Total Tasks:** ««2» (for now)»',
    );
    expect(lineWith(at(LISTED, 'gate'), 'Gate')).toBe('## «Validation Gate»');
    expect(lineWith(at(LISTED, 'gate/checklist/1'), 'npm')).toBe(
      '- [x] `«npm test` is green ✅ / ❌»',
    );
  });

  test('lead to tasks, however they are listed', () => {
    expect(lineWith(at(LISTED, 'task/1/number', 'task/1/name'), 'Test it')).toBe(
      '### Task «2»: «Test it»',
    );
    expect(lineWith(at(LISTED, 'task/0/file'), 'task-1')).toBe(
      '**File:** [task-1-write.md](«task-1-write.md»)  ',
    );
    expect(lineWith(at(LISTED, 'task/1/file'), 'task-2')).toBe('**File:** `«task-2-test.md»`');
    expect(lineWith(at(TABULATED, 'task/1/number', 'task/1/name', 'task/1/file'), 'task-2')).toBe(
      '| «2» | «Test it» | [task-2-test.md](«task-2-test.md») | ⬜ |',
    );
  });

  test('lead to evidence, commands and links', () => {
    expect(lineWith(at(TABULATED, 'evidence/compiles', 'evidence/compiles/type'), 'is_true')).toBe(
      '| `«compiles»` | «boolean» | is_true | It compiles |',
    );
    expect(lineWith(at(LISTED, 'command/1/name', 'command/1/target/0'), '🎯')).toBe(
      '🎯 «NEXT-MANDATORY»: [task-1-write.md](«task-1-write.md»)',
    );
    expect(lineWith(at(LISTED, 'link/0'), 'notes')).toBe(
      'Build what was designed, see [the notes](«../../core/notes.md#build»).',
    );
  });
});

describe('cut-off', () => {
  test.each([LISTED, TABULATED])(
    'a blank line between blocks leaves the summary as it is',
    (text) => {
      const { summary } = readPhaseDocument(text);
      const gaps = [...text.matchAll(/\n\n/g)].map(({ index }) => index + 1);
      fc.assert(
        fc.property(fc.subarray(gaps), fc.integer({ min: 1, max: 3 }), (chosen, count) => {
          const edited = [...text]
            .map((character, offset) =>
              chosen.includes(offset) ? character.padStart(count + 1, '\n') : character,
            )
            .join('');
          expect(readPhaseDocument(edited).summary).toEqual(summary);
        }),
        { numRuns: 50 },
      );
    },
  );

  test('a word of prose leaves the summary as it is', () => {
    const edited = LISTED.replace('Build what', 'First build what')
      .replace('Make it work', 'Make it work well')
      .replace('🛑 VALIDATE-GATE: Phase 1', '🛑 VALIDATE-GATE: All of phase 1');
    expect(edited).not.toBe(LISTED);
    expect(readPhaseDocument(edited).summary).toEqual(readPhaseDocument(LISTED).summary);
  });

  test('the summary is plain data without offsets', () => {
    const { summary } = readPhaseDocument(TABULATED);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
    expect(JSON.stringify(summary)).not.toMatch(/"(?:start|end|range)"/);
  });

  test('the number of lines stands beside the summary', () => {
    expect(readPhaseDocument('# Phase 1: A\n\ntext\n').lines).toBe(3);
  });
});

test('no text crashes it, and every position lies within the text', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(markdownish, fc.constantFrom(...LISTED.split('\n'), ...TABULATED.split('\n'))),
      ),
      (lines) => {
        const text = lines.join('\n');
        for (const { start, end } of readPhaseDocument(text).positions.values()) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});
