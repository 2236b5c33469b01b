import type { DriftItem } from '../protocol/session-requests.ts';
import type { FieldsOf, Run, RunPhase } from './run.ts';
import type { Baseline, BaselinePhase, SessionState } from './session-state.ts';

/** A difference, and the place in the workflow where its cause stands. */
export interface Drift extends DriftItem {
  /** What was edited: the phase's list of tasks and names, its gate, or the workflow as a whole. */
  readonly at:
    | { readonly part: 'workflow' }
    /** `index` is the place of the phase's entry in `metadata.json`. */
    | { readonly part: 'phase'; readonly phase: number; readonly index: number }
    | { readonly part: 'gate'; readonly phase: number; readonly field?: string };
}

/** What a session is to remember of the workflow as it begins, or as it is first seen. */
export function baselineOf({ phases, total }: Run, fieldsOf: FieldsOf): Baseline {
  return {
    total: total ?? phases.length,
    phases: phases.map((phase) => baselinePhase(phase, fieldsOf)),
  };
}

/** The baseline with one phase as it is now: what a session enters, it knows from then on. */
export function withPhase(baseline: Baseline, phase: RunPhase, fieldsOf: FieldsOf): Baseline {
  const entered = baselinePhase(phase, fieldsOf);
  const others = baseline.phases.filter((each) => each.phase !== entered.phase);
  return {
    ...baseline,
    phases: [...others, entered].toSorted((a, b) => a.phase - b.phase),
  };
}

function baselinePhase(phase: RunPhase, fieldsOf: FieldsOf): BaselinePhase {
  return {
    phase: phase.phase,
    name: phase.name,
    tasks: Object.fromEntries(
      phase.tasks.map(({ taskId, taskNumber, name }) => [taskId ?? String(taskNumber), name]),
    ),
    fields: fieldsOf(phase),
  };
}

/**
 * What no longer fits between a session and its workflow (DESIGN.md, section 6): of the current and
 * the completed phases the names, tasks and gate fields, and how many phases there are. Phases to
 * come are read when the session enters them.
 */
export function driftOf(
  { currentPhase, completedPhases, own }: SessionState,
  run: Run,
  fieldsOf: FieldsOf,
): Drift[] {
  const { began } = own;
  // While the source cannot be read, nobody knows what is gone.
  if (began === undefined || (run.dynamic && run.content?.state !== 'ready')) return [];
  const done = new Set(completedPhases);
  const touched = began.phases.filter(
    ({ phase }) => phase === currentPhase || done.has(phase) || phase < currentPhase,
  );
  const drift = [
    ...insertedPhases(began, run, currentPhase),
    ...touched.flatMap((before) => phaseDrift(before, began, run, fieldsOf, done)),
  ];
  if (run.total !== undefined && run.total !== began.total) {
    drift.push({
      kind: 'total-changed',
      message: `The workflow has ${counted(run.total)} now; it had ${counted(began.total)} when the session began.`,
      remediation:
        'The session goes on with the phases that are there now. Nothing has to be done, unless a phase was removed by mistake.',
      at: { part: 'workflow' },
    });
  }
  return drift;
}

/** Phases that stand before the current one now, and that the session never saw. */
function insertedPhases(began: Baseline, { phases }: Run, currentPhase: number): Drift[] {
  const names = new Set(began.phases.map(({ name }) => name));
  return phases
    .filter(({ phase, name }) => {
      if (phase > currentPhase || names.has(name)) return false;
      const before = began.phases.find((each) => each.phase === phase);
      // Under a number that was used, a new name is a new phase only if the old one moved on.
      return before === undefined || phases.some((each) => each.name === before.name);
    })
    .map(({ phase, name }) => ({
      kind: 'phase-inserted' as const,
      phase,
      message: `Phase ${phase} "${name}" is new: it was not there when the session came by.`,
      remediation: `Roll back to phase ${phase} to run it, or go on without it.`,
      at: { part: 'phase' as const, phase, index: entryOf(phases, phase) },
    }));
}

