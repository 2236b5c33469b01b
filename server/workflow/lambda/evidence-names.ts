import {
  childrenOf,
  type Display,
  namesOf,
  type PythonExpression,
} from '../../syntax/python-ast.ts';
import type { TextRange } from '../../syntax/text-range.ts';

/** A name of evidence that a cross-field rule asks for, and where it is written. */
export interface EvidenceName {
  readonly name: string;
  readonly range: TextRange;
}

/**
 * The names that a rule asks its parameter for, in the order of the text: `e['x']`, `e.get('x')`,
 * `'x' in e`, and those of a list that is gone through: `all(e[k] for k in ['x', 'y'])`. Names that are
 * computed are not among them, nor what is asked of a value in the evidence.
 */
export function evidenceNamedIn(expression: PythonExpression): EvidenceName[] {
  if (expression.kind !== 'lambda') return [];
  const [evidence] = expression.parameters;
  if (evidence?.kind !== 'positional' && evidence?.kind !== 'positional-only') return [];
  const found: EvidenceName[] = [];
  visit(expression.body, evidence.name, new Map(), found);
  return found.toSorted((a, b) => a.range.start - b.range.start);
}

/** @param lists the texts that a name goes through, by name */
function visit(
  node: PythonExpression,
  evidence: string,
  lists: ReadonlyMap<string, readonly PythonExpression[]>,
  found: EvidenceName[],
): void {
  const take = (key: PythonExpression | undefined): void => {
    if (key?.kind === 'constant' && typeof key.value === 'string') {
      found.push({ name: key.value, range: key.range });
    } else if (key?.kind === 'name') {
      for (const element of lists.get(key.name) ?? []) take(element);
    }
  };
  const isEvidence = (candidate: PythonExpression): boolean =>
    candidate.kind === 'name' && candidate.name === evidence;
  switch (node.kind) {
    case 'subscript':
      if (isEvidence(node.object)) take(node.index);
      break;
    case 'call':
      if (node.callee.kind === 'attribute' && node.callee.name === 'get') {
        const [key] = node.arguments;
        if (isEvidence(node.callee.object) && key?.name === undefined) take(key?.value);
      }
      break;
    case 'comparison': {
      let left = node.left;
      for (const { operator, right } of node.links) {
        if ((operator === 'in' || operator === 'not in') && isEvidence(right)) take(left);
        left = right;
      }
      break;
    }
    case 'lambda':
      // Its own parameter hides the evidence.
      if (node.parameters.some(({ name }) => name === evidence)) return;
      break;
    case 'comprehension': {
      const inner = new Map(lists);
      for (const clause of node.clauses) {
        if (clause.kind !== 'for') continue;
        if (namesOf(clause.target).includes(evidence)) return;
        for (const name of namesOf(clause.target)) inner.delete(name);
        const { target, iterable } = clause;
        if (target.kind === 'name' && isDisplay(iterable))
          inner.set(target.name, iterable.elements);
      }
      for (const child of childrenOf(node)) visit(child, evidence, inner, found);
      return;
    }
  }
  for (const child of childrenOf(node)) visit(child, evidence, lists, found);
}

function isDisplay(node: PythonExpression): node is Display {
  return node.kind === 'list' || node.kind === 'tuple' || node.kind === 'set';
}
