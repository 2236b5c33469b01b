import { stringify } from 'lossless-json';

/** A value as JSON for programs, two blanks for each level; numbers that were kept as written stay so. */
export function printJson(value: unknown): string {
  return stringify(value, undefined, 2) ?? 'null';
}

/** The same on one line, for people. */
export function printJsonLine(value: unknown): string {
  return stringify(value) ?? 'null';
}
