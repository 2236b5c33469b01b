import type {
  Argument,
  BinaryOperation,
  Clause,
  Comparison,
  Comprehension,
  DictDisplay,
  FormatPart,
  LambdaExpression,
  PythonExpression,
  Subscript,
  Target,
} from '../../syntax/python-ast.ts';
import { binary, unary } from './arithmetic.ts';
import { attribute } from './attributes.ts';
import type { Budget } from './budget.ts';
import { lookUpBuiltin } from './builtins.ts';
import { updateDict } from './collection-methods.ts';
import { compare, truthy } from './comparison.ts';
import { raise } from './errors.ts';
import { format } from './format-spec.ts';
import { dictSet, setAdd } from './hashing.ts';
import { collect, iterate } from './iteration.ts';
import { fromGenerator } from './iterators.ts';
import { bindParameters } from './parameters.ts';
import { converted } from './repr.ts';
import { Scope } from './scope.ts';
import { contains, item, slice } from './subscripts.ts';
import {
  type Keywords,
  type Machine,
  PythonCallable,
  PythonDict,
  type PythonIterator,
  PythonList,
  PythonSet,
  PythonTuple,
  type PythonValue,
  typeName,
} from './values.ts';

const noKeywords: Keywords = new Map();

/** Walks the tree of an expression. Each node costs a step and a level. */
export class Evaluator implements Machine {
  readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /** @throws {Raised} TypeError for what cannot be called, and whatever the call raises */
  call(callee: PythonValue, args: readonly PythonValue[], keywords = noKeywords): PythonValue {
    if (!(callee instanceof PythonCallable)) {
      raise('TypeError', `'${typeName(callee)}' object is not callable`);
    }
    this.budget.enter();
    this.budget.spend();
    const result = callee.call(this, args, keywords);
    this.budget.leave();
    return result;
  }

