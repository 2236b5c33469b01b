import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Read } from '../caches/definition.ts';
import { isReadable } from '../syntax/data-tree.ts';
import type { TextRange } from '../syntax/text-range.ts';
import { document, type KnownDocument } from '../workflow/document.ts';
import { brokenLinks } from '../workflow/links.ts';
import { workflowOutline, workflowSnapshot } from '../workflow/snapshot.ts';
import { workflowOfState } from '../workflow/state-workflow.ts';
import { placeOf } from '../workspace/layout.ts';
import type { LineIndex } from '../workspace/line-index.ts';
import type { FilePath } from '../workspace/paths.ts';
import type { Range } from '../workspace/position-encoding.ts';
import { copyDifference, counterpartOf } from './copy-difference.ts';
import {
  documentRules,
  linkRules,
  outlineRules,
  ruleOf,
  stateRules,
  syntaxCode,
  workflowRules,
} from './registry.ts';
import type { DocumentFinding, Severity, WorkflowFinding } from './rule.ts';
import { copyDiffers, copyFinding } from './rules/layout/copy-differs.ts';
import { sessionDriftRule } from './rules/session-drift.ts';
import { tooManyFindings } from './rules/too-many-findings.ts';
import { sessionDrift } from './session-drift.ts';
import { severitiesFor, severityOf } from './severity.ts';
import { configuredFor, isNamedBy } from './suppression/configured.ts';
import { Suppressor } from './suppression/suppressor.ts';

/** Something wrong, at a place that can be shown. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  /** In UTF-16 columns; `lsp/` turns them into the client's encoding. */
  readonly range: Range;
  readonly message: string;
  readonly tag?: 'unnecessary' | 'deprecated';
  readonly related?: readonly { file: FilePath; range: Range; message: string }[];
  readonly data?: Readonly<Record<string, unknown>>;
}

type Coded<F> = F & { readonly code: string };

/** What the rules that need one document find in it, its syntax errors first. */
const documentFindings = defineQuery<readonly Coded<DocumentFinding>[]>({
  name: 'documentFindings',
  compute(read, file) {
    const known = read(document, file);
    if (known === undefined) return [];
    const syntax = known.problems.map(({ kind, message, range, related }) => ({
      code: syntaxCode(known, kind),
      at: range,
      message,
      ...(related && { related: [{ file, at: related.range, message: related.message }] }),
    }));
    return [...syntax, ...foundBy(documentRules, (rule) => rule.check(known))];
  },
});

type FindingsByFile = ReadonlyMap<FilePath, readonly Coded<WorkflowFinding>[]>;

/** What the rules find that look into no task file, by file. */
const outlineFindings = defineQuery<FindingsByFile>({
  name: 'outlineFindings',
  compute: (read, folder) => findingsOf(outlineRules, read(workflowOutline, folder)),
});

/** What the rules find that need the whole workflow, by file. */
const workflowFindings = defineQuery<FindingsByFile>({
  name: 'workflowFindings',
  compute: (read, folder) => findingsOf(workflowRules, read(workflowSnapshot, folder)),
});

/**
 * The part of these findings that stands in one file: a change elsewhere ends here. Metadata and
 * gates are answered for without the task files: that is what makes the first answer quick.
 */
const findingsAcross = defineQuery<readonly Coded<WorkflowFinding>[]>({
  name: 'findingsAcross',
  equals: isDeepStrictEqual,
  compute(read, file) {
    const place = read(placeOf, file);
    if (place?.workflow === undefined) return [];
    const { workflow, role } = place;
    const found = read(outlineFindings, workflow).get(file) ?? [];
    return role.kind === 'phase' || role.kind === 'task'
      ? [...found, ...(read(workflowFindings, workflow).get(file) ?? [])]
      : found;
  },
});

/** What the rules find that ask where the links of a file lead. */
const linkFindings = defineQuery<readonly Coded<DocumentFinding>[]>({
  name: 'linkFindings',
  equals: isDeepStrictEqual,
  compute(read, file) {
    const broken = read(brokenLinks, file);
    if (broken.length === 0) return [];
    return foundBy(linkRules, (rule) => rule.check(broken));
  },
});

