import type { TextRange } from './text-range.ts';

/**
 * The tree of one Python expression. Ranges are in the text that was parsed; `height` is 1 for a leaf
 * and is bounded by the parser, so that whoever walks the tree may recurse.
 */
export type PythonExpression =
  | Constant
  | Name
  | FormattedString
  | Display
  | DictDisplay
  | UnaryOperation
  | BinaryOperation
  | BooleanOperation
  | Comparison
  | Conditional
  | LambdaExpression
  | Call
  | Attribute
  | Subscript
  | Slice
  | Comprehension
  | NamedExpression
  | Starred;

interface PythonNode {
  readonly range: TextRange;
  readonly height: number;
}

/** `bigint` is an int, `number` a float, `null` is None. */
export interface Constant extends PythonNode {
  readonly kind: 'constant';
  readonly value: null | boolean | bigint | number | string;
}

export interface Name extends PythonNode {
  readonly kind: 'name';
  readonly name: string;
}

export interface FormattedString extends PythonNode {
  readonly kind: 'formatted-string';
  readonly parts: readonly FormatPart[];
}

/** Text, or what stands between braces in an f-string. */
export type FormatPart = string | Replacement;

export interface Replacement {
  readonly expression: PythonExpression;
  readonly conversion: 's' | 'r' | 'a' | undefined;
  /** What follows the colon; absent and empty mean the same but for `=`. */
  readonly spec: readonly FormatPart[] | undefined;
  readonly range: TextRange;
}

export interface Display extends PythonNode {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly elements: readonly PythonExpression[];
}

export interface DictDisplay extends PythonNode {
  readonly kind: 'dict';
  /** An entry without a key is `**value`. */
  readonly entries: readonly {
    readonly key?: PythonExpression;
    readonly value: PythonExpression;
  }[];
}

export interface UnaryOperation extends PythonNode {
  readonly kind: 'unary';
  readonly operator: '+' | '-' | '~' | 'not';
  readonly operand: PythonExpression;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '**'
  | '<<'
  | '>>'
  | '&'
  | '|'
  | '^';

export interface BinaryOperation extends PythonNode {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: PythonExpression;
  readonly right: PythonExpression;
}

export interface BooleanOperation extends PythonNode {
  readonly kind: 'boolean';
  readonly operator: 'and' | 'or';
  readonly operands: readonly PythonExpression[];
}

export type ComparisonOperator =
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | 'in'
  | 'not in'
  | 'is'
  | 'is not';

/** `a < b == c` is one comparison with two links. */
export interface Comparison extends PythonNode {
  readonly kind: 'comparison';
  readonly left: PythonExpression;
  readonly links: readonly {
    readonly operator: ComparisonOperator;
    readonly right: PythonExpression;
  }[];
}

export interface Conditional extends PythonNode {
  readonly kind: 'conditional';
  readonly test: PythonExpression;
  readonly whenTrue: PythonExpression;
  readonly whenFalse: PythonExpression;
}

export interface Parameter {
  readonly name: string;
  readonly kind: 'positional-only' | 'positional' | 'rest' | 'keyword-only' | 'keywords';
  readonly default: PythonExpression | undefined;
}

export interface LambdaExpression extends PythonNode {
  readonly kind: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: PythonExpression;
}

export interface Argument {
  /** The name of `name=value`. */
  readonly name: string | undefined;
  /** `*value` or `**value`. */
  readonly unpack: '*' | '**' | undefined;
  readonly value: PythonExpression;
}

export interface Call extends PythonNode {
  readonly kind: 'call';
  readonly callee: PythonExpression;
  readonly arguments: readonly Argument[];
}

export interface Attribute extends PythonNode {
  readonly kind: 'attribute';
  readonly object: PythonExpression;
  readonly name: string;
  readonly nameRange: TextRange;
}

export interface Subscript extends PythonNode {
  readonly kind: 'subscript';
  readonly object: PythonExpression;
  readonly index: PythonExpression;
}

/** Only as the index of a subscript. */
export interface Slice extends PythonNode {
  readonly kind: 'slice';
  readonly start: PythonExpression | undefined;
  readonly stop: PythonExpression | undefined;
  readonly step: PythonExpression | undefined;
}

export interface Comprehension extends PythonNode {
  readonly kind: 'comprehension';
  readonly makes: 'list' | 'set' | 'dict' | 'generator';
  /** The key, when it makes a dict. */
  readonly element: PythonExpression;
  readonly value: PythonExpression | undefined;
  readonly clauses: readonly Clause[];
}

export type Clause =
  | { readonly kind: 'for'; readonly target: Target; readonly iterable: PythonExpression }
  | { readonly kind: 'if'; readonly test: PythonExpression };

/** What a `for` binds: a name, or a list of targets of which one may be starred. */
export type Target =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'starred'; readonly target: Target }
  | { readonly kind: 'targets'; readonly targets: readonly Target[] };

export interface NamedExpression extends PythonNode {
  readonly kind: 'named';
  readonly name: string;
  readonly value: PythonExpression;
}

/** Only as an element of a display. */
export interface Starred extends PythonNode {
  readonly kind: 'starred';
  readonly value: PythonExpression;
}

/** The names that a target binds, in the order of the text. */
export function namesOf(target: Target): string[] {
  switch (target.kind) {
    case 'name':
      return [target.name];
    case 'starred':
      return namesOf(target.target);
    case 'targets':
      return target.targets.flatMap(namesOf);
  }
}

/** The expressions directly below `node`, defaults of parameters and format specs included. */
export function childrenOf(node: PythonExpression): readonly PythonExpression[] {
  switch (node.kind) {
    case 'constant':
    case 'name':
      return [];
    case 'formatted-string':
      return expressionsOf(node.parts);
    case 'list':
    case 'tuple':
    case 'set':
      return node.elements;
    case 'dict':
      return node.entries.flatMap(({ key, value }) => (key === undefined ? [value] : [key, value]));
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'boolean':
      return node.operands;
    case 'comparison':
      return [node.left, ...node.links.map(({ right }) => right)];
    case 'conditional':
      return [node.test, node.whenTrue, node.whenFalse];
    case 'lambda':
      return [...node.parameters.flatMap((parameter) => parameter.default ?? []), node.body];
    case 'call':
      return [node.callee, ...node.arguments.map(({ value }) => value)];
    case 'attribute':
      return [node.object];
    case 'subscript':
      return [node.object, node.index];
    case 'slice':
      return [node.start, node.stop, node.step].filter((part) => part !== undefined);
    case 'comprehension':
      return [
        node.element,
        ...(node.value === undefined ? [] : [node.value]),
        ...node.clauses.map((clause) => (clause.kind === 'for' ? clause.iterable : clause.test)),
      ];
    case 'named':
    case 'starred':
      return [node.value];
  }
}

function expressionsOf(parts: readonly FormatPart[]): PythonExpression[] {
  return parts.flatMap((part) =>
    typeof part === 'string' ? [] : [part.expression, ...expressionsOf(part.spec ?? [])],
  );
}
