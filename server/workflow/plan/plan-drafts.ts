import type { TextRange } from '../../syntax/text-range.ts';
import { Checklist, type Entry } from './checklist.ts';
import type { StatedDependency } from './dependencies.ts';
import type { PhaseHeading } from './phase-heading.ts';
import type { TaskTitle } from './task-title.ts';

/** A phase that is being read. */
export class PhaseDraft {
  readonly number: number;
  readonly name: string;
  readonly range: TextRange;
  readonly separated: boolean;
  objective: string | undefined;
  duration: string | undefined;
  readonly tasks: TaskDraft[] = [];
  readonly gate = new Checklist();
  /** What counts as the gate of a phase that has none by that name. */
  readonly perhapsGate = new Checklist();

  constructor({ number, name, role }: PhaseHeading, range: TextRange) {
    this.number = number;
    this.name = name;
    this.range = range;
    this.separated = role === 'phase';
  }

  get gateEntries(): Entry[] {
    return (this.gate.saysNothing ? this.perhapsGate : this.gate).entries();
  }
}

/** A dependency as stated, in the place where it stands in the document. */
export interface PlacedDependency extends StatedDependency {
  readonly range: TextRange;
}

/** A task that is being read. */
export class TaskDraft {
  readonly id: string;
  readonly phase: number;
  readonly worded: boolean;
  /** Whether a heading names it. */
  readonly headed: boolean;
  readonly name: string;
  readonly range: TextRange;
  time: string | undefined;
  /** Absent until the task states some, or that there are none. */
  dependencies: PlacedDependency[] | undefined;
  perhapsDependencies: PlacedDependency[] | undefined;
  readonly criteria = new Checklist();
  /** What counts as the criteria of a task that has none by that name. */
  readonly perhapsCriteria = new Checklist();

  constructor(title: TaskTitle, range: TextRange, headed: boolean) {
    this.id = title.id;
    this.phase = title.phase;
    this.worded = title.worded;
    this.headed = headed;
    this.name = title.name || `Task ${this.id}`;
    this.range = range;
  }

  /** Whether nothing but its title is known. */
  get isBare(): boolean {
    return (
      this.time === undefined &&
      this.dependencies === undefined &&
      this.criteria.saysNothing &&
      this.perhapsCriteria.saysNothing
    );
  }

  get criteriaEntries(): Entry[] {
    return (this.criteria.saysNothing ? this.perhapsCriteria : this.criteria).entries();
  }
}
