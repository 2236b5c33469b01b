import { type Entry, entriesOf, toValue } from '../../../syntax/data-tree.ts';
import type { TextRange } from '../../../syntax/text-range.ts';
import { isDamaged } from '../../../workflow/damage.ts';
import type { Gate } from '../../../workflow/gate.ts';
import { callLambda, type LambdaOutcome } from '../../../workflow/lambda/lambda.ts';
import { runLibraryValidator } from '../../../workflow/lambda/library.ts';
import { libraryValidator } from '../../../workflow/validator-library.ts';
import type { DocumentFinding, DocumentRule } from '../../rule.ts';
import { fieldEntries, ownValidators } from './field-entries.ts';
import { isText, lambdaOf, lambdasIn } from './lambda-texts.ts';
import { certainError, SAMPLE_LIMITS, samplesOf } from './sample-values.ts';
import { signatureOf } from './validator-signature.ts';

export const gateAlwaysRaises: DocumentRule = {
  scope: 'document',
  code: 'gate/always-raises',
  title: 'Check that raises an error for every value',
  severity: 'warning',
  page: {
    what: 'A validator raises a type error for every value of the type of the field that names it, or a cross-field rule does for all evidence of the right types. They are tried on a fixed table of values.',
    why: 'An error counts as failed: a strict gate never lets the phase pass, a lenient one warns whatever is submitted.',
    wrong: {
      language: 'yaml',
      text: 'coverage_percent:\n  type: integer\n  validator: non_empty  # asks for a length',
    },
    right: {
      language: 'yaml',
      text: 'coverage_percent:\n  type: integer\n  validator: non_negative',
    },
  },
  *check(document) {
    if (document.kind !== 'gate' || isDamaged(document.tree)) return;
    const own = ownValidators(document.tree);
    const types = new Map(document.summary.fields.map(({ name, type }) => [name, type]));
    for (const { name, validator, params } of fieldEntries(document.tree)) {
      const type = types.get(name) ?? '';
      const samples = samplesOf(type);
      if (validator === undefined || samples === undefined) continue;
      const given = toValue(params?.value);
      const call = callOf(validator.value, own, isObject(given) ? given : {});
      const error = call && certainError(lazily(samples, call));
      if (error === undefined) continue;
      const definition = own.get(validator.value);
      const guilty = guiltyParam(params, (changed) => {
        const repaired = callOf(validator.value, own, {
          ...(isObject(given) ? given : {}),
          ...changed,
        });
        return repaired !== undefined && certainError(lazily(samples, repaired)) === undefined;
      });
      yield {
        at: guilty?.range ?? validator.range,
        message: `The validator "${validator.value}" raises an error for every ${type}: ${error.message}.\nWhatever is submitted for "${name}" fails. ${guilty?.repair ?? 'Name one that fits the type, or change the type'}.`,
        ...(definition === undefined
          ? {}
          : {
              related: [
                {
                  file: document.file,
                  at: definition.keyNode.range,
                  message: 'It is defined here.',
                },
              ],
            }),
      };
    }
    yield* rulesThatRaise(document.summary, lambdasIn(document.tree.root));
  },
};

function* rulesThatRaise(
  gate: Gate,
  lambdas: ReturnType<typeof lambdasIn>,
): Generator<DocumentFinding> {
  const evidence = sampleEvidence(gate);
  if (evidence === undefined) return;
  for (const { node, of } of lambdas) {
    const lambda = lambdaOf(node);
    if (of !== 'rule' || lambda.problems.length > 0) continue;
    const error = certainError(
      lazily(evidence, (sample) => callLambda(lambda, [sample], {}, SAMPLE_LIMITS)),
    );
    if (error === undefined) continue;
    yield {
      at: node.range,
      message: `This rule raises an error for all evidence of the right types: ${error.message}.\nThe phase fails whatever is submitted, or passes with a warning if the gate is lenient. Compare what can be compared.`,
    };
  }
}

/** Evidence with all fields, in a few combinations of samples; undefined if a type has none. */
function sampleEvidence({ fields }: Gate): Record<string, unknown>[] | undefined {
  const samples = fields.map(({ name, type }) => ({ name, values: samplesOf(type) }));
  if (samples.some(({ values }) => values === undefined)) return undefined;
  return Array.from({ length: 8 }, (_, index) =>
    Object.fromEntries(
      samples.map(({ name, values = [] }, position) => [
        name,
        values[(index + position * (index % 3)) % values.length],
      ]),
    ),
  );
}

/**
 * The parameter that is to blame: a number in quotes that would do without them, or what only the
 * author can have meant.
 */
function guiltyParam(
  params: Entry | undefined,
  works: (changed: Readonly<Record<string, unknown>>) => boolean,
): { readonly range: TextRange; readonly repair: string } | undefined {
  for (const { key, value } of entriesOf(params?.value)) {
    if (!isText(value)) continue;
    if (value.value.trim() !== '' && works({ [key]: Number(value.value) })) {
      return { range: value.range, repair: 'Remove the quotes' };
    }
    if (key === 'pattern') return { range: value.range, repair: 'Correct the pattern' };
    if (key === 'item_type') return { range: value.range, repair: 'Name a type that is there' };
  }
  return undefined;
}

type Call = (value: unknown) => LambdaOutcome;

/** How a field's validator is called; undefined where something else is wrong, and told. */
function callOf(
  name: string,
  own: ReadonlyMap<string, Entry>,
  params: Readonly<Record<string, unknown>>,
): Call | undefined {
  const signature = signatureOf(name, own);
  if (signature !== undefined) {
    const given = Object.keys(params);
    const fits =
      (signature.open || given.every((key) => signature.names.includes(key))) &&
      signature.required.every((key) => given.includes(key));
    if (!fits) return undefined;
  }
  const entry = own.get(name);
  if (entry === undefined) {
    return libraryValidator(name) === undefined
      ? undefined
      : (value) => runLibraryValidator(name, value, params, SAMPLE_LIMITS);
  }
  const lambda = isText(entry.value) ? lambdaOf(entry.value) : undefined;
  if (lambda === undefined || lambda.problems.length > 0) return undefined;
  return (value) => callLambda(lambda, [value], params, SAMPLE_LIMITS);
}

function* lazily<T>(samples: readonly T[], call: (sample: T) => LambdaOutcome) {
  for (const sample of samples) yield call(sample);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
