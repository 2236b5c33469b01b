import type { Lambda } from '../../../workflow/lambda/lambda.ts';
import type { DocumentFinding, DocumentRule } from '../../rule.ts';
import { lambdaOf, lambdasIn, placeIn } from './lambda-texts.ts';

export const gateLambdaNotUnderstood: DocumentRule = {
  scope: 'document',
  code: 'gate/lambda-not-understood',
  title: 'Lambda that is not understood',
  severity: 'error',
  page: {
    what: 'A validator or a cross-field rule is no Python expression, or uses what gates do not know: a name that is nowhere, a method that no value has, a pattern that cannot be matched in linear time, `open`, `import` and the like.',
    why: 'Whenever it is asked, it raises an error. A strict gate then never lets the phase pass, a lenient one only warns and checks nothing.',
    wrong: {
      language: 'yaml',
      text: 'validators:\n  is_commit: "lambda x: len(x) = 40"',
    },
    right: {
      language: 'yaml',
      text: 'validators:\n  is_commit: "lambda x: len(x) == 40"',
    },
  },
  *check(document) {
    if (document.kind !== 'gate') return;
    for (const { node, name, of } of lambdasIn(document.tree.root)) {
      const lambda = lambdaOf(node);
      const bare = bareExpression(lambda);
      if (bare !== undefined) {
        yield {
          at: node.range,
          message: `This is no lambda: ${bare} is nothing that is known here.\n${name} raises an error whenever it is asked. Write "lambda ${bare}: ${shortened(node.value)}".`,
          data: { expected: `lambda ${bare}: ${node.value}` },
        };
        continue;
      }
      const consequence =
        node.value === '' && of === 'validator'
          ? `${name} is none: a field that names it is not checked, and a warning says so.`
          : `${name} raises an error whenever it is asked: a strict gate never passes, a lenient one checks nothing here.`;
      for (const { message, range } of lambda.problems) {
        yield {
          at: placeIn(node, range),
          message: `${message}\n${consequence}`,
        } satisfies DocumentFinding;
      }
    }
  },
};

/** The one unknown name of an expression that is no lambda: what its author took for the value. */
function bareExpression({ text, expression, problems }: Lambda): string | undefined {
  if (expression === undefined || expression.kind === 'lambda') return undefined;
  if (problems.some(({ kind }) => kind !== 'unknown-name')) return undefined;
  const [name, ...others] = new Set(
    problems.map(({ range }) => text.slice(range.start, range.end)),
  );
  // A name alone is a misspelt function rather than a value.
  return others.length > 0 || expression.kind === 'name' ? undefined : name;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
