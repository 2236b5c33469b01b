import { childrenOf, type PythonExpression } from '../../../syntax/python-ast.ts';
import { callLambda } from '../../../workflow/lambda/lambda.ts';
import type { DocumentRule } from '../../rule.ts';
import { lambdaOf, lambdasIn, placeIn } from './lambda-texts.ts';
import { SAMPLE_LIMITS } from './sample-values.ts';

export const gateConstantLambda: DocumentRule = {
  scope: 'document',
  code: 'gate/constant-lambda',
  title: 'Lambda that does not look at its value',
  severity: 'warning',
  page: {
    what: 'A validator or a cross-field rule never uses its parameter, so it says the same of whatever is submitted.',
    why: 'One that is always true checks nothing; one that is always false lets nothing pass.',
    wrong: { language: 'yaml', text: 'validators:\n  at_least_80: "lambda x: 80 <= 100"' },
    right: { language: 'yaml', text: 'validators:\n  at_least_80: "lambda x: 80 <= x <= 100"' },
  },
  *check(document) {
    if (document.kind !== 'gate') return;
    for (const { node, name } of lambdasIn(document.tree.root)) {
      const lambda = lambdaOf(node);
      const { expression, problems } = lambda;
      if (expression?.kind !== 'lambda' || problems.length > 0) continue;
      const [first, ...others] = expression.parameters;
      if (first === undefined || first.kind === 'keywords' || first.kind === 'keyword-only')
        continue;
      const parameters = new Set(expression.parameters.map((parameter) => parameter.name));
      if (mentions(expression.body, parameters)) continue;
      const outcome = others.length > 0 ? undefined : callLambda(lambda, [true], {}, SAMPLE_LIMITS);
      const verdict =
        outcome === undefined
          ? 'says the same'
          : outcome.ok
            ? outcome.truthy
              ? 'passes'
              : 'fails'
            : 'raises an error';
      yield {
        at: placeIn(node, expression.body.range),
        message: `${name} ${verdict} whatever is submitted: it does not use "${first.name}".\nCompare "${first.name}" with what it has to be, or delete the check.`,
      };
    }
  },
};

/** Whether an expression names one of `names`. */
function mentions(node: PythonExpression, names: ReadonlySet<string>): boolean {
  if (node.kind === 'name') return names.has(node.name);
  return childrenOf(node).some((child) => mentions(child, names));
}
