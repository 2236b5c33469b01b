import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../server/execution/gate/judge.ts';
import { nextStepsOf, remediationOf } from '../../server/execution/gate/remedies.ts';
import { parseYaml } from '../../server/syntax/yaml.ts';
import { type Gate, readGate } from '../../server/workflow/gate.ts';
import { propertyRuns } from './property-runs.ts';

const FIELDS = ['a', 'b', 'c', 'count', '__proto__', 'constructor', 'é'];
const TYPES = ['boolean', 'integer', 'string', 'object', 'list', 'dict', 'number', 'None'];
const OWN = {
  truthy: 'lambda x: x',
  short: 'lambda x: len(x) < 3',
  above: 'lambda x, limit=1: x > limit',
  broken: 'lambda x: x[',
  deep: "lambda x: x['a']['b'][0]",
  sorts: 'lambda x: sorted(x) == list(x)',
  prints: "lambda x: f'{x}' == str(x)",
  matches: "lambda x: re.search('a+b', x)",
};
const LIBRARY = ['positive', 'non_empty', 'in_range', 'yaml_parseable', 'has_fields', 'no_errors'];
const RULES = [
  'lambda e: len(e) > 1',
  "lambda e: e.get('a') == e.get('b')",
  "lambda e: e['count'] > 0",
  'lambda e: all(v for v in e.values())',
  'lambda e: max(e.values())',
  'lambda e: {k: v for k, v in e.items()} == e',
  'nonsense(',
];

const field = fc.record(
  {
    type: fc.constantFrom(...TYPES),
    required: fc.boolean(),
    validator: fc.constantFrom(...Object.keys(OWN), ...LIBRARY, 'nobody', ''),
    validator_params: fc.dictionary(
      fc.constantFrom('limit', 'min_val', 'max_val', 'fields', 'odd'),
      fc.jsonValue({ maxDepth: 1 }),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: [] },
);

/** A gate, as text: its keys are quoted, so that it is JSON and YAML at once. */
const gateParts = fc.record({
  fields: fc.dictionary(fc.constantFrom(...FIELDS), field, { maxKeys: 5 }),
  rules: fc.array(fc.constantFrom(...RULES), { maxLength: 3 }),
});

function gateOf({ fields, rules }: { fields: object; rules: string[] }, strict: boolean): Gate {
  const text = JSON.stringify({
    checkpoint: { strict },
    evidence_schema: fields,
    validators: OWN,
    cross_field_validation: rules.map((rule, index) => ({ rule, error_message: `rule ${index}` })),
  });
  return readGate(parseYaml(text));
}

const evidence = fc.dictionary(
  fc.oneof(fc.constantFrom(...FIELDS), fc.string({ maxLength: 6 })),
  fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.integer(), fc.string({ unit: 'binary' })),
  { maxKeys: 7 },
) as fc.Arbitrary<Record<string, unknown>>;

describe('any gate and any evidence', () => {
  it('are judged by the laws of layers, strict or not', () => {
    fc.assert(
      fc.property(gateParts, evidence, (parts, submitted) => {
        const gate = gateOf(parts, true);
        const before = structuredClone(submitted);
        const strict = judge(gate, submitted);
        const lenient = judge(gateOf(parts, false), submitted);
        expect(submitted).toEqual(before);

        expect(strict.passed).toBe(strict.errors.length === 0);
        expect(lenient.passed).toBe(true);
        expect(lenient.errors).toEqual([]);
        expect(lenient.warnings).toEqual([...strict.warnings, ...strict.errors]);

        const keys = Object.keys(submitted);
        for (const verdict of [strict, lenient]) {
          expect(verdict.fieldsSubmitted).toEqual(keys);
          const required = gate.fields.filter((each) => each.required).map(({ name }) => name);
          expect(verdict.fieldsRequired).toEqual(required);
          expect(verdict.fieldsMissing).toEqual(required.filter((name) => !keys.includes(name)));
          const schema = new Set(gate.fields.map(({ name }) => name));
          const failed = new Set(verdict.fieldsFailed);
          // In the order of the evidence, each once, and only fields that the schema knows.
          expect(verdict.fieldsFailed).toEqual(
            keys.filter((key) => schema.has(key) && failed.has(key)),
          );
        }

        const layers = strict.errors.map(layerOf);
        expect(layers).toEqual(layers.toSorted((a, b) => a - b));
        expect(strict.errors).toHaveLength(strict.faults.length);
        expect(strict.faults.filter(({ kind }) => kind === 'rule').length).toBeLessThanOrEqual(
          parts.rules.length,
        );
        expect(remediationOf(gate, strict) === '').toBe(strict.passed);
        expect(nextStepsOf(gate, strict, 0).length === 0).toBe(strict.passed);
      }),
      propertyRuns(400),
    );
  });

  it('come to the same faults in whatever order the evidence is written', () => {
    fc.assert(
      fc.property(gateParts, evidence, ({ fields }, submitted) => {
        const gate = gateOf({ fields, rules: [] }, true);
        const reversed = Object.fromEntries(Object.entries(submitted).reverse());
        const { errors, warnings, passed } = judge(gate, submitted);
        const other = judge(gate, reversed);
        expect(other.passed).toBe(passed);
        expect(other.errors.toSorted()).toEqual(errors.toSorted());
        expect(other.warnings.toSorted()).toEqual(warnings.toSorted());
      }),
      propertyRuns(200),
    );
  });

  it('pass without a gate, each field with a warning', () => {
    fc.assert(
      fc.property(evidence, (submitted) => {
        expect(judge(undefined, submitted)).toMatchObject({
          passed: true,
          errors: [],
          source: 'permissive',
          warnings: Object.keys(submitted).map((key) => `Field '${key}' not in schema (ignoring)`),
        });
      }),
      propertyRuns(100),
    );
  });
});

/** What is missing, then fields, then rules (FORMAT.md (e)). */
function layerOf(error: string): number {
  if (error.endsWith('is required but missing')) return 1;
  return error.startsWith('Cross-field ') ? 3 : 2;
}
