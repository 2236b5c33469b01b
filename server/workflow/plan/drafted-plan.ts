import type { SyntaxProblem } from '../../syntax/text-range.ts';
import type { PhaseDraft, TaskDraft } from './plan-drafts.ts';

/** A task that another of the same id came before. */
interface Repeat {
  readonly first: TaskDraft;
  readonly again: TaskDraft;
  readonly inPlace: boolean;
}

/** The phases of a plan with the tasks read so far, each id once. */
export class DraftedPlan {
  readonly phases: ReadonlyMap<number, PhaseDraft>;
  readonly problems: SyntaxProblem[] = [];
  /** The phases in which a number is used twice. */
  readonly misnumbered = new Set<number>();
  readonly #homes = new Map<TaskDraft, PhaseDraft>();
  readonly #byId = new Map<string, TaskDraft>();
  readonly #repeats: Repeat[] = [];
  /** What stands in place of a task, if anything does: lists are rebuilt once, at the end. */
  readonly #replaced = new Map<TaskDraft, TaskDraft | undefined>();
  /** Tasks in the main section of a phase that is not theirs by the number. */
  readonly #strays = new Set<TaskDraft>();
  readonly #outside: { readonly draft: TaskDraft; readonly phase: PhaseDraft | undefined }[] = [];

  constructor(phases: ReadonlyMap<number, PhaseDraft>) {
    this.phases = phases;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Adds a task to `phase`, in whose section it stands; `inPlace` if that is its main section. */
  add(draft: TaskDraft, phase: PhaseDraft, inPlace: boolean): void {
    const first = this.#byId.get(draft.id);
    const isOwn = draft.phase === phase.number;
    if (first === undefined) {
      // What a later section about a phase mentions is a task only if it is one of that phase.
      if (isOwn || inPlace) this.#put(draft, phase);
      if (inPlace && !isOwn) this.#strays.add(draft);
      return;
    }
    const home = this.#homes.get(first);
    if (home !== undefined && home.number !== first.phase && isOwn) {
      // The first one was mentioned in another phase; this is its place.
      this.#replaced.set(first, undefined);
      // Who says more than a title does not mention a task: one of this phase has a wrong number.
      if (!first.isBare && this.#strays.has(first)) this.#stray(first, home);
      this.#put(draft, phase);
      return;
    }
    if (isOwn) this.#repeats.push({ first, again: draft, inPlace });
  }

  /** Notes a task that stands in no phase's section, to be added to `phase` if it is the only one. */
  addOutside(draft: TaskDraft, phase: PhaseDraft | undefined): void {
    this.#outside.push({ draft, phase });
  }

  /** To be called when all is read: decides between repeated tasks, and places what is left over. */
  settle(): void {
    for (const { draft, phase } of this.#outside) this.#settleOutside(draft, phase);
    for (const repeat of this.#repeats) this.#settleRepeat(repeat);
    this.#followReplaced();
    for (const { tasks } of this.phases.values()) {
      const settled = tasks.flatMap((task) =>
        this.#replaced.has(task) ? (this.#replaced.get(task) ?? []) : [task],
      );
      tasks.splice(0, tasks.length, ...withoutBareNumbers(settled));
    }
  }

  /** Where a phase was only outlined at first, its tasks are those of the section that says more. */
  #followReplaced(): void {
    const homes = new Set([...this.#replaced.keys()].map((first) => this.#homes.get(first)));
    const outlined = new Set(
      [...homes].filter((home) => home?.tasks.every(({ isBare }) => isBare) === true),
    );
    for (const { first, again } of this.#repeats) {
      const home = this.#homes.get(first);
      if (home !== undefined && outlined.has(home) && !this.#replaced.has(first)) {
        this.#replaced.set(first, again);
      }
    }
  }

  #stray({ id, phase, range }: TaskDraft, home: PhaseDraft): void {
    this.misnumbered.add(home.number);
    this.problems.push({
      kind: 'task-in-other-phase',
      message: `Task ${id} stands in phase ${home.number}, and is not read: phase ${phase} has another one. Give it a number of this phase.`,
      range,
    });
  }

  #put(draft: TaskDraft, phase: PhaseDraft): void {
    phase.tasks.push(draft);
    this.#homes.set(draft, phase);
    this.#byId.set(draft.id, draft);
  }

  #settleOutside(draft: TaskDraft, phase: PhaseDraft | undefined): void {
    if (this.has(draft.id)) return;
    if (phase !== undefined) this.#put(draft, phase);
    this.problems.push({
      kind: 'task-outside-phase',
      message:
        phase === undefined
          ? `Task ${draft.id} stands in no phase, so it is not read. Move it below a heading such as \`## Phase ${draft.phase}: Name\`.`
          : `Task ${draft.id} stands outside of phase ${draft.phase}, and is read as one of its tasks. Move it below the heading of the phase.`,
      range: draft.range,
    });
  }

  /** Of two with the same id the first counts, unless it has a title only and the other says more. */
  #settleRepeat({ first, again, inPlace }: Repeat): void {
    if (this.#replaced.has(first)) return;
    if (first.isBare && !again.isBare) {
      this.#replaced.set(first, again);
      return;
    }
    // A title alone repeats the task, unless both are that, and have different names.
    const isMention = again.isBare && !(first.isBare && first.name !== again.name);
    if (!inPlace || isMention) return;
    this.misnumbered.add(first.phase);
    this.problems.push({
      kind: 'duplicate-task',
      message: `Task ${first.id} exists already; this one is not read. Give it a number of its own.`,
      range: again.range,
      related: { message: `The task ${first.id} that counts.`, range: first.range },
    });
  }
}

/** Headings such as `### 1.1 Background` are tasks only where no heading says "Task". */
function withoutBareNumbers(tasks: readonly TaskDraft[]): readonly TaskDraft[] {
  return tasks.some(({ worded, headed }) => worded && headed)
    ? tasks.filter(({ worded, headed }) => worded || !headed)
    : tasks;
}
