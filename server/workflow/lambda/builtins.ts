import { raise } from './errors.ts';
import { functions } from './functions.ts';
import { iteratorFunctions } from './iterators.ts';
import { native } from './native.ts';
import { reModule } from './re-module.ts';
import { typeOf, types } from './types.ts';
import type { PythonValue } from './values.ts';
import { yamlModule } from './yaml-module.ts';

/** All names that an expression has without binding them. */
export const builtins: ReadonlyMap<string, PythonValue> = new Map<string, PythonValue>([
  ...types,
  ...functions,
  ...iteratorFunctions,
  ['type', native('type', 'object /', (_, [value = null]) => typeOf(value))],
  ['re', reModule],
  ['yaml', yamlModule],
]);

/** Built-in names of Python that lead out of a gate, or that no gate has a use for. */
export const refusedNames: ReadonlySet<string> = new Set(
  `__build_class__ __debug__ __import__ __name__ aiter anext breakpoint bytearray bytes classmethod compile
   complex copyright credits delattr dir eval exec exit getattr globals hasattr help id input issubclass
   license locals memoryview object open print property quit setattr slice staticmethod super vars
   ArithmeticError AssertionError AttributeError BaseException Ellipsis Exception ImportError IndexError
   KeyError LookupError NameError NotImplemented OSError OverflowError RuntimeError StopIteration
   SyntaxError TypeError ValueError ZeroDivisionError`.split(/\s+/),
);

/**
 * What a name means that nothing binds.
 * @throws {Raised} NotUnderstood for what Python knows and we refuse, else NameError
 */
export function lookUpBuiltin(name: string): PythonValue {
  const value = builtins.get(name);
  if (value !== undefined) return value;
  if (refusedNames.has(name)) raise('NotUnderstood', `${name} is not understood in a gate`);
  raise('NameError', `name '${name}' is not defined`);
}
