import type { Parameter } from '../../syntax/python-ast.ts';
import { raise } from './errors.ts';
import { dictSet } from './hashing.ts';
import type { Scope } from './scope.ts';
import {
  type Keywords,
  type Machine,
  PythonDict,
  PythonTuple,
  type PythonValue,
} from './values.ts';

const name = '<lambda>()';

/**
 * Binds the arguments of a call to the parameters of a lambda, in its scope.
 * @param defaults the values of the parameters' defaults, by name
 * @throws {Raised} TypeError where they do not fit
 */
export function bindParameters(
  machine: Machine,
  parameters: readonly Parameter[],
  defaults: Keywords,
  scope: Scope,
  args: readonly PythonValue[],
  keywords: Keywords,
): void {
  const byPosition = parameters.filter(
    ({ kind }) => kind === 'positional' || kind === 'positional-only',
  );
  const rest = parameters.find(({ kind }) => kind === 'rest');
  const open = parameters.find(({ kind }) => kind === 'keywords');
  if (args.length > byPosition.length && rest === undefined) {
    const plural = byPosition.length === 1 ? '' : 's';
    const given = args.length === 1 ? '1 was' : `${args.length} were`;
    raise(
      'TypeError',
      `${name} takes ${byPosition.length} positional argument${plural} but ${given} given`,
    );
  }
  const bound = new Map<string, PythonValue>();
  for (const [index, parameter] of byPosition.entries()) {
    const value = args[index];
    if (value !== undefined) bound.set(parameter.name, value);
  }
  if (rest !== undefined) scope.set(rest.name, new PythonTuple(args.slice(byPosition.length)));
  const others = new PythonDict();
  for (const [keyword, value] of keywords) {
    const parameter = parameters.find(
      ({ name, kind }) => name === keyword && (kind === 'positional' || kind === 'keyword-only'),
    );
    if (parameter === undefined) {
      if (open === undefined)
        raise('TypeError', `${name} got an unexpected keyword argument '${keyword}'`);
      dictSet(machine, others, keyword, value);
    } else if (bound.has(keyword)) {
      raise('TypeError', `${name} got multiple values for argument '${keyword}'`);
    } else {
      bound.set(keyword, value);
    }
  }
  if (open !== undefined) scope.set(open.name, others);
  for (const parameter of parameters) {
    if (parameter.kind === 'rest' || parameter.kind === 'keywords') continue;
    const given = bound.get(parameter.name);
    const value = given === undefined ? defaults.get(parameter.name) : given;
    if (value === undefined) missing(parameter);
    scope.set(parameter.name, value);
  }
}

function missing({ name: parameter, kind }: Parameter): never {
  const how = kind === 'keyword-only' ? 'keyword-only' : 'positional';
  raise('TypeError', `${name} missing 1 required ${how} argument: '${parameter}'`);
}
