import type { TextRange } from '../../syntax/text-range.ts';
import { PLACEHOLDERS } from './placeholders.ts';
import type { PlanPhase, PlanTask } from './plan.ts';

/**
 * Fills a phase template in (FORMAT.md (f)). As in the original, one name after the other is replaced
 * in the whole text, so a placeholder within a value is filled in too if its turn comes later. Unknown
 * ones stay.
 */
export function renderPhase(template: string, phase: PlanPhase): string {
  return render(template, 'phase', phaseValues(phase));
}

/** Fills a task template in, for a task of `phase`; like `renderPhase`. */
export function renderTask(template: string, phase: PlanPhase, task: PlanTask): string {
  return render(template, 'task', taskValues(phase, task));
}

/** What looks like a placeholder of a template of that kind and is none: it stays in the text. */
export interface UnknownPlaceholder {
  /** What stands between the brackets. */
  readonly name: string;
  /** Brackets included. */
  readonly range: TextRange;
}

/**
 * The names in capitals between brackets that nothing fills in, such as `[PHASE_NO]`, and known ones
 * with words behind them, `[DEPENDENCIES or "None"]`. Links, boxes and the indices of code are none.
 */
export function unknownPlaceholders(
  template: string,
  kind: 'phase' | 'task',
): UnknownPlaceholder[] {
  const known = new Set(PLACEHOLDERS[kind].map(({ name }) => name));
  return [...template.matchAll(BRACKETS)].flatMap(({ 0: written, 1: name = '', index }) => {
    if (known.has(name) || !looksLikePlaceholder(name, known)) return [];
    const end = index + written.length;
    if (isBox(template, index, name) || definesLink(template, index, end)) return [];
    return [{ name, range: { start: index, end } }];
  });
}

/** Not behind a word or bracket, as in `list[N]`, and not before what makes it a link. */
const BRACKETS = /(?<![\p{L}\p{N}_\])!\\])\[([A-Z][^[\]\r\n]{0,79})\](?![([])/gu;

function looksLikePlaceholder(name: string, known: ReadonlySet<string>): boolean {
  const [first = ''] = /^[A-Z][A-Z0-9_]*(?![\p{L}\p{N}_.])/u.exec(name) ?? [];
  return first === name || known.has(first) || /[A-Z]_[A-Z]/.test(first);
}

/** `[NAME]: target` at the beginning of a line is where a link leads; in a title a name may follow. */
function definesLink(template: string, start: number, end: number): boolean {
  return (
    template[end] === ':' &&
    /(?:^|[\r\n]) {0,3}$/.test(template.slice(Math.max(0, start - 4), start))
  );
}

/** `[X]` behind a list mark is a ticked box. */
function isBox(template: string, index: number, name: string): boolean {
  return (
    name === 'X' &&
    /(?:^|[\r\n])[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+$/.test(
      template.slice(Math.max(0, index - 40), index),
    )
  );
}

function render(
  template: string,
  kind: 'phase' | 'task',
  values: Readonly<Record<string, string>>,
): string {
  let text = template;
  for (const { name } of PLACEHOLDERS[kind]) {
    const value = values[name];
    if (value !== undefined) text = text.replaceAll(`[${name}]`, () => value);
  }
  return text;
}

function phaseValues(phase: PlanPhase): Record<string, string> {
  return {
    PHASE_NUMBER: String(phase.number),
    PHASE_NAME: phase.name,
    PHASE_DESCRIPTION: phase.description,
    ESTIMATED_DURATION: phase.estimatedDuration,
    TASK_COUNT: String(phase.tasks.length),
    NEXT_PHASE_NUMBER: String(phase.number + 1),
    VALIDATION_GATE: checklist(phase.validationGate),
  };
}

function taskValues(phase: PlanPhase, task: PlanTask): Record<string, string> {
  const last = /\d+$/.exec(task.id)?.[0];
  return {
    TASK_ID: task.id,
    TASK_NAME: task.name,
    TASK_DESCRIPTION: task.description,
    ESTIMATED_TIME: task.estimatedTime,
    PHASE_NUMBER: String(phase.number),
    PHASE_NAME: phase.name,
    DEPENDENCIES: task.dependencies.join(', ') || 'None',
    ACCEPTANCE_CRITERIA: checklist(task.acceptanceCriteria),
    NEXT_TASK_NUMBER: last === undefined ? '?' : String(Number(last) + 1),
  };
}

function checklist(items: readonly string[]): string {
  return items.map((item) => `- [ ] ${item}`).join('\n');
}
