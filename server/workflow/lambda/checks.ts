import {
  type Attribute,
  type Call,
  childrenOf,
  namesOf,
  type PythonExpression,
} from '../../syntax/python-ast.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import { nearest } from '../nearest.ts';
import { attributeNames } from './attributes.ts';
import { builtins, refusedNames } from './builtins.ts';
import { regexAttributes } from './re-module.ts';
import { regexFault } from './regex-check.ts';
import { PythonModule } from './values.ts';

export interface LambdaProblem {
  readonly kind: 'syntax' | 'unsupported' | 'unknown-name' | 'unknown-attribute' | 'pattern';
  /** One or two sentences for the author: what is not understood, what to write instead. */
  readonly message: string;
  readonly range: TextRange;
}

/** What is wrong with an expression whatever it is called with, in the order of the text. */
export function checkExpression(expression: PythonExpression): LambdaProblem[] {
  const problems: LambdaProblem[] = [];
  new Checker(problems).visit(expression, new Set(boundByName(expression)));
  return problems.toSorted((a, b) => a.range.start - b.range.start);
}

/** The names that `:=` binds outside of every lambda. */
function boundByName(node: PythonExpression): string[] {
  if (node.kind === 'lambda') return [];
  const inner = childrenOf(node).flatMap(boundByName);
  return node.kind === 'named' ? [node.name, ...inner] : inner;
}

type Names = ReadonlySet<string>;

/** The attributes that some value here has. */
const attributes: readonly string[] = [...attributeNames(), ...regexAttributes];

class Checker {
  readonly #problems: LambdaProblem[];

  constructor(problems: LambdaProblem[]) {
    this.#problems = problems;
  }

  visit(node: PythonExpression, names: Names): void {
    switch (node.kind) {
      case 'name':
        this.#name(node.name, node.range, names);
        return;
      case 'attribute':
        this.#attribute(node, names);
        break;
      case 'call':
        this.#pattern(node, names);
        break;
      case 'lambda': {
        for (const parameter of node.parameters) {
          if (parameter.default !== undefined) this.visit(parameter.default, names);
        }
        const parameters = node.parameters.map(({ name }) => name);
        this.visit(node.body, new Set([...names, ...parameters, ...boundByName(node.body)]));
        return;
      }
      case 'comprehension': {
        const targets = node.clauses.flatMap((clause) =>
          clause.kind === 'for' ? namesOf(clause.target) : [],
        );
        const inner = new Set([...names, ...targets]);
        for (const [index, clause] of node.clauses.entries()) {
          if (clause.kind === 'for') this.visit(clause.iterable, index === 0 ? names : inner);
          else this.visit(clause.test, inner);
        }
        this.visit(node.element, inner);
        if (node.value !== undefined) this.visit(node.value, inner);
        return;
      }
    }
    for (const child of childrenOf(node)) this.visit(child, names);
  }

  #name(name: string, range: TextRange, names: Names): void {
    if (names.has(name) || builtins.has(name)) return;
    if (refusedNames.has(name)) {
      this.#report('unknown-name', `${name} is not understood in a gate.`, range);
      return;
    }
    const [near] = nearest(name, [...names, ...builtins.keys()]);
    const repair = near === undefined ? '' : ` Did you mean ${near}?`;
    this.#report('unknown-name', `There is no ${name} here.${repair}`, range);
  }

  #attribute(node: Attribute, names: Names): void {
    const { name, nameRange, object } = node;
    if (name.startsWith('__')) {
      const message = `${name} is not understood in a gate. Compare values, or use isinstance.`;
      this.#report('unknown-attribute', message, nameRange);
      return;
    }
    // Of a name that is not there nothing more is said.
    if (object.kind === 'name' && !names.has(object.name) && !builtins.has(object.name)) return;
    const module = moduleOf(object, names);
    const known = module === undefined ? attributes : [...module.members.keys()];
    if (known.includes(name)) return;
    const owner = module === undefined ? 'No value here' : `The module ${module.name}`;
    const [near] = nearest(name, known);
    const repair = near === undefined ? '' : ` Did you mean ${near}?`;
    this.#report(
      'unknown-attribute',
      `${owner} has ${module === undefined ? 'an' : 'no'} attribute ${name}.${repair}`,
      nameRange,
    );
  }

  /** A pattern written out in a call of `re` can be read before it runs. */
  #pattern(node: Call, names: Names): void {
    const { callee } = node;
    if (callee.kind !== 'attribute' || moduleOf(callee.object, names)?.name !== 're') return;
    const pattern = node.arguments.find(
      ({ name }, index) => name === 'pattern' || (name === undefined && index === 0),
    );
    if (pattern?.value.kind !== 'constant' || typeof pattern.value.value !== 'string') return;
    if (callee.name === 'escape') return;
    const fault = regexFault(pattern.value.value);
    if (fault === undefined) return;
    const text = `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.`;
    this.#report('pattern', text, pattern.value.range);
  }

  #report(kind: LambdaProblem['kind'], message: string, range: TextRange): void {
    this.#problems.push({ kind, message, range });
  }
}

function moduleOf(node: PythonExpression, names: Names): PythonModule | undefined {
  if (node.kind !== 'name' || names.has(node.name)) return undefined;
  const value = builtins.get(node.name);
  return value instanceof PythonModule ? value : undefined;
}
