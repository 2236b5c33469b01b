import { blocksOf, type MarkdownTree } from '../syntax/markdown-tree.ts';
import type { TextRange } from '../syntax/text-range.ts';

/** An example of how to submit evidence: `complete_phase(…, phase=0, evidence={"tests_pass": True})`. */
export interface Submission {
  /** Absent where no number is written. */
  readonly phase: number | undefined;
  /** The names of the evidence, those of nested objects left out. */
  readonly names: readonly { readonly name: string; readonly range: TextRange }[];
}

/** The examples in the code of a document, in the order of the text. */
export function submissionsIn(tree: MarkdownTree, text: string): Submission[] {
  return blocksOf(tree, 'code').flatMap(({ bodyRange }): Submission[] => {
    const body = text.slice(bodyRange.start, bodyRange.end);
    const call = CALL.exec(body);
    if (call === null) return [];
    const rest = body.slice(call.index);
    const opening = EVIDENCE.exec(rest);
    if (opening === null) return [];
    const digits = PHASE.exec(rest)?.[1];
    const offset = call.index + opening.index + opening[0].length;
    return [
      {
        phase: digits === undefined ? undefined : Number(digits),
        names: namesFrom(body, offset).map(({ name, start }) => ({
          name,
          range: {
            start: bodyRange.start + start,
            end: bodyRange.start + start + name.length,
          },
        })),
      },
    ];
  });
}

const CALL = /\bcomplete_phase\s*\(/;
const EVIDENCE = /\bevidence["']?\s*[=:]\s*\{/;
const PHASE = /\bphase["']?\s*[=:]\s*(\d{1,5})\b/;

/** The keys of the object whose brace stands before `offset`, up to the brace that closes it. */
function namesFrom(body: string, offset: number): { name: string; start: number }[] {
  const names: { name: string; start: number }[] = [];
  let depth = 1;
  TOKEN.lastIndex = offset;
  for (let match = TOKEN.exec(body); match !== null && depth > 0; match = TOKEN.exec(body)) {
    const { key = '', open, close } = match.groups ?? {};
    if (open !== undefined) depth += 1;
    else if (close !== undefined) depth -= 1;
    else if (key !== '' && depth === 1) names.push({ name: key, start: match.index + 1 });
  }
  return names;
}

/** A key in quotes with its colon, any other text in quotes, a comment, a bracket. */
const TOKEN =
  /["'](?<key>[A-Za-z_][\w.-]*)["']\s*:|"[^"\r\n]*"|'[^'\r\n]*'|#[^\r\n]*|(?<open>[{[(])|(?<close>[}\])])/g;
