import type { Tree } from '@lezer/common';
import type { TextRange } from './text-range.ts';

/** Where a link leads, and where that is written. */
export interface LinkDefinition {
  readonly target: string;
  readonly targetRange: TextRange;
}

/** Where `[label]: target` stands; of equal labels the first counts (CommonMark 4.7). */
export function linkDefinitionsIn(tree: Tree, text: string): ReadonlyMap<string, LinkDefinition> {
  const definitions = new Map<string, LinkDefinition>();
  if (!text.includes(']:')) return definitions;
  let label = '';
  let inDefinition = false;
  tree.iterate({
    enter(node) {
      if (node.name === 'LinkReference') inDefinition = true;
      if (!inDefinition) return;
      if (node.name === 'LinkLabel') label = labelKey(text.slice(node.from, node.to));
      if (node.name === 'URL' && !definitions.has(label)) {
        definitions.set(label, targetAt(text, { start: node.from, end: node.to }));
      }
    },
    leave(node) {
      if (node.name === 'LinkReference') inDefinition = false;
    },
  });
  return definitions;
}

/** The target at `range`; angle brackets are no part of it. */
export function targetAt(text: string, range: TextRange): LinkDefinition {
  const written = text.slice(range.start, range.end);
  const isBracketed = written.startsWith('<') && written.endsWith('>');
  const targetRange = isBracketed ? { start: range.start + 1, end: range.end - 1 } : range;
  return { target: text.slice(targetRange.start, targetRange.end), targetRange };
}

/** Labels match whatever their case and white space; `[]` is none. */
export function labelKey(label: string): string {
  const inner = label.startsWith('[') && label.endsWith(']') ? label.slice(1, -1) : label;
  return inner.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
