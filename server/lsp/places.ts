import { document, isOfWorkflow, type WorkflowDocument } from '../workflow/document.ts';
import { type Workflow, workflowSnapshot } from '../workflow/snapshot.ts';
import { workflowFiles } from '../workflow/workflow-files.ts';
import { type FilePath, pathOfUri } from '../workspace/paths.ts';
import type { Position, PositionEncoding } from '../workspace/position-encoding.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Where a request points: what a feature is a function of. */
export interface PlaceInWorkflow {
  readonly document: WorkflowDocument;
  readonly workflow: Workflow;
  readonly offset: number;
  /** The files of the workflow, for links. */
  readonly files: readonly FilePath[];
  /** The text of another file of the workflow, as it is now. */
  readonly textOf: (file: FilePath) => string | undefined;
}

/** Finds what a request's URI and position mean. */
export class Places {
  readonly #workspace: Workspace;
  readonly #encoding: PositionEncoding;

  constructor(workspace: Workspace, encoding: PositionEncoding) {
    this.#workspace = workspace;
    this.#encoding = encoding;
  }

  /** Undefined for files that are none of ours: their requests are answered with nothing. */
  at(uri: string, position: Position): PlaceInWorkflow | undefined {
    const { caches } = this.#workspace;
    const file = pathOfUri(uri);
    const known = file === undefined ? undefined : caches.ask(document, file);
    if (known === undefined || !isOfWorkflow(known)) return undefined;
    return {
      document: known,
      workflow: caches.ask(workflowSnapshot, known.place.workflow),
      offset: known.lines.offsetAt(position, this.#encoding),
      files: caches.ask(workflowFiles, known.place.workflow),
      textOf: (other) => caches.ask(document, other)?.text,
    };
  }
}