  evaluate(node: PythonExpression, scope: Scope): PythonValue {
    this.budget.spend();
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'name': {
        const value = scope.get(node.name);
        return value === undefined ? lookUpBuiltin(node.name) : value;
      }
    }
    this.budget.enter();
    const value = this.#composite(node, scope);
    this.budget.leave();
    return value;
  }

  #composite(node: PythonExpression, scope: Scope): PythonValue {
    switch (node.kind) {
      case 'formatted-string':
        return this.#formatted(node.parts, scope);
      case 'list':
        return new PythonList(this.#elements(node.elements, scope));
      case 'tuple':
        return new PythonTuple(this.#elements(node.elements, scope));
      case 'set': {
        const set = new PythonSet();
        for (const element of this.#elements(node.elements, scope)) setAdd(this, set, element);
        return set;
      }
      case 'dict':
        return this.#dict(node, scope);
      case 'unary': {
        const operand = this.evaluate(node.operand, scope);
        return node.operator === 'not' ? !truthy(operand) : unary(node.operator, operand);
      }
      case 'binary':
        return this.#binary(node, scope);
      case 'boolean': {
        let value: PythonValue = null;
        for (const operand of node.operands) {
          value = this.evaluate(operand, scope);
          if (truthy(value) === (node.operator === 'or')) break;
        }
        return value;
      }
      case 'comparison':
        return this.#comparison(node, scope);
      case 'conditional': {
        const test = truthy(this.evaluate(node.test, scope));
        return this.evaluate(test ? node.whenTrue : node.whenFalse, scope);
      }
      case 'lambda':
        return this.#lambda(node, scope);
      case 'call': {
        const callee = this.evaluate(node.callee, scope);
        const { args, keywords } = this.#arguments(node.arguments, scope);
        return this.call(callee, args, keywords);
      }
      case 'attribute':
        return attribute(this, this.evaluate(node.object, scope), node.name);
      case 'subscript':
        return this.#subscript(node, scope);
      case 'comprehension':
        return this.#comprehension(node, scope);
      case 'named': {
        const value = this.evaluate(node.value, scope);
        scope.setNamed(node.name, value);
        return value;
      }
      case 'constant':
      case 'name':
        return this.evaluate(node, scope);
      case 'slice':
        return raise('NotUnderstood', 'several slices in one subscript are not understood here');
      case 'starred':
        return raise('NotUnderstood', 'a star is not understood here');
    }
  }

  #binary({ operator, left, right }: BinaryOperation, scope: Scope): PythonValue {
    const a = this.evaluate(left, scope);
    return binary(this, operator, a, this.evaluate(right, scope));
  }

  #comparison(node: Comparison, scope: Scope): boolean {
    let left = this.evaluate(node.left, scope);
    for (const { operator, right: next } of node.links) {
      const right = this.evaluate(next, scope);
      const holds =
        operator === 'in' || operator === 'not in'
          ? contains(this, right, left) === (operator === 'in')
          : compare(this, operator, left, right);
      if (!holds) return false;
      left = right;
    }
    return true;
  }

  #elements(elements: readonly PythonExpression[], scope: Scope): PythonValue[] {
    const values: PythonValue[] = [];
    for (const element of elements) {
      if (element.kind === 'starred') {
        for (const value of collect(this, this.evaluate(element.value, scope))) values.push(value);
        this.budget.size(values.length);
      } else {
        values.push(this.evaluate(element, scope));
      }
    }
    return values;
  }

  #dict({ entries }: DictDisplay, scope: Scope): PythonDict {
    const dict = new PythonDict();
    for (const { key, value } of entries) {
      if (key === undefined) {
        const source = this.evaluate(value, scope);
        if (!(source instanceof PythonDict)) {
          raise('TypeError', `'${typeName(source)}' object is not a mapping`);
        }
        updateDict(this, dict, source);
      } else {
        const name = this.evaluate(key, scope);
        dictSet(this, dict, name, this.evaluate(value, scope));
      }
    }
    return dict;
  }

  #arguments(
    given: readonly Argument[],
    scope: Scope,
  ): { args: PythonValue[]; keywords: Keywords } {
    const args: PythonValue[] = [];
    let keywords: Map<string, PythonValue> | undefined;
    const add = (name: PythonValue, value: PythonValue) => {
      if (typeof name !== 'string') raise('TypeError', 'keywords must be strings');
      keywords ??= new Map();
      if (keywords.has(name))
        raise('TypeError', `got multiple values for keyword argument '${name}'`);
      keywords.set(name, value);
    };
    for (const { name, unpack, value } of given) {
      const evaluated = this.evaluate(value, scope);
      if (unpack === '*') {
        for (const one of collect(this, evaluated)) args.push(one);
        this.budget.size(args.length);
      } else if (unpack === '**') {
        if (!(evaluated instanceof PythonDict)) {
          raise('TypeError', `argument after ** must be a mapping, not ${typeName(evaluated)}`);
        }
        this.budget.spend(evaluated.entries.size * 3);
        for (const [key, entry] of evaluated.entries.values()) add(key, entry);
      } else if (name === undefined) {
        args.push(evaluated);
      } else {
        add(name, evaluated);
      }
    }
    return { args, keywords: keywords ?? noKeywords };
  }

  #lambda({ parameters, body }: LambdaExpression, scope: Scope): PythonCallable {
    const defaults = new Map<string, PythonValue>();
    for (const parameter of parameters) {
      if (parameter.default !== undefined) {
        defaults.set(parameter.name, this.evaluate(parameter.default, scope));
      }
    }
    return new PythonCallable('function', '<lambda>', (_machine, args, keywords) => {
      const inner = new Scope(scope);
      bindParameters(this, parameters, defaults, inner, args, keywords);
      return this.evaluate(body, inner);
    });
  }

  #subscript({ object, index }: Subscript, scope: Scope): PythonValue {
    const value = this.evaluate(object, scope);
    if (index.kind !== 'slice') return item(this, value, this.evaluate(index, scope));
    const bound = (part: PythonExpression | undefined) =>
      part === undefined ? null : this.evaluate(part, scope);
    const start = bound(index.start);
    const stop = bound(index.stop);
    return slice(this, value, { start, stop, step: bound(index.step) });
  }

  #formatted(parts: readonly FormatPart[], scope: Scope): string {
    let text = '';
    for (const part of parts) {
      if (typeof part === 'string') {
        text += part;
      } else {
        const value = this.evaluate(part.expression, scope);
        const shown =
          part.conversion === undefined ? value : converted(this, value, part.conversion);
        text += format(
          this,
          shown,
          part.spec === undefined ? '' : this.#formatted(part.spec, scope),
        );
      }
      this.budget.textSize(text.length);
    }
    return text;
  }

  #comprehension(node: Comprehension, outer: Scope): PythonValue {
    const scope = new Scope(outer, true);
    const [first] = node.clauses;
    // What the first `for` goes through belongs to the scope around, and is evaluated at once.
    const source = first?.kind === 'for' ? this.evaluate(first.iterable, outer) : null;
    const rounds = this.#rounds(node.clauses, 0, scope, iterate(this, source));
    switch (node.makes) {
      case 'generator':
        return fromGenerator(this, 'generator', this.#values(node.element, scope, rounds));
      case 'list': {
        const items: PythonValue[] = [];
        for (const _ of rounds) {
          this.budget.size(items.push(this.evaluate(node.element, scope)));
        }
        return new PythonList(items);
      }
      case 'set': {
        const set = new PythonSet();
        for (const _ of rounds) setAdd(this, set, this.evaluate(node.element, scope));
        return set;
      }
      case 'dict': {
        const dict = new PythonDict();
        for (const _ of rounds) {
          const key = this.evaluate(node.element, scope);
          const value = node.value === undefined ? null : this.evaluate(node.value, scope);
          dictSet(this, dict, key, value);
        }
        return dict;
      }
    }
  }

  *#values(
    element: PythonExpression,
    scope: Scope,
    rounds: Generator<void>,
  ): Generator<PythonValue> {
    for (const _ of rounds) yield this.evaluate(element, scope);
  }

  /** Yields once for each round of the innermost clause, with its names bound. */
  *#rounds(
    clauses: readonly Clause[],
    index: number,
    scope: Scope,
    source?: PythonIterator,
  ): Generator<void> {
    const clause = clauses[index];
    if (clause === undefined) {
      yield;
    } else if (clause.kind === 'if') {
      if (truthy(this.evaluate(clause.test, scope))) yield* this.#rounds(clauses, index + 1, scope);
    } else {
      for (const value of source ?? iterate(this, this.evaluate(clause.iterable, scope))) {
        this.#bind(clause.target, value, scope);
        yield* this.#rounds(clauses, index + 1, scope);
      }
    }
  }

  #bind(target: Target, value: PythonValue, scope: Scope): void {
    if (target.kind === 'name') {
      scope.set(target.name, value);
      return;
    }
    if (target.kind === 'starred') {
      this.#bind(target.target, value, scope);
      return;
    }
    const { targets } = target;
    const values = collect(this, value);
    const star = targets.findIndex(({ kind }) => kind === 'starred');
    const wanted = star < 0 ? targets.length : targets.length - 1;
    if (values.length < wanted) {
      const least = star < 0 ? `${wanted}` : `at least ${wanted}`;
      raise('ValueError', `not enough values to unpack (expected ${least}, got ${values.length})`);
    }
    if (star < 0 && values.length > wanted) {
      raise('ValueError', `too many values to unpack (expected ${wanted})`);
    }
    const extra = values.length - wanted;
    if (star >= 0) values.splice(star, extra, new PythonList(values.slice(star, star + extra)));
    for (const [index, inner] of targets.entries()) this.#bind(inner, values[index] ?? null, scope);
  }
}
