import { childrenOf, type PythonExpression } from './python-ast.ts';
import { PythonFault, type PythonToken, tokensOf } from './python-tokens.ts';
import type { TextRange } from './text-range.ts';

/** Beyond this height a tree is refused, so that whoever walks it may recurse. */
const maxHeight = 100;

type Unfinished<Node> = Node extends PythonExpression ? Omit<Node, 'height'> : never;

/**
 * The tokens of a text and a place among them. The productions that call each other across files
 * do so through it: `test` is Python's `expression`, `named` also takes `name := value`.
 */
export interface Grammar {
  readonly test: (tokens: TokenStream) => PythonExpression;
  readonly named: (tokens: TokenStream) => PythonExpression;
  /** Without a conditional and without a lambda, as behind `in` and `if` of a comprehension. */
  readonly disjunction: (tokens: TokenStream) => PythonExpression;
  /** What a star may stand before. */
  readonly operand: (tokens: TokenStream) => PythonExpression;
}

export class TokenStream {
  readonly text: string;
  readonly grammar: Grammar;
  /** How many `:=` have been read. */
  namedCount = 0;
  readonly #tokens: readonly PythonToken[];
  #index = 0;
  #depth: number;

  constructor(text: string, range: TextRange, grammar: Grammar, outer?: TokenStream) {
    this.text = text;
    this.grammar = grammar;
    this.#depth = outer === undefined ? 0 : outer.#depth;
    this.#tokens = tokensOf(text, range.start, range.end, outer !== undefined);
  }

  /** The next token, or one after it; the end repeats. */
  peek(ahead = 0): PythonToken {
    const token = this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)];
    return token ?? { kind: 'end', text: '', range: { start: 0, end: 0 } };
  }

  next(): PythonToken {
    const token = this.peek();
    this.#index += 1;
    return token;
  }

  /** Whether the next token is this operator or keyword. */
  at(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === 'operator' || token.kind === 'keyword');
  }

  /** Takes the next token if it is this operator or keyword. */
  take(text: string): boolean {
    if (!this.at(text)) return false;
    this.#index += 1;
    return true;
  }

  /** Whether a clause of a comprehension begins here. */
  atClause(): boolean {
    return this.at('for') || this.at('async');
  }

  expect(text: string, message: string): PythonToken {
    if (!this.at(text)) this.fail(message);
    return this.next();
  }

  fail(message: string, range?: TextRange): never {
    throw new PythonFault('syntax', message, range ?? this.#shown());
  }

  /** Refuses valid Python that is outside our language. */
  refuse(message: string, range: TextRange): never {
    throw new PythonFault('unsupported', message, range);
  }

  /** The end is shown at the last token. */
  #shown(): TextRange {
    const token = this.peek();
    if (token.kind !== 'end') return token.range;
    return this.#tokens.at(-2)?.range ?? token.range;
  }

  /** Runs a production one level deeper. */
  nested<T>(production: () => T): T {
    this.#depth += 1;
    if (this.#depth > maxHeight) this.fail('This is nested too deep to be read.');
    const result = production();
    this.#depth -= 1;
    return result;
  }

  /** Completes a node by its height, above its children. */
  finish(unfinished: Unfinished<PythonExpression>): PythonExpression {
    const node = { ...unfinished, height: 1 };
    for (const child of childrenOf(node)) node.height = Math.max(node.height, child.height + 1);
    if (node.height > maxHeight) this.fail('This is nested too deep to be read.', node.range);
    return node;
  }
}