/** What the rules find in a state file that the workflow of the session has to be known for. */
const stateFindings = defineQuery<readonly Coded<DocumentFinding>[]>({
  name: 'stateFindings',
  equals: isDeepStrictEqual,
  compute(read, file) {
    const known = read(document, file);
    if (known?.kind !== 'state' || !isReadable(known.tree)) return [];
    const folder = read(workflowOfState, file);
    const workflow = folder === undefined ? undefined : read(workflowOutline, folder);
    return foundBy(stateRules, (rule) => rule.check(known, workflow));
  },
});

/** What rules find in one document, each finding with the code of its rule. */
function foundBy<R extends { readonly code: string }>(
  rules: readonly R[],
  check: (rule: R) => Iterable<DocumentFinding>,
): Coded<DocumentFinding>[] {
  return rules.flatMap((rule) =>
    [...check(rule)].map((finding) => ({ code: rule.code, ...finding })),
  );
}

function findingsOf<W>(
  rules: readonly { readonly code: string; check(workflow: W): Iterable<WorkflowFinding> }[],
  workflow: W,
): FindingsByFile {
  const byFile = new Map<FilePath, Coded<WorkflowFinding>[]>();
  for (const { code, check } of rules) {
    for (const finding of check(workflow)) {
      const found = byFile.get(finding.file);
      if (found === undefined) byFile.set(finding.file, [{ code, ...finding }]);
      else found.push({ code, ...finding });
    }
  }
  return byFile;
}

/** Nobody reads more, and an editor that is sent 100,000 stands still. */
const MOST_DIAGNOSTICS = 500;

/** The diagnostics of a file, in the order of the text. */
export const diagnosticsOf = defineQuery<readonly Diagnostic[]>({
  name: 'diagnosticsOf',
  equals: isDeepStrictEqual,
  compute(read, file) {
    const known = read(document, file);
    if (known === undefined) return [];
    const severities = read(severitiesFor, known.place.workflow ?? known.place.holder);
    const heard = withoutSilenced(read, known, findingsIn(read, known));
    const shown = heard.flatMap((finding): Diagnostic[] => {
      const severity = severityOf(finding.code, severities);
      return severity === undefined ? [] : [diagnosticOf(read, known, finding, severity)];
    });
    return cutOff(known, shown, severityOf(tooManyFindings.code, severities)).toSorted(
      (a, b) =>
        a.range.start.line - b.range.start.line ||
        a.range.start.character - b.range.start.character ||
        (a.code < b.code ? -1 : 1),
    );
  },
});

/** All that is found in a file, whatever its severity, silenced or not. */
function findingsIn(
  read: Read,
  known: KnownDocument,
): readonly Coded<DocumentFinding | WorkflowFinding>[] {
  const { file, place } = known;
  const hasCopy = place.workflow !== undefined && read(counterpartOf, place.workflow) !== undefined;
  const copy = hasCopy ? read(copyDifference, file) : undefined;
  return [
    ...read(documentFindings, file),
    ...read(findingsAcross, file),
    ...('markdown' in known ? read(linkFindings, file) : []),
    ...(known.kind === 'state' ? read(stateFindings, file) : []),
    ...read(sessionDrift, file).map((notice) => ({ code: sessionDriftRule.code, ...notice })),
    ...(copy === undefined ? [] : [{ code: copyDiffers.code, ...copyFinding(copy) }]),
  ];
}

/** The findings that no comment and no configuration silences, and what these have to say themselves. */
function withoutSilenced(
  read: Read,
  known: KnownDocument,
  findings: readonly Coded<DocumentFinding | WorkflowFinding>[],
): readonly Coded<DocumentFinding | WorkflowFinding>[] {
  const suppressor = new Suppressor(read, known);
  if (suppressor.isIdle) return findings;
  const isHeard = ({ code, at }: Coded<DocumentFinding | WorkflowFinding>): boolean =>
    !suppressor.silences(code, rangeAt(known, at).start.line);
  const heard = findings.filter(isHeard);
  return [...heard, ...[...suppressor.findings()].filter(isHeard)];
}

