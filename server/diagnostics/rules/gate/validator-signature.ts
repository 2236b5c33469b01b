import type { Entry } from '../../../syntax/data-tree.ts';
import type { Parameter } from '../../../syntax/python-ast.ts';

import { libraryValidator } from '../../../workflow/validator-library.ts';
import { isText, lambdaOf } from './lambda-texts.ts';

/** What a validator takes by name, besides the value. */
export interface Signature {
  readonly names: readonly string[];
  /** Those of `names` that must be given. */
  readonly required: readonly string[];
  /** Whether any other name is taken as well: `**params`. */
  readonly open: boolean;
  /** What the value itself is called, where it has a name of its own. */
  readonly value: string | undefined;
}

/** The signature of the validator that a field names; undefined if it is not known. */
export function signatureOf(name: string, own: ReadonlyMap<string, Entry>): Signature | undefined {
  const entry = own.get(name);
  if (entry === undefined) {
    const known = libraryValidator(name);
    return known === undefined
      ? undefined
      : { names: known.params, required: known.params, open: false, value: undefined };
  }
  if (!isText(entry.value)) return undefined;
  const { expression, problems } = lambdaOf(entry.value);
  return expression?.kind === 'lambda' && problems.length === 0
    ? lambdaSignature(expression.parameters)
    : undefined;
}

function lambdaSignature(parameters: readonly Parameter[]): Signature | undefined {
  const [first, ...others] = parameters;
  // Without a parameter for the value every call fails, whatever is given by name.
  if (first === undefined || first.kind === 'keyword-only' || first.kind === 'keywords') {
    return undefined;
  }
  const takesMore = first.kind === 'rest' ? others : others.filter(({ kind }) => kind !== 'rest');
  const named = takesMore.filter(({ kind }) => kind === 'positional' || kind === 'keyword-only');
  return {
    names: named.map(({ name }) => name),
    required: named.flatMap(({ name, default: fallback }) =>
      fallback === undefined ? [name] : [],
    ),
    open: takesMore.some(({ kind }) => kind === 'keywords'),
    value: first.kind === 'rest' ? undefined : first.name,
  };
}
