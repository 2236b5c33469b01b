import type { PhaseDraft, TaskDraft } from './plan-drafts.ts';

/** The section that is being read: the main one of a phase, or a later one about it. */
export interface Scope {
  readonly phase: PhaseDraft;
  readonly level: number;
  readonly main: boolean;
}

/** The task that is being read. */
export interface OpenTask {
  readonly draft: TaskDraft;
  readonly form: 'heading' | 'item' | 'paragraph';
  /** Where its list item ends; without end for the other forms. */
  readonly end: number;
  /** Of its heading, or of that above it. */
  readonly level: number;
}
