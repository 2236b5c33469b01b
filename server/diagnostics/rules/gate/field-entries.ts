import {
  countingEntries,
  type DataTree,
  type Entry,
  entriesOf,
  entryOf,
  type ObjectNode,
} from '../../../syntax/data-tree.ts';
import { nearest } from '../../../workflow/nearest.ts';
import { isText, type TextNode } from './lambda-texts.ts';

/** A field of `evidence_schema` that is a mapping. */
export interface FieldEntry {
  readonly name: string;
  readonly node: ObjectNode;
  /** The text that `validator` holds. */
  readonly validator: TextNode | undefined;
  readonly params: Entry | undefined;
}

/** The evidence fields of a gate, as far as they are mappings; of equal names the one that counts. */
export function fieldEntries({ root }: DataTree): FieldEntry[] {
  const schema = entryOf(root, 'evidence_schema')?.value;
  return [...countingEntries(entriesOf(schema)).values()].flatMap(({ key, value: node }) => {
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
  return countingEntries(entriesOf(entryOf(root, 'validators')?.value));
}

/** Whether the fields are known: the section is there, and no field hides another of its name. */
export function hasAllFields({ root }: DataTree): boolean {
  const schema = entryOf(root, 'evidence_schema')?.value;
  return (
    schema?.kind === 'object' && countingEntries(schema.entries).size === schema.entries.length
  );
}

/** Whether the validators are known: nothing that is no mapping, or misspelt, stands in their place. */
export function hasAllValidators({ root }: DataTree): boolean {
  const entry = entryOf(root, 'validators');
  if (entry !== undefined) return entry.value?.kind === 'object';
  const keys = entriesOf(root).map(({ key }) => key);
  return nearest('validators', keys).length === 0;
}

/** Whether what stands for a validator's name is the text of one. */
export function isLambdaText(text: string): boolean {
  return /^\s*lambda\b/.test(text);
}
