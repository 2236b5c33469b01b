import { raise } from './errors.ts';
import {
  type Keywords,
  type Machine,
  PythonCallable,
  PythonTuple,
  type PythonValue,
  typeName,
} from './values.ts';

/** The arguments of a function of ours, in the order of its signature; absent ones are undefined. */
export type Bound = readonly (PythonValue | undefined)[];

export type Implementation = (machine: Machine, args: Bound) => PythonValue;
export type MethodImplementation<Self> = (machine: Machine, self: Self, args: Bound) => PythonValue;

/** The methods of a type: name → signature and implementation. */
export type Methods<Self> = ReadonlyMap<string, Method<Self>>;

export interface Method<Self> {
  readonly signature: Signature;
  readonly call: MethodImplementation<Self>;
}

interface Signature {
  readonly names: readonly string[];
  readonly required: number;
  /** How many can be given by position, and how many by position only. */
  readonly positional: number;
  readonly positionalOnly: number;
  /** The parameter behind those takes all further positional arguments, as a tuple. */
  readonly rest: boolean;
}

/**
 * Reads a signature such as `iterable / * key? reverse?`: a `?` makes a parameter optional, what stands
 * before `/` has no name, what stands behind `*` has no place, and `*args` takes the rest as a tuple.
 */
function readSignature(text: string): Signature {
  const words = text === '' ? [] : text.split(' ');
  const names: string[] = [];
  let required = 0;
  let positional: number | undefined;
  let positionalOnly = 0;
  const rest = words.some((word) => word.length > 1 && word.startsWith('*'));
  for (const word of words) {
    if (word === '/') {
      positionalOnly = names.length;
    } else {
      if (word.startsWith('*')) positional = names.length;
      if (word === '*') continue;
      if (!word.endsWith('?') && !word.startsWith('*')) required += 1;
      names.push(word.replace(/[*?]/g, ''));
    }
  }
  return { names, required, positional: positional ?? names.length, positionalOnly, rest };
}

/** A built-in function by its signature. */
export function native(
  name: string,
  signature: string,
  implementation: Implementation,
): PythonCallable {
  const read = readSignature(signature);
  return new PythonCallable('builtin_function_or_method', name, (machine, args, keywords) =>
    implementation(machine, bind(name, read, args, keywords)),
  );
}

/** A table of methods from `name: [signature, implementation]`. */
export function methods<Self>(
  table: Readonly<Record<string, readonly [signature: string, call: MethodImplementation<Self>]>>,
): Methods<Self> {
  return new Map(
    Object.entries(table).map(([name, [signature, call]]) => [
      name,
      { signature: readSignature(signature), call },
    ]),
  );
}

/** A method with its object. */
export function boundMethod<Self>(name: string, self: Self, method: Method<Self>): PythonCallable {
  return new PythonCallable('builtin_function_or_method', name, (machine, args, keywords) =>
    method.call(machine, self, bind(name, method.signature, args, keywords)),
  );
}

function bind(
  name: string,
  { names, required, positional, positionalOnly, rest }: Signature,
  args: readonly PythonValue[],
  keywords: Keywords,
): Bound {
  if (args.length > positional && !rest) {
    raise('TypeError', `${name}() takes at most ${positional} arguments (${args.length} given)`);
  }
  const bound: (PythonValue | undefined)[] = args.slice(0, positional);
  if (rest) bound[positional] = new PythonTuple(args.slice(positional));
  for (const [keyword, value] of keywords) {
    const index = names.indexOf(keyword);
    if (index < positionalOnly || (rest && index === positional)) {
      raise('TypeError', `${name}() got an unexpected keyword argument '${keyword}'`);
    }
    if (bound[index] !== undefined) {
      raise('TypeError', `${name}() got multiple values for argument '${keyword}'`);
    }
    bound[index] = value;
  }
  for (let index = 0; index < required; index += 1) {
    if (bound[index] === undefined) {
      raise(
        'TypeError',
        `${name}() missing required argument '${names[index]}' (pos ${index + 1})`,
      );
    }
  }
  return bound;
}

/**
 * An argument that must be text.
 * @throws {Raised} TypeError
 */
export function textOf(value: PythonValue | undefined, where: string): string {
  if (typeof value === 'string') return value;
  raise('TypeError', `${where} must be str, not ${typeName(value ?? null)}`);
}
