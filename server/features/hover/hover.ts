import type { WorkflowDocument } from '../../workflow/document.ts';
import type { Workflow } from '../../workflow/snapshot.ts';
import { hoverInGate } from './gate-hover.ts';
import type { Hover, HoverContext, TextOf } from './hover-context.ts';
import { hoverInMarkdown } from './markdown-hover.ts';
import { hoverInMetadata } from './metadata-hover.ts';

/**
 * What there is to know about the text at `offset`: the schema's words for a key, the thing that a
 * value, command or link points at, the meaning of a command. Undefined where there is nothing to say.
 * Without `textOf`, the current text of another file, excerpts are left out.
 */
export function hoverAt(
  document: WorkflowDocument,
  workflow: Workflow,
  offset: number,
  textOf: TextOf = () => undefined,
): Hover | undefined {
  const context: HoverContext = { workflow, offset, textOf };
  switch (document.kind) {
    case 'metadata':
      return hoverInMetadata(document, context);
    case 'gate':
      return hoverInGate(document, context);
    default:
      return hoverInMarkdown(document, context);
  }
}
