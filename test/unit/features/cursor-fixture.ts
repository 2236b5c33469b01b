import { type CompletionItem, completeAt } from '../../../server/features/completion/completion.ts';
import { hoverAt } from '../../../server/features/hover/hover.ts';
import type { Hover } from '../../../server/features/hover/hover-context.ts';
import {
  document,
  isOfWorkflow,
  type WorkflowDocument,
} from '../../../server/workflow/document.ts';
import { type Workflow, workflowSnapshot } from '../../../server/workflow/snapshot.ts';
import { workflowFiles } from '../../../server/workflow/workflow-files.ts';
import type { FilePath } from '../../../server/workspace/paths.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';

/** A cursor in a workflow, and what the features answer there. */
export class CursorFixture {
  readonly document: WorkflowDocument;
  readonly workflow: Workflow;
  readonly offset: number;
  readonly #files: readonly FilePath[];
  readonly #texts: ReadonlyMap<FilePath, string>;

  /** @param fixture files as `workspaceFixture` has them, with one `│` where the cursor is */
  constructor(fixture: string) {
    const { workspace, files } = workspaceFixture(fixture.replace('│', '«»'));
    const { caches } = workspace;
    const edited = files.find(({ ranges }) => ranges.length > 0);
    const known = edited && caches.ask(document, edited.file);
    if (known === undefined || !isOfWorkflow(known))
      throw new Error('The fixture has no cursor in a file of a workflow.');
    this.document = known;
    this.offset = edited?.ranges[0]?.start ?? 0;
    this.workflow = caches.ask(workflowSnapshot, known.place.workflow);
    this.#files = caches.ask(workflowFiles, known.place.workflow);
    this.#texts = new Map(files.map(({ file, text }) => [file, text]));
  }

  complete(offset = this.offset): CompletionItem[] {
    return completeAt(this.document, this.workflow, offset, this.#files);
  }

  hover(offset = this.offset): Hover | undefined {
    return hoverAt(this.document, this.workflow, offset, (file) => this.#texts.get(file));
  }

  /** The edited file once a proposal is taken, as a client does it: snippets are indented like their line. */
  accept(label: string, form: 'newText' | 'snippet' = 'newText'): string {
    const { replace, newText, snippet = newText } = this.item(label);
    const before = this.document.text.slice(0, replace.start);
    const indentation = /[ \t]*(?=[^\r\n]*$)/.exec(before)?.[0] ?? '';
    const inserted = form === 'snippet' ? snippet.replaceAll('\n', `\n${indentation}`) : newText;
    return before + inserted + this.document.text.slice(replace.end);
  }

  item(label: string): CompletionItem {
    const items = this.complete();
    const item = items.find((candidate) => candidate.label === label);
    if (item === undefined) {
      throw new Error(`"${label}" is not among ${items.map((other) => other.label).join(', ')}`);
    }
    return item;
  }
}

/** The labels offered at the cursor, as they rank. */
export function labelsAt(fixture: string): string[] {
  const items = new CursorFixture(fixture).complete();
  return items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(({ label }) => label);
}

/** The hover at the cursor: its text with `«»` around what it is about, and its words. */
export function hoverOf(
  fixture: string,
): { readonly about: string; readonly markdown: string } | undefined {
  const cursor = new CursorFixture(fixture);
  const hover = cursor.hover();
  if (hover === undefined) return undefined;
  const { start, end } = hover.range;
  return { about: cursor.document.text.slice(start, end), markdown: hover.markdown };
}

/** A small workflow without its metadata: two phases, three tasks, one gate. */
export const NEIGHBOURS = `//- phases/0/phase.md
# Phase 0: Prepare

**Purpose:** Get ready
**Estimated Time:** 20 minutes

🎯 NEXT-MANDATORY: [task-1-collect.md](task-1-collect.md)
//- phases/0/task-1-collect.md
# Task 1: Collect the changes

## Objective

List *every* change since the last release.

### Step 1: Read the log
//- phases/0/task-2-draft.md
# Task 2: Draft the notes
//- phases/0/gate-definition.yaml
checkpoint:
  strict: true
evidence_schema:
  changes_listed:
    type: boolean
    required: true
    description: "Every change is in the list"
  change_count:
    type: integer
    validator: many
validators:
  many: "lambda x: x > 3"
//- phases/1/phase.md
# Phase 1: Publish
//- phases/1/task-1-tag.md
# Task 1: Tag the release
`;

/** The same with metadata that say nothing. */
export const WORKFLOW = `//- metadata.json\n{}\n${NEIGHBOURS}`;
