import { Raised } from './errors.ts';
import { RegexEngine } from './regex-engine.ts';
import { readPattern } from './regex-pattern.ts';

const noFlags = {
  ascii: false,
  ignoreCase: false,
  multiline: false,
  dotAll: false,
  verbose: false,
};

/** Why a pattern cannot be used, as a sentence without its end; undefined for one that can. */
export function regexFault(pattern: string): string | undefined {
  try {
    new RegexEngine(readPattern(pattern, noFlags), pattern).over('')(0, 'none');
    return undefined;
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    return error.kind === 'error' ? `this pattern is wrong: ${error.message}` : error.message;
  }
}
