import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../server/syntax/json.ts';
import { parseYaml } from '../../../server/syntax/yaml.ts';
import { CursorFixture, NEIGHBOURS } from './cursor-fixture.ts';

/** A file of each kind, with everything in it that the features look at. */
const FILES = {
  'metadata.json': `{
  "workflow_type": "release_v1", "version": "1.0.0",
  "total_phases": 2, "dynamic_phases": false,
  "dynamic_config": { "templates": { "phase": "phases/dynamic/phase-template.md" } },
  "primary_outputs": [],
  "phases": [
    {
      "phase_number": 0,
      "tasks": [{ "task_number": 1, "file": "task-1-collect.md" }, { "file": "" }],
      "checkpoint": { "required_evidence": ["changes_listed", "gone"] }
    },
    { "phase_name": "Publish", "phase_file": "phases/1/phase.md" }
  ]
}
`,
  'phases/1/gate-definition.yaml': `# The gate
checkpoint:
  strict: false   # for now

evidence_schema:
  tests:
    type: integer
    required: true
    validator: in_range
    validator_params: {min_val: 1, max_val: 9}
    description: "How \\"many\\""

  notes: {type: string, required: no}
validators:
  mine: "lambda x: x > 0"
cross_field_validation:
  - rule: "lambda e: True"
    error_message: >
      Folded text: with a colon
  - error_message: 'x'
`,
  'phases/0/phase.md': `# Phase 0: Prepare

**Purpose:** Get ready \\| 👩‍💻

| # | Task | File | Status |
|---|---|---|---|
| 1 | Collect | [x](task-1-collect.md) | ⬜ |

| Evidence | Type |
|---|---|
| \`changes_listed\` | boolean |
| \`gone\` | none |

\`\`\`bash
🛑 EXECUTE-NOW: no
\`\`\`
- **🎯 NEXT-MANDATORY**: [task-1-collect.md](task-1-collect.md) if 🎯 NEXT
<!-- ⚠ MUST-READ: --> ↩️ RETURN-TO: task-9.md
🔄 LOOP-START: x in xs
`,
  'phases/dynamic/task-template.md': `# Task [TASK_ID]: [NAME]

- [ ] [ACCEPTANCE_CRITERIA]
[a](task-[NEXT_TASK_NUMBER].md)
`,
} as const;

/** The small workflow with one text in place of the file of that name, the cursor somewhere in it. */
function fixtureWith(name: string, text: string): CursorFixture {
  const others = `//- metadata.json\n{}\n${NEIGHBOURS}`
    .split(/^(?=\/\/- )/m)
    .filter((file) => !file.startsWith(`//- ${name}\n`));
  return new CursorFixture(`${others.join('')}//- ${name}\n│${text}`);
}

function checkAt(fixture: CursorFixture, offset: number): void {
  const { text } = fixture.document;
  for (const { label, replace, newText, snippet } of fixture.complete(offset)) {
    expect(label, 'a proposal has a name').not.toBe('');
    expect([replace.start, offset, replace.end], label).toEqual(
      [replace.start, offset, replace.end].toSorted((a, b) => a - b),
    );
    expect(replace.end, label).toBeLessThanOrEqual(text.length);
    expect(text.slice(replace.start, replace.end), label).not.toMatch(/[\r\n]/);
    expect(newText, label).not.toMatch(/\$\d|\$\{/);
    expect(snippet ?? '$1', label).not.toMatch(/\$\{\d+:\}/);
  }
  const hover = fixture.hover(offset);
  if (hover === undefined) return;
  expect(hover.range.start).toBeLessThanOrEqual(offset);
  expect(hover.range.end).toBeGreaterThanOrEqual(offset);
  expect(hover.range.end).toBeLessThanOrEqual(text.length);
  expect(hover.markdown).toMatch(/^\*\*\S/);
  expect((hover.markdown.match(/^`{3,}/gm)?.length ?? 0) % 2).toBe(0);
}

const names = fc.constantFrom(...(Object.keys(FILES) as (keyof typeof FILES)[]));
/** What half-typed and hostile text is made of. */
const junk = fc.constantFrom(
  ...['"', "'", '{', '}', '[', ']', ':', ',', '`', '|', '#', '- ', '\n', '\r\n', '\r', '\t', '\\'],
  ...['🎯', '⚠', '\uFE0F', '\uD83C', '\0', '<!--', '```', '$1', `\${1:}`, 'NEXT-', '](', '\u2028'],
);

describe('at any offset', () => {
  test.each(Object.entries(FILES))('of %s', (name, text) => {
    const fixture = fixtureWith(name, text);
    for (let offset = 0; offset <= text.length; offset += 1) checkAt(fixture, offset);
  });

  test('of any text that is cut short or broken', () => {
    fc.assert(
      fc.property(
        names,
        fc.nat(),
        fc.nat(),
        fc.array(junk, { maxLength: 4 }),
        fc.boolean(),
        (name, at, until, pieces, isCut) => {
          const whole = FILES[name];
          const place = at % (whole.length + 1);
          const rest = isCut ? '' : whole.slice(place + (until % 20));
          const text = whole.slice(0, place) + pieces.join('') + rest;
          const fixture = fixtureWith(name, text);
          const end = place + pieces.join('').length;
          for (
            let offset = Math.max(0, place - 3);
            offset <= Math.min(end + 3, text.length);
            offset += 1
          ) {
            checkAt(fixture, offset);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a proposal that is taken leaves a text that can be read', () => {
  test.each([
    ['metadata.json', parseJson],
    ['phases/1/gate-definition.yaml', parseYaml],
  ] as const)('in %s', (name, parse) => {
    const text = FILES[name];
    const fixture = fixtureWith(name, text);
    for (let offset = 0; offset <= text.length; offset += 1) {
      for (const { label, replace, newText } of fixture.complete(offset)) {
        const result = text.slice(0, replace.start) + newText + text.slice(replace.end);
        // Where only the author knows the value, the key has none yet.
        const problems = parse(result).problems.filter(({ kind }) => kind !== 'missing-value');
        expect(problems, `${label} at ${text.slice(0, offset)}│ → ${newText}`).toEqual([]);
      }
    }
  });
});
