import { DocumentReader } from './document-reader.ts';
import type { MarkdownDocument, MarkdownSummary } from './markdown-document.ts';
import { readNumberedTitle } from './numbered-title.ts';

/**
 * What a task file states (FORMAT.md (c)). Positions: those that a phase has for its title, labels,
 * commands and links, and `step/I` with `/number`; I is an index into the list of the summary.
 */
export interface TaskSummary extends MarkdownSummary {
  readonly steps: readonly StepSummary[];
}

/** A `### Step 2: Name` heading. */
export interface StepSummary {
  readonly number: number;
  readonly name: string;
}

/** Reads a task file, or a template of one. Never fails: what is not there is absent. */
export function readTaskDocument(text: string): MarkdownDocument<TaskSummary> {
  const reader = new DocumentReader(text);
  const steps = readSteps(reader);
  return reader.document({ ...reader.common('task'), steps });
}

function readSteps(reader: DocumentReader): StepSummary[] {
  const steps: StepSummary[] = [];
  for (const { text, textRange } of reader.headings) {
    const step = readNumberedTitle(text, 'step');
    if (step === undefined) continue;
    reader.place(`step/${steps.length}`, textRange);
    reader.place(`step/${steps.length}/number`, reader.find(String(step.number), textRange));
    steps.push({ number: step.number, name: step.name ?? '' });
  }
  return steps;
}
