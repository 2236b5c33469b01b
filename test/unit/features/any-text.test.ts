import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompletionItem } from '../../../server/features/completion/completion.ts';
import type { Hover } from '../../../server/features/hover/hover-context.ts';
import { parseJson } from '../../../server/syntax/json.ts';
import { type TextRange, touches } from '../../../server/syntax/text-range.ts';
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

/** What is wrong with the answers at `offset`; empty if nothing is. */
function faultsAt(fixture: CursorFixture, offset: number): string[] {
  const { text } = fixture.document;
  const hover = fixture.hover(offset);
  return [
    ...fixture.complete(offset).flatMap((item) => faultsOf(item, text, offset)),
    ...(hover === undefined ? [] : faultsOfHover(hover, text, offset)),
  ].map((fault) => `${fault} at ${JSON.stringify(text.slice(0, offset))}│`);
}

function faultsOf(item: CompletionItem, text: string, offset: number): string[] {
  const { label, replace, newText, snippet = '' } = item;
  const replaced = text.slice(replace.start, replace.end);
  return [
    ...(label === '' ? ['a proposal has no name'] : []),
    ...(isWithin(replace, text) && touches(replace, offset)
      ? []
      : [`${label}: cursor not in range`]),
    ...(/[\r\n]/.test(replaced) ? [`${label}: replaces more than a line`] : []),
    ...(/\$\d|\$\{/.test(newText) ? [`${label}: snippet syntax in plain text`] : []),
    ...(/\$\{\d+:\}/.test(snippet) ? [`${label}: a place to type without its text`] : []),
  ];
}

function faultsOfHover({ range, markdown }: Hover, text: string, offset: number): string[] {
  const fences = markdown.match(/^`{3,}/gm)?.length ?? 0;
  return [
    ...(isWithin(range, text) && touches(range, offset) ? [] : ['hover: offset not in range']),
    ...(/^\*\*\S/.test(markdown) ? [] : ['hover: no heading']),
    ...(fences % 2 === 0 ? [] : ['hover: a fence is open']),
  ];
}

function isWithin({ start, end }: TextRange, text: string): boolean {
  return 0 <= start && start <= end && end <= text.length;
}

function* offsetsBetween(start: number, end: number): Generator<number> {
  for (let offset = start; offset <= end; offset += 1) yield offset;
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
    const faults = [...offsetsBetween(0, text.length)].flatMap((at) => faultsAt(fixture, at));
    expect(faults).toEqual([]);
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
          const around = offsetsBetween(Math.max(0, place - 3), Math.min(end + 3, text.length));
          expect([...around].flatMap((offset) => faultsAt(fixture, offset))).toEqual([]);
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
    const unreadable = [...offsetsBetween(0, text.length)].flatMap((offset) =>
      fixture.complete(offset).flatMap(({ label, replace, newText }) => {
        const result = text.slice(0, replace.start) + newText + text.slice(replace.end);
        // Where only the author knows the value, the key has none yet.
        const problem = parse(result).problems.find(({ kind }) => kind !== 'missing-value');
        return problem === undefined
          ? []
          : [`${label} at ${text.slice(0, offset)}│: ${problem.message}`];
      }),
    );
    expect(unreadable).toEqual([]);
  });
});
