import type { TextRange } from '../syntax/text-range.ts';
import type { KnownDocument, StateDocument } from '../workflow/document.ts';
import type { BrokenLink } from '../workflow/links.ts';
import type { Workflow, WorkflowOutline } from '../workflow/snapshot.ts';
import type { FilePath } from '../workspace/paths.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** The page that a rule has under `docs/rules/`, and in hover over its squiggle. Markdown. */
export interface RulePage {
  /** What the rule finds, in a sentence or two. */
  readonly what: string;
  /** What goes wrong for the author or the one who runs the workflow if it stays. */
  readonly why: string;
  readonly wrong: Example;
  readonly right: Example;
}

export interface Example {
  readonly language: 'json' | 'yaml' | 'markdown' | 'text';
  /** Characters that nobody would see stand as `⟨U+FEFF⟩`. */
  readonly text: string;
}

/** The family of a code: `gate` of `gate/unknown-type`. */
export function familyOf(code: string): string {
  return code.slice(0, code.indexOf('/'));
}

/** What every rule says of itself. */
interface RuleDescription {
  /** `family/name`; the name says the fault, and reads well after "allow". Never changes. */
  readonly code: string;
  /** The fault in a few words, as a heading. */
  readonly title: string;
  /** Unless settings say otherwise. FORMAT.md is the authority. */
  readonly severity: Severity;
  /** `unnecessary` fades the text, `deprecated` strikes it through. */
  readonly tag?: 'unnecessary' | 'deprecated';
  /** Blocks starting a session, completing a phase: whatever the configured severity. */
  readonly blocks?: readonly ('start' | 'complete')[];
  readonly page: RulePage;
}

/** What a parser cannot read. The parser finds it; here it has its name, severity and page. */
export interface SyntaxRule extends RuleDescription {
  readonly scope: 'syntax';
}

/** A rule that one document is enough for. */
export interface DocumentRule extends RuleDescription {
  readonly scope: 'document';
  check(document: KnownDocument): Iterable<DocumentFinding>;
}

/**
 * A rule that compares files of a workflow, but looks into no task file. It sees ids and values only
 * and names *anchors*; where these stand in the text is looked up when the diagnostic is made
 * (DESIGN.md, section 1).
 */
export interface OutlineRule extends RuleDescription {
  readonly scope: 'outline';
  check(workflow: WorkflowOutline): Iterable<WorkflowFinding>;
}

/** The same with the task files. What it finds stands in `phase.md` and task files alone. */
export interface WorkflowRule extends RuleDescription {
  readonly scope: 'workflow';
  check(workflow: Workflow): Iterable<WorkflowFinding>;
}

/**
 * A rule on where the links of a Markdown file lead. It sees ids and values only, and names the anchor
 * `link/I`.
 */
export interface LinkRule extends RuleDescription {
  readonly scope: 'link';
  check(broken: readonly BrokenLink[]): Iterable<DocumentFinding>;
}

/** A rule that compares the state file of a session with the workflow that it runs. */
export interface StateRule extends RuleDescription {
  readonly scope: 'state';
  /** @param workflow absent when no copy of it is there */
  check(state: StateDocument, workflow: WorkflowOutline | undefined): Iterable<DocumentFinding>;
}

/** What the sessions that are running have to say of a file: given to the diagnostics from outside. */
export interface SessionRule extends RuleDescription {
  readonly scope: 'session';
}

/** What differs between two copies of a workflow: compared file by file, outside the workflow's own queries. */
export interface CopyRule extends RuleDescription {
  readonly scope: 'copy';
}

/** What there is to say when all that was found in a file is put together: the engine finds it. */
export interface EngineRule extends RuleDescription {
  readonly scope: 'engine';
}

export type Rule =
  | SyntaxRule
  | DocumentRule
  | OutlineRule
  | WorkflowRule
  | LinkRule
  | StateRule
  | SessionRule
  | CopyRule
  | EngineRule;

/** Something that a rule found, without its code: the registry adds that. */
export interface DocumentFinding {
  /** A range of the text, or an anchor that the document can locate. */
  readonly at: TextRange | string;
  /** What is wrong, then why, then the repair. The first line stands alone. */
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
  /** For a quick fix. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** True where the rule blocks, but this finding is nothing that a run depends on. */
  readonly harmless?: true;
}

export interface WorkflowFinding {
  readonly file: FilePath;
  readonly at: string;
  readonly message: string;
  readonly related?: readonly RelatedPlace[];
  readonly data?: Readonly<Record<string, unknown>>;
  readonly harmless?: true;
}

/** The other half of a conflict. */
export interface RelatedPlace {
  readonly file: FilePath;
  readonly at: TextRange | string;
  readonly message: string;
}
