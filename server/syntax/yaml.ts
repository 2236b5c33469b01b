import { Composer } from 'yaml';
import type { DataTree } from './data-tree.ts';
import { maxProblems, type SyntaxProblem, type TextRange } from './text-range.ts';
import { type Fault, faultsOf } from './yaml-faults.ts';
import { maxDepth, readable, readSource, unprintableIn, type YamlSource } from './yaml-source.ts';
import { treeOf } from './yaml-tree.ts';

/** The work that one text may cost, in lexemes: some 6,000 lines, a tenth of a second. */
const maxLexemes = 50_000;

/** A text with more faults than this is read as far as it goes. */
const maxPasses = 10;

/**
 * Reads YAML 1.1 as PyYAML's safe loader does (FORMAT.md, section (e)), tolerantly: half-typed and
 * faulty text gives all of the tree that can be made out, and one problem for each fault. Aliases share
 * the nodes of their anchors and are bounded; merged entries come before a map's own. Never throws.
 *
 * A fault that derails the library is reported, blanked out, and the text is read again: what follows it
 * is neither lost nor reported for its sake.
 *
 * Kinds of problems: `collection-key`, `document-too-large`, `duplicate-anchor`, `duplicate-key`,
 * `invalid-alias`, `invalid-character`, `invalid-directive`, `invalid-escape`, `invalid-merge`,
 * `key-too-long`, `missing-colon`, `missing-comma`, `missing-key`, `nested-mapping`, `nested-too-deep`,
 * `recursive-alias`, `second-document`, `tab`, `too-many-aliases`, `unclosed-bracket`,
 * `unclosed-string`, `unexpected-token`, `unknown-alias`, `unknown-tag`, `unreadable-value`,
 * `wrong-indentation`.
 */
export function parseYaml(text: string): DataTree {
  const problems: SyntaxProblem[] = [];
  const places = new Set<number>();
  const report = (problem: SyntaxProblem) => {
    if (problems.length === maxProblems || places.has(problem.range.start)) return;
    places.add(problem.range.start);
    problems.push(problem);
  };
  const unprintable = unprintableIn(text);
  if (unprintable !== undefined) {
    report({
      kind: 'invalid-character',
      message: 'YAML may not hold this control character. Delete it.',
      range: unprintable,
    });
  }
  const source = readable(text);
  const { contents, faults, limit } = readThrough(source);
  for (const { problem } of onePerLine(faults, source)) report(problem);
  const root = treeOf(contents, text, report);
  return {
    root,
    problems: limit ? [limit] : withoutConsequences(problems.toSorted(byStart), source),
  };
}

/** What is indented below a key without a colon, or one in the wrong column, seems to be in the wrong one too. */
function withoutConsequences(problems: readonly SyntaxProblem[], text: string): SyntaxProblem[] {
  let end = -1;
  return problems.filter(({ kind, range }) => {
    if (kind === 'wrong-indentation' && range.start < end) return false;
    if (DISPLACING.has(kind)) end = endOfBlock(text, range.start);
    return true;
  });
}

/** Faults after which the lines below stand in other columns than they seem to. */
const DISPLACING = new Set(['missing-colon', 'tab', 'wrong-indentation']);

/** The end of the lines that are indented more than the line of `offset`, which come after it. */
function endOfBlock(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const indentation = /^ */.exec(text.slice(start, offset))?.[0].length ?? 0;
  LESS_INDENTED.lastIndex = offset;
  for (let match = LESS_INDENTED.exec(text); match !== null; match = LESS_INDENTED.exec(text)) {
    if ((match[1]?.length ?? 0) <= indentation) return match.index;
  }
  return text.length;
}

const LESS_INDENTED = /\n( *)(?=[^\s#])/g;

interface Reading {
  readonly contents: unknown;
  readonly faults: readonly Fault[];
  /** The text goes beyond what is read: this alone is to be reported. */
  readonly limit?: SyntaxProblem;
}

/** Reads, blanks out the first fault that derails the library, and reads again. */
function readThrough(text: string): Reading {
  const faults: Fault[] = [];
  const blanked = new Set<number>();
  let source = text;
  let budget = maxLexemes;
  for (;;) {
    const pass = readSource(source, budget);
    budget -= pass.lexemes;
    const { contents, errors } = compose(pass, source.length);
    const limit = limitOf(pass, source);
    if (limit !== undefined) return { contents, faults, limit };

    const found = faultsOf(source, pass, errors);
    const derailing = found.findIndex(
      ({ blank }) => blank?.some(({ start }) => !blanked.has(start)) ?? false,
    );
    const fault = found[derailing];
    const another = blanked.size < maxPasses && budget >= pass.lexemes;
    if (fault?.blank === undefined || !another) return { contents, faults: [...faults, ...found] };
    faults.push(...found.slice(0, derailing + 1));
    blanked.add(fault.blank[0]?.start ?? 0);
    source = blankOut(source, fault.blank);
  }
}

/** The library resolves no tags here: everything is text, maps and sequences. */
function compose({ tokens }: YamlSource, length: number) {
  const composer = new Composer({
    schema: 'failsafe',
    version: '1.1',
    resolveKnownTags: false,
    uniqueKeys: false,
  });
  const [document] = composer.compose(tokens, true, length);
  const { contents, errors = [], warnings = [] } = document ?? {};
  // PyYAML reads any version 1.x, and no other.
  const otherVersions = warnings.filter(
    ({ code, message }) => code === 'BAD_DIRECTIVE' && /version (?!1\.)/.test(message),
  );
  return { contents, errors: [...errors, ...otherVersions] };
}

function limitOf({ tooDeep, cutAt }: YamlSource, source: string): SyntaxProblem | undefined {
  if (tooDeep !== undefined) {
    return {
      kind: 'nested-too-deep',
      message: `Values are nested more than ${maxDepth} deep; what this one holds is not read.`,
      range: tooDeep,
    };
  }
  if (cutAt === undefined) return undefined;
  return {
    kind: 'document-too-large',
    message: 'The file is too large for a workflow: from here on it is not read. Split it.',
    range: { start: cutAt, end: Math.min(cutAt + 1, source.length) },
  };
}

/** What the parser stumbles over is replaced by what it takes for text, at the same length. */
function blankOut(source: string, ranges: readonly TextRange[]): string {
  let blanked = '';
  let from = 0;
  for (const { start, end } of ranges) {
    blanked += source.slice(from, start);
    blanked += source.slice(start, end).replace(/\t/g, ' ').replace(/\S/g, '_');
    from = end;
  }
  return blanked + source.slice(from);
}

/** The first fault of each line: a second one there is most often made by the first. */
function onePerLine(faults: readonly Fault[], text: string): Fault[] {
  const lines = new Set<number>();
  return faults
    .toSorted((a, b) => byStart(a.problem, b.problem))
    .filter(({ problem }) => {
      const line = text.lastIndexOf('\n', problem.range.start - 1);
      if (lines.has(line)) return false;
      lines.add(line);
      return true;
    });
}

function byStart(a: SyntaxProblem, b: SyntaxProblem): number {
  return a.range.start - b.range.start;
}
