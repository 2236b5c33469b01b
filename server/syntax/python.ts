import type { PythonExpression } from './python-ast.ts';
import { parseElements } from './python-atoms.ts';
import { parseDisjunction, parseNamed, parseOperand, parseTest } from './python-operators.ts';
import { type Grammar, TokenStream } from './python-token-stream.ts';
import { PythonFault } from './python-tokens.ts';
import type { SyntaxProblem } from './text-range.ts';

/** The longest text that is read, in UTF-16 code units. */
const maxLength = 20_000;

const grammar: Grammar = {
  test: parseTest,
  named: parseNamed,
  disjunction: parseDisjunction,
  operand: parseOperand,
};

export interface PythonTree {
  /** Absent when the text cannot be read. */
  readonly expression: PythonExpression | undefined;
  /** The first fault, if any, as Python too stops there: kind `syntax`, or `unsupported` for valid
   * Python that gates do not understand. */
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Reads the text of one Python expression, as `eval` takes it: line breaks around it are harmless,
 * statements are problems. Never throws.
 *
 * The parser is our own. `@lezer/python` 1.1.19 reads `not a and b` as `not (a and b)`, which would make
 * a gate answer wrongly, refuses `lambda a, /:` and accepts much that Python does not.
 */
export function parsePython(text: string): PythonTree {
  if (text.length > maxLength) {
    const range = { start: maxLength, end: maxLength + 1 };
    const message = `An expression has at most ${maxLength} characters.`;
    return { expression: undefined, problems: [{ kind: 'syntax', message, range }] };
  }
  try {
    const tokens = new TokenStream(text, { start: 0, end: text.length }, grammar);
    return { expression: parseElements(tokens), problems: [] };
  } catch (fault) {
    if (fault instanceof PythonFault) return { expression: undefined, problems: [fault.problem] };
    throw fault;
  }
}
