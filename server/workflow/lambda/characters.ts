/** What Python takes for white space. */
export const spaces =
  '\\t-\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** What ends a line for `splitlines`. */
export const lineEnds = '\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029';

/** Digits that make no decimal numbers: superscripts, digits in circles and others. */
const otherDigits =
  '\\xb2\\xb3\\xb9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}';

/** Letters that stand for numbers: the common ones of Chinese and Japanese. */
const numberLetters =
  '\\u3405\\u4e00\\u4e03\\u4e07\\u4e09\\u4e24\\u4e5d\\u4e8c\\u4e94\\u4ebf\\u516b\\u516d\\u5341\\u5343\\u56db\\u767e\\u842c\\u96f6';

const all = (characters: string) => new RegExp(`^[${characters}]+$`, 'u');

/** The tests of `str` that hold when every character, and at least one, is of a kind. */
export const characterTests: ReadonlyMap<string, RegExp> = new Map([
  ['isalpha', all('\\p{L}')],
  ['isalnum', all('\\p{L}\\p{N}')],
  ['isdecimal', all('\\p{Nd}')],
  ['isdigit', all(`\\p{Nd}${otherDigits}`)],
  ['isnumeric', all(`\\p{N}${numberLetters}`)],
  ['isspace', all(spaces)],
]);

const lower = /^\p{Lowercase}$/u;
const upper = /^[\p{Uppercase}\p{Lt}]$/u;

export function isLower(character: string): boolean {
  return lower.test(character);
}

export function isUpper(character: string): boolean {
  return upper.test(character);
}

/** The first letter of a word, `ǆ` becoming `ǅ` and `ß` `Ss`. */
export function titled(character: string): string {
  const raised = character.toUpperCase();
  const digraph = ['ǅ', 'ǈ', 'ǋ', 'ǲ'].find(
    (title) => title.toLowerCase() === character.toLowerCase(),
  );
  if (digraph !== undefined) return digraph;
  const [first = '', ...rest] = raised;
  return first + rest.join('').toLowerCase();
}

/** For comparing without regard to case: `ß` becomes `ss`, `ς` becomes `σ`. */
export function casefolded(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return Array.from(text, (character) =>
    character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase(),
  ).join('');
}
