import { Lexer } from 'yaml';
import type { TextRange } from './text-range.ts';
import { readable } from './yaml-source.ts';

/** What the lexer puts in to tell its reader something: no character of the text. */
const SIGNS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);
/** After this sign comes the text of a plain or block scalar, whatever it begins with. */
const SCALAR = '\u001f';

/** The comments of a YAML text, each from its `#` to the end of its line. A `#` in a scalar is none. */
export function yamlComments(text: string): TextRange[] {
  const comments: TextRange[] = [];
  let offset = 0;
  let before = '';
  for (const lexeme of new Lexer().lex(readable(text))) {
    if (lexeme.startsWith('#') && before !== SCALAR) {
      comments.push({ start: offset, end: offset + lexeme.length });
    }
    if (!SIGNS.has(lexeme)) offset += lexeme.length;
    before = lexeme;
  }
  return comments;
}