/**
 * What is too much to be shown is left out: of errors, warnings and the rest the first. Syntax errors stand
 * first among their like, so what explains the others is there.
 *
 * @param severity that of the line which tells of it; undefined where nobody wants to know
 */
function cutOff(
  known: KnownDocument,
  diagnostics: readonly Diagnostic[],
  severity: Severity | undefined,
): readonly Diagnostic[] {
  if (diagnostics.length <= MOST_DIAGNOSTICS) return diagnostics;
  const worstFirst = diagnostics.toSorted((a, b) => RANKS[a.severity] - RANKS[b.severity]);
  const kept = worstFirst.slice(0, MOST_DIAGNOSTICS - 1);
  if (severity === undefined) return kept;
  const more = diagnostics.length - kept.length;
  const firstLine = known.lines.offsetAt({ line: 0, character: Number.MAX_SAFE_INTEGER }, 'utf-16');
  return [
    ...kept,
    {
      code: tooManyFindings.code,
      severity,
      range: rangeOf(known.lines, { start: 0, end: firstLine }),
      message: `And ${more} more findings in this file, which are not shown.\nThe worst are. Many of them may have one cause: begin with the first error.`,
    },
  ];
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/**
 * Which entries of the project's `praxis.diagnostics.disable` silence something in a file, by their
 * place in the list; whether a comment silences it too does not matter.
 */
export const configuredUseIn = defineQuery<readonly number[]>({
  name: 'configuredUseIn',
  equals: isDeepStrictEqual,
  compute(read, file) {
    const entries = configuredFor(read, file);
    const known = read(document, file);
    if (entries.length === 0 || known === undefined) return [];
    const found = findingsIn(read, known);
    return entries
      .filter(({ rule }) => found.some(({ code }) => isNamedBy(rule, code)))
      .map(({ index }) => index);
  },
});

/** Something that forbids to start a session, or to complete a phase. */
export interface Blocker extends Diagnostic {
  readonly file: FilePath;
  readonly blocks: readonly ('start' | 'complete')[];
  /** The phase that it is about, where it is about one. */
  readonly phase?: number;
}

/**
 * What in a file forbids to run its workflow, whatever severity the settings give it: a silenced
 * error is an error all the same.
 */
export const blockersIn = defineQuery<readonly Blocker[]>({
  name: 'blockersIn',
  equals: isDeepStrictEqual,
  compute(read, file) {
    const known = read(document, file);
    if (known === undefined) return [];
    const findings: readonly Coded<DocumentFinding | WorkflowFinding>[] = [
      ...read(documentFindings, file),
      ...read(findingsAcross, file),
    ];
    return findings.flatMap((finding): Blocker[] => {
      const { blocks } = ruleOf(finding.code);
      if (blocks === undefined || finding.harmless) return [];
      const phase = finding.data?.phase;
      return [
        {
          ...diagnosticOf(read, known, finding, 'error'),
          file,
          blocks,
          ...(typeof phase === 'number' ? { phase } : {}),
        },
      ];
    });
  },
});

function diagnosticOf(
  read: Read,
  known: KnownDocument,
  finding: Coded<DocumentFinding | WorkflowFinding>,
  severity: Severity,
): Diagnostic {
  const { tag } = ruleOf(finding.code);
  const related = (finding.related ?? []).flatMap((place) => {
    const other = read(document, place.file);
    return other === undefined
      ? []
      : [{ file: place.file, range: rangeAt(other, place.at), message: place.message }];
  });
  return {
    code: finding.code,
    severity,
    range: rangeAt(known, finding.at),
    message: finding.message,
    ...(tag === undefined ? {} : { tag }),
    ...(related.length === 0 ? {} : { related }),
    ...(finding.data === undefined ? {} : { data: finding.data }),
  };
}

/** Where a finding is shown: an anchor that is not there falls back to the document's start. */
function rangeAt(known: KnownDocument, at: TextRange | string): Range {
  const range = typeof at === 'string' ? known.locate(at) : at;
  return rangeOf(known.lines, range);
}

/** The lines and columns of a range of the text. */
export function rangeOf(lines: LineIndex, { start, end }: TextRange): Range {
  return { start: lines.positionAt(start, 'utf-16'), end: lines.positionAt(end, 'utf-16') };
}
