import { type DataNode, entryOf, type ScalarNode } from '../../../syntax/data-tree.ts';
import type { TextRange } from '../../../syntax/text-range.ts';
import { compileLambda } from '../../../workflow/lambda/lambda.ts';
import type { DocumentFinding, DocumentRule } from '../../rule.ts';

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
    for (const { node, name, isValidator } of lambdasIn(document.tree.root)) {
      for (const { message, range } of compileLambda(node.value).problems) {
        const consequence =
          node.value === '' && isValidator
            ? `${name} is none: a field that names it is not checked, and a warning says so.`
            : `${name} raises an error whenever it is asked: a strict gate never passes, a lenient one checks nothing here.`;
        yield {
          at: placeIn(node, range),
          message: `${message}\n${consequence}`,
        } satisfies DocumentFinding;
      }
    }
  },
};

type TextNode = ScalarNode & { readonly value: string };

/** The texts that are lambdas, each with what it is called in a message. */
function lambdasIn(
  root: DataNode | undefined,
): { node: TextNode; name: string; isValidator: boolean }[] {
  const validators = entryOf(root, 'validators')?.value;
  const rules = entryOf(root, 'cross_field_validation')?.value;
  return [
    ...(validators?.kind === 'object' ? validators.entries : []).flatMap(({ key, value }) =>
      isText(value) ? [{ node: value, name: `The validator "${key}"`, isValidator: true }] : [],
    ),
    ...(rules?.kind === 'array' ? rules.items : []).flatMap((item) => {
      const rule = entryOf(item, 'rule')?.value;
      return isText(rule) ? [{ node: rule, name: 'This rule', isValidator: false }] : [];
    }),
  ];
}

function isText(node: DataNode | undefined): node is TextNode {
  return node?.kind === 'scalar' && typeof node.value === 'string';
}

/**
 * The place of a part of the text. Where the text stands in the document with escapes or over several
 * lines, all of it is meant.
 */
function placeIn({ raw, value, range }: TextNode, { start, end }: TextRange): TextRange {
  const offset = raw.indexOf(value);
  if (offset === -1 || value === '') return range;
  const base = range.start + offset;
  // The end of the text is a place, too: there something is missing.
  const last = base + value.length;
  return {
    start: Math.min(base + start, Math.max(base, last - 1)),
    end: Math.min(Math.max(base + end, base + start + 1), last),
  };
}
