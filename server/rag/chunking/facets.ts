/** What a passage can be filtered by (FORMAT.md (h), with (i) 21 done right). */
export interface Facets {
  /** The number after the first "phase"; null where none is named. */
  readonly phase: number | null;
  readonly tags: readonly string[];
  readonly critical: boolean;
}

/** The facets that the words of a passage and of the headings above it tell, innermost first. */
export function facetsOf(headings: readonly string[], text: string): Facets {
  const all = [...headings.toReversed(), text];
  const named = all.map((part) => PHASE.exec(part)?.[1]).find((digits) => digits !== undefined);
  const joined = all.join('\n');
  return {
    phase: named === undefined ? null : Number(named),
    tags: TAGS.filter(([, pattern]) => pattern.test(joined)).map(([tag]) => tag),
    critical: isCritical(headings, text),
  };
}

const PHASE = /\bphases?(?:[ _]number)?[^\p{L}\p{N}\r\n]{1,6}(\d{1,5})\b(?!\.\d)/iu;

/** Whole words: the original finds `rag` in "paragraph". */
const TAGS: readonly (readonly [tag: string, pattern: RegExp])[] = [
  ['mocking', /\bmock(?:s|ed|ing)?\b/i],
  ['ast', /\bAST\b|\bsyntax trees?\b/i],
  ['coverage', /\bcoverage\b/i],
  ['logging', /\blogg(?:ing|er|ers|ed)\b|\blogs?\b/i],
  ['testing', /\btest(?:s|ed|ing|er)?\b/i],
  ['documentation', /\bdocument(?:ation|ed|ing)\b|\bdocs\b/i],
  ['workflow', /\bworkflows?\b|\bworkflow_/i],
  ['git', /\bgit\b/i],
  ['mcp', /\bmcp\b/i],
  ['rag', /\brag\b|\bretrieval\b/i],
  ['code_example', /^[ \t>]*(?:`{3,}|~{3,})/m],
];

function isCritical(headings: readonly string[], text: string): boolean {
  return (
    MARKS.test(text) ||
    headings.some((heading) => MARKS.test(heading) || OBLIGES.test(heading)) ||
    SHOUTED.test(text) ||
    BOLD_OBLIGES.test(text) ||
    text.split(/\r\n?|\n/).some((line) => line.length <= SHORT_LINE && OBLIGES.test(line))
  );
}

const MARKS = /🛑|⚠|❌|🚨|‼/u;
const OBLIGES = /\b(?:must|required|mandatory|critical)\b/i;
const SHOUTED = /\*\*[^*a-z\r\n]{0,100}\p{Lu}{3,}[^*a-z\r\n]{0,100}\*\*/u;
const BOLD_OBLIGES =
  /\*\*[^*\r\n]{0,200}\b(?:must|required|mandatory|critical)\b[^*\r\n]{0,200}\*\*/i;
/** A line that says little more than that something is obligatory, in UTF-16 code units. */
const SHORT_LINE = 60;
