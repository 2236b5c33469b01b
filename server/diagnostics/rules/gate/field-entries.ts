import { type DataTree, type Entry, entryOf, type ObjectNode } from '../../../syntax/data-tree.ts';
import { isText, type TextNode } from './lambda-texts.ts';

/** A field of `evidence_schema` that is a mapping. */
export interface FieldEntry {
  readonly name: string;
  readonly node: ObjectNode;
  /** The text that `validator` holds. */
  readonly validator: TextNode | undefined;
  readonly params: Entry | undefined;
}

/** The evidence fields of a gate, as far as they are mappings. */
export function fieldEntries({ root }: DataTree): FieldEntry[] {
  const schema = entryOf(root, 'evidence_schema')?.value;
  return (schema?.kind === 'object' ? schema.entries : []).flatMap(({ key, value: node }) => {
    if (node?.kind !== 'object') return [];
    const validator = entryOf(node, 'validator')?.value;
    return [
      {
        name: key,
        node,
        validator: isText(validator) ? validator : undefined,
        params: entryOf(node, 'validator_params'),
      },
    ];
  });
}

/** The validators that a gate defines, by name. */
export function ownValidators({ root }: DataTree): ReadonlyMap<string, Entry> {
  const validators = entryOf(root, 'validators')?.value;
  const entries = validators?.kind === 'object' ? validators.entries : [];
  return new Map(entries.map((entry) => [entry.key, entry]));
}

/** Whether what stands for a validator's name is the text of one. */
export function isLambdaText(text: string): boolean {
  return /^\s*lambda\b/.test(text);
}
