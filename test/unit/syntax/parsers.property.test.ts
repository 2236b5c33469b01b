import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DataNode,
  type DataTree,
  type Entry,
  toValue,
} from '../../../server/syntax/data-tree.ts';
import { parseJson } from '../../../server/syntax/json.ts';
import type { TextRange } from '../../../server/syntax/text-range.ts';
import { parseYaml } from '../../../server/syntax/yaml.ts';
import { propertyRuns } from '../../property/property-runs.ts';

const metadata = `{
  "workflow_type": "a_b_v1",
  "total_phases": 1,
  "primary_outputs": ["x", "y"],
  "phases": [
    {"phase_number": 0, "phase_name": "One: \\"first\\"", "tasks": [{"task_number": 1}]},
    {"phase_number": 1, "purpose": null}
  ],
  "dynamic_phases": false
}
`;

const gate = `checkpoint:
  strict: false  # lenient
evidence_schema:
  tests_passed: &field
    type: boolean
    required: yes
    description: "All of them: 'unit' and e2e"
  count: {type: integer, validator: positive}
  notes:
    <<: *field
    description: |
      Some lines
      of text
validators:
  positive: 'lambda x: x > 0'
cross_field_validation:
- rule: "lambda e: e"
  error_message: it does not hold
`;

const parsers = [
  {
    name: 'JSON',
    parse: parseJson,
    sample: metadata,
    alphabet: '{}[],:"\\/\'-+.0123eEtrufalsn \n\r\tx\uFEFF\0',
  },
  {
    name: 'YAML',
    parse: parseYaml,
    sample: gate,
    alphabet: '{}[],:"\'-?!&*#|>%@`~<=\\ \n\r\tab01.yes\uFEFF\0\u2028\u2029\u0085\u00A0\u200B',
  },
] as const;

describe.each(parsers)('$name', ({ parse, sample, alphabet }) => {
  const noise = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 60 });
  const anything = fc.oneof(
    noise,
    fc.string({ unit: 'binary', maxLength: 60 }),
    mutated(sample, noise),
  );

  it('never throws, whatever the text, and every range lies within it', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const tree = parse(text);
        for (const { start, end } of rangesOf(tree)) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
      propertyRuns(1000),
    );
  });

  it('gives problems that cover something, and a sentence on each', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const { range, message } of parse(text).problems) {
          expect(message).toMatch(/^\S.*\S$/s);
          expect(range.end > range.start || text.trim() === '').toBe(true);
        }
      }),
      propertyRuns(500),
    );
  });

  it('loses nothing that was complete before the text was cut off', () => {
    const { root } = parse(sample);
    for (let cut = 0; cut <= sample.length; cut += 1) {
      const rest = completeBefore(parse(sample.slice(0, cut)).root, cut);
      const lost = [...completeBefore(root, cut)].filter((entry) => !rest.has(entry));
      expect({ cut, lost }).toEqual({ cut, lost: [] });
    }
  });

  it('reads its sample without complaint', () => {
    expect(parse(sample).problems).toEqual([]);
  });
});

function mutated(sample: string, noise: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(sample.length), fc.nat(8), noise)
    .map(
      ([at, length, insert]) =>
        sample.slice(0, at) + insert.slice(0, 5) + sample.slice(at + length),
    );
}

function* rangesOf({ root, problems }: DataTree): Generator<TextRange> {
  for (const { range, related } of problems) {
    yield range;
    if (related !== undefined) yield related.range;
  }
  for (const node of nodesOf(root)) yield node.range;
}

function* nodesOf(node: DataNode | undefined): Generator<DataNode | Entry> {
  if (node === undefined) return;
  yield node;
  if (node.kind === 'array') for (const item of node.items) yield* nodesOf(item);
  if (node.kind !== 'object') return;
  for (const entry of node.entries) {
    yield entry;
    yield entry.keyNode;
    yield* nodesOf(entry.value);
  }
}

/** The entries with a value whose line had ended before the cut: where they are and what they say. */
function completeBefore(root: DataNode | undefined, cut: number): Set<string> {
  const complete = [...nodesOf(root)].flatMap((node) => {
    if (!('keyNode' in node) || node.value?.kind !== 'scalar') return [];
    const isComplete = node.range.end < cut - 1 && node.range.start < node.range.end;
    return isComplete ? `${node.range.start} ${node.key}: ${String(toValue(node.value))}` : [];
  });
  // What is merged into another map is there twice, and its second place may not have come yet.
  return new Set(complete);
}
