import type { KnownDocument, WorkflowDocument } from '../../../workflow/document.ts';

/** A document whose commands somebody follows: other Markdown explains them, or is an example. */
export type CommandDocument = Extract<WorkflowDocument, { kind: 'phase' | 'task' | 'template' }>;

export function followsCommands(document: KnownDocument): document is CommandDocument {
  return document.kind === 'phase' || document.kind === 'task' || document.kind === 'template';
}