function phaseDrift(
  before: BaselinePhase,
  began: Baseline,
  run: Run,
  fieldsOf: FieldsOf,
  done: ReadonlySet<number>,
): Drift[] {
  const { phase, name } = before;
  const now = run.phases.find((each) => each.phase === phase);
  const moved = run.phases.find((each) => each.name === name && each.phase !== phase);
  const known = now !== undefined && began.phases.some((each) => each.name === now.name);
  const at = { part: 'phase', phase, index: entryOf(run.phases, phase) } as const;
  // Where it went, its tasks and its gate went too: what was put in or taken out tells of it.
  if (now?.name !== name && moved !== undefined) return [];
  if (now === undefined || (now.name !== name && known)) {
    return [
      {
        kind: 'phase-removed',
        phase,
        message: `Phase ${phase} "${name}" is gone.`,
        remediation: done.has(phase)
          ? 'What it yielded is kept in the session. Go on, or put the phase back.'
          : 'Put the phase back, or roll back to an earlier one and go on from there.',
        at: now === undefined ? { part: 'workflow' } : at,
      },
    ];
  }
  const renamed: Drift[] =
    now.name === name
      ? []
      : [
          {
            kind: 'phase-renamed',
            phase,
            message: `Phase ${phase} is called "${now.name}" now; it was "${name}".`,
            remediation: 'If it is the same phase, go on. If it is another, roll back to it.',
            at,
          },
        ];
  return [...renamed, ...taskDrift(before, now, at), ...gateDrift(before, fieldsOf(now), done)];
}

function taskDrift(before: BaselinePhase, now: RunPhase, at: Drift['at']): Drift[] {
  const ids = new Set(now.tasks.map(({ taskId, taskNumber }) => taskId ?? String(taskNumber)));
  const names = new Set(now.tasks.map(({ name }) => name));
  return Object.entries(before.tasks)
    .filter(([id, name]) => !ids.has(id) && !names.has(name))
    .map(([id, name]) => ({
      kind: 'task-removed' as const,
      phase: before.phase,
      message: `Task ${id} "${name}" of phase ${before.phase} is gone.`,
      remediation: 'Work on the tasks that are there now. What was done for it is not lost.',
      at,
    }));
}

function gateDrift(
  { phase, fields: before }: BaselinePhase,
  now: Readonly<Record<string, string>>,
  done: ReadonlySet<number>,
): Drift[] {
  const again = done.has(phase)
    ? `Phase ${phase} is completed and stays so; roll back to it to have it judged anew.`
    : undefined;
  const drift: Drift[] = [];
  for (const [field, type] of Object.entries(before)) {
    const typeNow = Object.hasOwn(now, field) ? now[field] : undefined;
    if (typeNow === undefined) {
      drift.push({
        kind: 'gate-field-removed',
        phase,
        message: `The gate of phase ${phase} no longer asks for "${field}".`,
        remediation: again ?? `Leave "${field}" out of the evidence.`,
        at: { part: 'gate', phase },
      });
    } else if (typeNow !== type) {
      drift.push({
        kind: 'type-changed',
        phase,
        message: `"${field}" in the gate of phase ${phase} is of type ${typeNow} now; it was ${type}.`,
        remediation: again ?? `Submit "${field}" as ${typeNow}.`,
        at: { part: 'gate', phase, field },
      });
    }
  }
  for (const [field, type] of Object.entries(now)) {
    if (Object.hasOwn(before, field)) continue;
    drift.push({
      kind: 'gate-field-added',
      phase,
      message: `The gate of phase ${phase} asks for "${field}" (${type}), which it did not.`,
      remediation: again ?? `Add "${field}" to the evidence.`,
      at: { part: 'gate', phase, field },
    });
  }
  return drift;
}

/** The place of a phase in the list of metadata.json, which is in the order of the numbers. */
function entryOf(phases: readonly RunPhase[], phase: number): number {
  return phases
    .filter(({ source }) => source === 'static')
    .findIndex((each) => each.phase === phase);
}

/** The drift of a session whose workflow is no longer where it was. */
export function workflowGone(type: string, instead: string | undefined): Drift {
  return {
    kind: 'workflow-gone',
    message:
      instead === undefined
        ? `The workflow ${type} is gone.`
        : `The copy of ${type} that the session began with is gone; the one in ${instead} is used.`,
    remediation:
      instead === undefined
        ? 'Put its folder back. The session is kept, and goes on when the workflow is there again.'
        : 'If that is the same workflow, go on.',
    at: { part: 'workflow' },
  };
}

function counted(phases: number): string {
  return phases === 1 ? '1 phase' : `${phases} phases`;
}
