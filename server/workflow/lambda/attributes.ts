import {
  dictMethods,
  frozensetMethods,
  listMethods,
  rangeMethods,
  setMethods,
  tupleMethods,
  updateDict,
} from './collection-methods.ts';
import { raise } from './errors.ts';
import { dictSet } from './hashing.ts';
import { collect } from './iteration.ts';
import { boundMethod, type Method, type Methods } from './native.ts';
import { floatMethods, intMethods, numberAttribute } from './number-methods.ts';
import { strFormat } from './str-format.ts';
import { strMethods } from './str-methods.ts';
import {
  asInteger,
  type Machine,
  PythonCallable,
  PythonDict,
  PythonModule,
  PythonObject,
  PythonRange,
  PythonType,
  type PythonValue,
  typeName,
} from './values.ts';

/** Methods that take any keyword, and so have no signature. */
const openMethods = new Map<string, (self: PythonValue) => PythonCallable['call']>([
  [
    'str.format',
    (self) => (machine, args, keywords) => strFormat(machine, String(self), args, keywords),
  ],
  [
    'dict.update',
    (self) => (machine, args, keywords) => {
      if (!(self instanceof PythonDict)) return null;
      if (args.length > 1)
        raise('TypeError', `update expected at most 1 argument, got ${args.length}`);
      for (const source of args) updateDict(machine, self, source);
      for (const [key, value] of keywords) dictSet(machine, self, key, value);
      return null;
    },
  ],
]);

/** The methods of each type, by the type's name. */
const tables: ReadonlyMap<string, Methods<never>> = new Map<string, Methods<never>>([
  ['str', strMethods],
  ['list', listMethods],
  ['tuple', tupleMethods],
  ['dict', dictMethods],
  ['set', setMethods],
  ['frozenset', frozensetMethods],
  ['range', rangeMethods],
  ['int', intMethods],
  ['bool', intMethods],
  ['float', floatMethods],
]);

/** Attributes that are no methods, of any type: for checking names before anything runs. */
const plainAttributes = [
  'real',
  'imag',
  'numerator',
  'denominator',
  'start',
  'stop',
  'step',
  'fromkeys',
];

/** The attributes that some type of ours has; those of modules and their objects aside. */
export function attributeNames(): string[] {
  return [
    ...plainAttributes,
    ...[...openMethods.keys()].map((path) => path.split('.')[1] ?? ''),
    ...[...tables.values()].flatMap((table) => [...table.keys()]),
  ];
}

/**
 * `value.name`, by tables alone.
 * @throws {Raised} AttributeError; NotUnderstood for names that Python keeps for itself
 */
export function attribute(machine: Machine, value: PythonValue, name: string): PythonValue {
  if (name.startsWith('__')) {
    raise('NotUnderstood', `attributes such as ${name} are not understood here`);
  }
  const found = lookUp(value, name);
  if (found !== undefined) return found;
  machine.budget.spend();
  const owner = value instanceof PythonType ? `type object '${value.name}'` : ownerOf(value);
  raise('AttributeError', `${owner} has no attribute '${name}'`);
}

function ownerOf(value: PythonValue): string {
  return value instanceof PythonModule ? `module '${value.name}'` : `'${typeName(value)}' object`;
}

function lookUp(value: PythonValue, name: string): PythonValue | undefined {
  if (value instanceof PythonModule) return value.members.get(name);
  if (value instanceof PythonObject) return value.attributes.get(name);
  if (value instanceof PythonType) return ofType(value, name);
  const type = typeName(value);
  const open = openMethods.get(`${type}.${name}`);
  if (open !== undefined)
    return new PythonCallable('builtin_function_or_method', name, open(value));
  const self = asInteger(value) ?? value;
  const method = methodOf(type, name);
  if (method !== undefined) return boundMethod(name, self, method);
  if (typeof self === 'bigint' || typeof self === 'number') return numberAttribute(self, name);
  if (value instanceof PythonRange && (name === 'start' || name === 'stop' || name === 'step')) {
    return value[name];
  }
  return undefined;
}

/** The table was chosen by the name of the value's type, so the method takes the value. */
function methodOf(type: string, name: string): Method<PythonValue> | undefined {
  return tables.get(type)?.get(name) as Method<PythonValue> | undefined;
}

/** `str.lower`: a function of the object, which must be of the type. */
function ofType(type: PythonType, name: string): PythonValue | undefined {
  if (type.name === 'dict' && name === 'fromkeys') return fromKeys;
  const isKnown = methodOf(type.name, name) ?? openMethods.get(`${type.name}.${name}`);
  if (isKnown === undefined) return undefined;
  return new PythonCallable('method_descriptor', name, (machine, [self, ...args], keywords) => {
    if (self === undefined || !isInstance(self, type)) {
      const got = self === undefined ? '' : `, not '${typeName(self)}'`;
      raise('TypeError', `descriptor '${name}' needs a '${type.name}' object${got}`);
    }
    const bound = lookUp(self, name);
    return machine.call(bound ?? null, args, keywords);
  });
}

const fromKeys = new PythonCallable('builtin_function_or_method', 'fromkeys', (machine, args) => {
  const [keys, value = null] = args;
  if (keys === undefined || args.length > 2)
    raise('TypeError', 'fromkeys takes one or two arguments');
  const dict = new PythonDict();
  for (const key of collect(machine, keys)) dictSet(machine, dict, key, value);
  return dict;
});

/** Whether a value is of the type, as `isinstance` sees it: a bool is an int. */
export function isInstance(value: PythonValue, type: PythonType): boolean {
  return typeName(value) === type.name || (type.name === 'int' && typeof value === 'boolean');
}
