import { perObject } from '../../../caches/per-object.ts';
import {
  type DataNode,
  entriesOf,
  entryOf,
  itemsOf,
  type ScalarNode,
} from '../../../syntax/data-tree.ts';
import type { TextRange } from '../../../syntax/text-range.ts';
import { compileLambda, type Lambda } from '../../../workflow/lambda/lambda.ts';

/** A scalar that is a text. */
export type TextNode = ScalarNode & { readonly value: string };

/** A text that is a lambda, and what it is called in a message. */
export interface LambdaText {
  readonly node: TextNode;
  readonly name: string;
  readonly of: 'validator' | 'rule';
}

/** The texts that are lambdas, each with what it is called in a message. */
export function lambdasIn(root: DataNode | undefined): LambdaText[] {
  const validators = entryOf(root, 'validators')?.value;
  const rules = entryOf(root, 'cross_field_validation')?.value;
  return [
    ...entriesOf(validators).flatMap(({ key, value }) =>
      isText(value)
        ? [{ node: value, name: `The validator "${key}"`, of: 'validator' as const }]
        : [],
    ),
    ...itemsOf(rules).flatMap((item) => {
      const rule = entryOf(item, 'rule')?.value;
      return isText(rule) ? [{ node: rule, name: 'This rule', of: 'rule' as const }] : [];
    }),
  ];
}

/** The lambda that a text is, read once: several rules ask for it. */
export const lambdaOf = perObject(({ value }: TextNode): Lambda => compileLambda(value));

export function isText(node: DataNode | undefined): node is TextNode {
  return node?.kind === 'scalar' && typeof node.value === 'string';
}

/**
 * The place of a part of the text. Where the text stands in the document with escapes or over several
 * lines, all of it is meant.
 */
export function placeIn({ raw, value, range }: TextNode, { start, end }: TextRange): TextRange {
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
