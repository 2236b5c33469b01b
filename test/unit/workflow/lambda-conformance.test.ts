import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { toValue } from '../../../server/syntax/data-tree.ts';
import { parseYaml } from '../../../server/syntax/yaml.ts';
import { callLambda, compileLambda } from '../../../server/workflow/lambda/lambda.ts';
import { runLibraryValidator } from '../../../server/workflow/lambda/library.ts';

const shared = process.env.PRAXIS_SHARED ?? path.resolve(import.meta.dirname, '../../../../shared');
const file = path.join(shared, 'conformance', 'gates.json');

interface GateCase {
  readonly id: string;
  readonly group: string;
  readonly gate_yaml: string | null;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly expected: Answer;
  readonly right?: Partial<Answer>;
}

interface Answer {
  readonly n_errors: number;
  readonly warnings: readonly string[];
}

interface GateText {
  readonly evidence_schema?: Readonly<
    Record<string, { validator?: string; validator_params?: Record<string, unknown> }>
  >;
  readonly validators?: Readonly<Record<string, string>>;
}

/** The cases whose one field `f` is answered by a validator, alone: whether it passes. */
function readCases(): { id: string; one: GateCase; gate: GateText; name: string }[] {
  if (!existsSync(file)) return [];
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly GateCase[] };
  return cases.flatMap((one) => {
    if (!['lambda', 'raise', 'unsafe', 'named'].includes(one.group)) return [];
    const gate = toValue(parseYaml(one.gate_yaml ?? '').root) as GateText;
    const name = gate.evidence_schema?.f?.validator ?? '';
    const isMissing = one.expected.warnings.some((text) => text.includes('not found for'));
    const isKnown = gate.validators?.[name] || (one.right !== undefined && name !== '');
    return isKnown && !(isMissing && one.right === undefined)
      ? [{ id: one.id, one, gate, name }]
      : [];
  });
}

describe.runIf(existsSync(file))('validators of the conformance gates', () => {
  it.each(readCases())('$id', ({ one, gate, name }) => {
    const params = gate.evidence_schema?.f?.validator_params ?? {};
    const text = gate.validators?.[name];
    const value = one.evidence.f;
    const outcome =
      text === undefined
        ? runLibraryValidator(name, value, params)
        : callLambda(compileLambda(text), [value], params);
    const answer = { ...one.expected, ...one.right };
    // `true` as an integer fails by its type, before its validator is asked.
    if (one.id.startsWith('lambda') && typeof value === 'boolean' && one.right !== undefined)
      return;
    const failed =
      answer.n_errors > 0 || answer.warnings.some((line) => line.includes(' failed for '));
    expect(outcome.ok && outcome.truthy).toBe(!failed);
  });
});
