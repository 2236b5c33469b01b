import { judge } from '../../../server/execution/gate/judge.ts';
import { parseYaml } from '../../../server/syntax/yaml.ts';
import { readGate } from '../../../server/workflow/gate.ts';
import { onePhaseWorkflow } from '../../conformance/one-phase-workflow.ts';
import { Runner } from '../../e2e/running.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';
import { inMode, type Mode, type RunningSamples } from './figures.ts';
import { timed } from './sessions.ts';

const FIELDS = 50;
const LAMBDAS = 20;

const VALIDATORS = [
  'lambda x: x > 0 and x % 7 != 3',
  'lambda x, low=0, high=1000: low <= x <= high',
  "lambda s: len(s.strip()) > 3 and not s.startswith('TODO')",
  "lambda s: re.fullmatch(r'[a-z]+(-[a-z0-9]+)*', s) is not None",
  "lambda xs: len(set(xs)) == len(xs) and all(x.endswith('.ts') for x in xs)",
  'lambda xs: sum(len(x) for x in xs) / max(len(xs), 1) > 2',
  "lambda d: all(k in d for k in ('passed', 'failed')) and d['failed'] == 0",
  "lambda d: sorted(d.keys()) == ['failed', 'passed']",
];
const RULES = [
  "lambda e: e['field_0'] + e['field_4'] > 1",
  'lambda e: len([k for k in e if k.startswith("field_")]) == 50',
  'lambda e: all(isinstance(v, (int, str, list, dict)) for v in e.values())',
  "lambda e: f\"{e['field_0']:03d}\" != '000'",
];
const KINDS = [
  ['integer', 42, [0, 1]],
  ['string', 'release-notes-7', [2, 3]],
  ['list', ['a.ts', 'b.ts', 'c.ts'], [4, 5]],
  ['object', { passed: 12, failed: 0 }, [6, 7]],
] as const;

/** 16 of the fields have validators, one each of 16 lambdas; four rules. It all holds. */
function largeGate(): { text: string; evidence: Record<string, unknown> } {
  const evidence: Record<string, unknown> = {};
  const validators: Record<string, string> = {};
  const schema: Record<string, object> = {};
  for (let index = 0; index < FIELDS; index++) {
    const [type, value, lambdas] = KINDS[index % KINDS.length] ?? KINDS[0];
    const validated = index < LAMBDAS - RULES.length;
    const lambda = VALIDATORS[lambdas[Math.floor(index / 4) % 2] ?? 0] ?? '';
    if (validated) validators[`holds_${index}`] = lambda;
    schema[`field_${index}`] = {
      type,
      required: true,
      description: `What field ${index} tells`,
      ...(validated ? { validator: `holds_${index}` } : {}),
    };
    evidence[`field_${index}`] = value;
  }
  const gate = {
    checkpoint: { strict: true },
    evidence_schema: schema,
    validators,
    cross_field_validation: RULES.map((rule) => ({ rule, error_message: 'it does not hold' })),
  };
  return { text: `${JSON.stringify(gate, undefined, 2)}\n`, evidence };
}

/** The judge beside the code, in milliseconds. */
export async function measureLargeGate(times: number): Promise<RunningSamples> {
  const { text, evidence } = largeGate();
  const gate = readGate(parseYaml(text));
  const verdict = judge(gate, evidence);
  if (!verdict.passed) throw new Error(`The gate does not pass: ${verdict.errors[0]}`);
  const gateJudged = await timed(times, () => judge(gate, evidence));
  const gateFirst = await timed(times, () => judge(readGate(parseYaml(text)), evidence));
  return { gateJudged, gateFirst };
}

/** The same over the wire. */
export async function measureTrial(mode: Mode, times: number): Promise<RunningSamples> {
  using folder = new TemporaryFolder();
  const { text, evidence } = largeGate();
  folder.write(onePhaseWorkflow('large_v1', text));
  const runner = await Runner.over(folder, inMode(mode));
  try {
    const { sessionId } = await runner.start('large_v1', 'x');
    const gateTrial = await timed(times, () =>
      runner.complete(sessionId, 0, evidence, { dryRun: true }),
    );
    return { gateTrial };
  } finally {
    await runner.client.shutdown();
  }
}
