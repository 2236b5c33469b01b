import type { KnownDocument } from '../../workflow/document.ts';
import type { DocumentRule, Severity } from '../rule.ts';

/** Lines that phase.md and task files may have (FORMAT.md (c)). */
const MOST_PHASE_LINES = 90;
const USUAL_TASK_LINES = 150;
const MOST_TASK_LINES = 170;

const PHASE_ADVICE = 'Move what belongs to one task into its file; 80 lines are a good size';
const TASK_ADVICE =
  'Divide the task, or move reference text into core/; 100 to 150 lines are a good size';

export const phaseTooLong = sizeRule({
  kind: 'phase',
  code: 'phase/too-long',
  title: 'Long phase.md',
  severity: 'warning',
  above: MOST_PHASE_LINES,
  what: `A \`phase.md\` has more than ${MOST_PHASE_LINES} lines.`,
  advice: PHASE_ADVICE,
});

export const taskTooLong = sizeRule({
  kind: 'task',
  code: 'task/too-long',
  title: 'Task file that is too long',
  severity: 'warning',
  above: MOST_TASK_LINES,
  what: `A task file has more than ${MOST_TASK_LINES} lines. Templates and \`core/\` have no limit.`,
  advice: TASK_ADVICE,
});

export const taskLong = sizeRule({
  kind: 'task',
  code: 'task/long',
  title: 'Long task file',
  severity: 'hint',
  above: USUAL_TASK_LINES,
  upTo: MOST_TASK_LINES,
  what: `A task file has between ${USUAL_TASK_LINES + 1} and ${MOST_TASK_LINES} lines.`,
  advice: TASK_ADVICE,
});

interface SizeRule {
  readonly kind: 'phase' | 'task';
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly above: number;
  readonly upTo?: number;
  readonly what: string;
  readonly advice: string;
}

function sizeRule(rule: SizeRule): DocumentRule {
  const {
    kind,
    code,
    title,
    severity,
    above,
    upTo = Number.POSITIVE_INFINITY,
    what,
    advice,
  } = rule;
  const name = kind === 'phase' ? 'phase.md' : 'task-1-collect.md';
  return {
    scope: 'document',
    code,
    title,
    severity,
    page: {
      what,
      why: 'An agent gets the whole file at once. What is long is read less carefully, and leaves less room for the work itself.',
      wrong: { language: 'text', text: `phases/0/${name}   ${above + 8} lines` },
      right: { language: 'text', text: `phases/0/${name}   ${kind === 'phase' ? 78 : 120} lines` },
    },
    *check(document: KnownDocument) {
      if (document.kind !== kind) return;
      const { lines } = document.markdown;
      if (lines <= above || lines > upTo) return;
      const noun = kind === 'phase' ? 'This phase.md' : 'This task';
      yield {
        at: 'title',
        message: `${noun} has ${lines} lines: more than ${above} are read less carefully.\n${advice}.`,
      };
    },
  };
}
