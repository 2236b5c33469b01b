import { PraxisError } from '../../protocol/errors.ts';

/** What may stand on the line after a verb. */
export interface ArgumentsAllowed {
  /** What the numbers are called, at the most so many. */
  readonly numbers?: readonly string[];
  readonly pairs?: boolean;
}

export interface Arguments {
  /** The beginning of a session's id. */
  readonly session?: string;
  readonly numbers: readonly number[];
  readonly pairs: readonly string[];
}

/** No workflow has a thousand phases, so that these cannot be the beginning of an id. */
const NUMBER = /^\d{1,3}$/;
const SESSION = /^[0-9a-f][0-9a-f-]{3,35}$/i;

/**
 * Tells session, numbers and `key=value` pairs apart by their form: a session is four or more
 * hexadecimal characters, a number has three digits at the most.
 *
 * @throws {PraxisError} InvalidParams for what is none of what is allowed
 */
export function readArguments(
  written: readonly string[],
  { numbers: names = [], pairs: pairsAllowed = false }: ArgumentsAllowed = {},
): Arguments {
  let session: string | undefined;
  const numbers: number[] = [];
  const pairs: string[] = [];
  for (const argument of written) {
    if (pairsAllowed && argument.includes('=')) pairs.push(argument);
    else if (NUMBER.test(argument) && numbers.length < names.length) numbers.push(Number(argument));
    else if (SESSION.test(argument) && session === undefined) session = argument;
    else throw unexpected(argument, names, pairsAllowed, session);
  }
  return { ...(session === undefined ? {} : { session }), numbers, pairs };
}

function unexpected(
  argument: string,
  names: readonly string[],
  pairsAllowed: boolean,
  session: string | undefined,
): PraxisError {
  const expected = [
    ...(session === undefined ? ['a session (4 or more characters of its id)'] : []),
    ...names.map((name) => `a ${name} number`),
    ...(pairsAllowed ? ['key=value'] : []),
  ];
  return new PraxisError(
    'InvalidParams',
    `${JSON.stringify(argument)}: expected ${expected.length === 0 ? 'nothing more' : expected.join(', or ')}.`,
    pairsAllowed
      ? 'Write each field of the evidence as key=value, in quotes if it has blanks: \'note="two words"\'.'
      : 'Look at what the command takes.',
    { path: argument },
  );
}
