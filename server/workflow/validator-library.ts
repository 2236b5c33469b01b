/** A validator that every gate can name without defining it (FORMAT.md (e), named library). */
export interface LibraryValidator {
  readonly name: string;
  /** The keys of `validator_params`, in the order of the validator's own parameters. */
  readonly params: readonly string[];
  /** When a value passes, as the end of "Passes when …". */
  readonly passesWhen: string;
}

/** A value of a wrong kind fails: `positive` fails for a text, `non_empty` for a number. */
export const VALIDATOR_LIBRARY: readonly LibraryValidator[] = [
  validator('non_empty', [], 'the text, list or object has at least one element'),
  validator('contains_any', ['patterns'], 'the text contains at least one of `patterns`'),
  validator(
    'matches_pattern',
    ['pattern'],
    'the regular expression `pattern` matches at the start of the text',
  ),
  validator('min_length', ['min_len'], 'the length is `min_len` or more'),
  validator('max_length', ['max_len'], 'the length is `max_len` or less'),
  validator('positive', [], 'the number is greater than 0'),
  validator('non_negative', [], 'the number is 0 or more'),
  validator('negative', [], 'the number is less than 0'),
  validator(
    'in_range',
    ['min_val', 'max_val'],
    'the number lies between `min_val` and `max_val`, both included',
  ),
  validator('equals', ['expected'], 'the value equals `expected`'),
  validator('not_equals', ['forbidden'], 'the value differs from `forbidden`'),
  validator('has_fields', ['fields'], 'each of `fields` is in the value'),
  validator(
    'valid_structure',
    ['required_keys'],
    'the value is an object with all of `required_keys`',
  ),
  validator('yaml_parseable', [], 'the text is YAML that holds something'),
  validator('contains_success', [], 'the text contains ✅ or the word success, in any case'),
  validator('no_errors', [], 'the text contains neither ❌ nor "error", not even in "0 errors"'),
  validator('contains_text', ['text'], 'the value contains `text`'),
  validator('not_contains_text', ['text'], 'the value does not contain `text`'),
  validator('list_not_empty', [], 'the list has at least one item'),
  validator('list_min_length', ['min_len'], 'the value is a list of `min_len` items or more'),
  validator(
    'all_items_type',
    ['item_type'],
    'every item of the list is of the type named `item_type`',
  ),
  validator('greater_than', ['threshold'], 'the number is greater than `threshold`'),
  validator('less_than', ['threshold'], 'the number is less than `threshold`'),
  validator('between', ['low', 'high'], 'the number lies between `low` and `high`, both excluded'),
];

export function libraryValidator(name: string): LibraryValidator | undefined {
  return VALIDATOR_LIBRARY.find((candidate) => candidate.name === name);
}

/**
 * When a value passes, with the parameters of the field in place of their names: `the length is 4 or
 * more`. Parameters that the field does not give stay as they are called.
 *
 * @param params the field's `validator_params`
 */
export function passesWhenWith(
  { passesWhen }: LibraryValidator,
  params: Readonly<Record<string, unknown>>,
): string {
  return passesWhen.replaceAll(/`(\w+)`/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? printed(params[name]) : whole,
  );
}

function printed(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part)) ??
    String(value)
  );
}

function validator(name: string, params: readonly string[], passesWhen: string): LibraryValidator {
  return { name, params, passesWhen };
}
