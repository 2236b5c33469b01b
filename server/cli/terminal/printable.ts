/** Control characters but tab and line end: a file must not steer the terminal that shows it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f]|[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A value with all texts in it fit to be shown: CRLF is one line end, and characters that would move
 * the cursor, change colours or turn the direction of the text are gone. Class instances stay as they are.
 */
export function printable<V>(value: V): V {
  return printed(value) as V;
}

function printed(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\r\n', '\n').replaceAll(CONTROLS, '');
  if (Array.isArray(value)) return value.map(printed);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [String(printed(key)), printed(inner)]),
  );
}
