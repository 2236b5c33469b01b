/** Values of every JSON type. */
const WRONG: readonly unknown[] = [null, 7, -1.5, 'text', true, [], [1, 2], {}];

/** Wrong params made of right ones. */
export interface Mutation {
  /** What was done: `textDocument.uri is 7`. */
  readonly what: string;
  readonly params: unknown;
}

/** `valid` with each of its parts, at any depth, left out or replaced by a value of each type. */
export function* mutationsOf(valid: unknown, path = 'params'): Generator<Mutation> {
  for (const value of WRONG) yield { what: `${path} is ${JSON.stringify(value)}`, params: value };
  if (typeof valid !== 'object' || valid === null) return;
  for (const [key, part] of Object.entries(valid)) {
    const put = (value: unknown): unknown =>
      Array.isArray(valid) ? valid.with(Number(key), value) : { ...valid, [key]: value };
    // JSON leaves out what is undefined.
    if (!Array.isArray(valid)) yield { what: `${path}.${key} is missing`, params: put(undefined) };
    for (const { what, params } of mutationsOf(part, `${path}.${key}`)) {
      yield { what, params: put(params) };
    }
  }
}
