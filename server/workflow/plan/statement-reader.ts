import { lineBefore } from '../../syntax/line.ts';
import type { BlockText, Heading, ListItem, Paragraph } from '../../syntax/markdown-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import { Checklist } from './checklist.ts';
import { namesTasks, readDependencies } from './dependencies.ts';
import { type CollectedInto, ItemCollector } from './item-collector.ts';
import type { OpenTask, Scope } from './open-section.ts';
import type { PhaseDraft, PlacedDependency } from './plan-drafts.ts';
import type { LabelKind } from './plan-labels.ts';
import { type SourceLine, valueBehind } from './source-lines.ts';

/** A label that is being read, with the place that its items would have. */
interface Statement {
  readonly kind: LabelKind;
  readonly text: string;
  readonly range: TextRange;
  readonly start: number;
  readonly scope: Scope;
  readonly task: OpenTask | undefined;
  readonly labelItem: TextRange | undefined;
  readonly headingLevel: number | undefined;
}

/**
 * Reads what a phase and its tasks state: times, dependencies, criteria, gates. The methods that read
 * a block tell whether the gate of the phase began in it, which ends the task before it.
 */
export class StatementReader {
  readonly #text: string;
  #collector: ItemCollector | undefined;
  /** What the next paragraph states, below a heading such as `### Objective`. */
  #awaited: LabelKind | undefined;
  /** Below a label that means nothing to a plan: `Time: …` in a list there is about something else. */
  #isBelowOther = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Ends what the block before began. */
  close(): void {
    this.#collector = undefined;
    this.beginSection();
  }

  /** To be told of every heading. */
  beginSection(): void {
    this.#awaited = undefined;
    this.#isBelowOther = false;
  }

  /** To be told where each item and paragraph begins: regions end. */
  arriveAt(offset: number): void {
    if (this.#collector?.reaches(offset) === false) this.#collector = undefined;
  }

  /** Whether the items that come now are criteria, parts of a gate or dependencies. */
  get takesItems(): boolean {
    return this.#collector !== undefined;
  }

  /** Whether an item is nested in the one whose label introduces such items. */
  isWithinLabel(item: ListItem): boolean {
    return this.#collector?.isNested(item) === true;
  }

  /** Whether `offset` lies in the item that was taken last. */
  holds(offset: number): boolean {
    return this.#collector?.holds(offset) === true;
  }

  collectGate(phase: PhaseDraft, headingLevel: number): void {
    this.#collector = new ItemCollector(phase.gate, {
      end: Infinity,
      hasValue: false,
      headingLevel,
    });
  }

  /** A heading that is no title: a label with what it introduces, or the end of a region. */
  heading(
    heading: Heading,
    lines: readonly SourceLine[],
    scope: Scope,
    task: OpenTask | undefined,
  ): boolean {
    const level = this.#collector?.headingLevel;
    if (level === undefined || heading.level <= level) this.close();
    const [line] = lines;
    if (line?.label?.kind === undefined) return false;
    const { kind } = line.label;
    const value = valueBehind(heading, line);
    if (value.text === '' && (kind === 'objective' || kind === 'time')) {
      this.#awaited = kind;
      return false;
    }
    const start = heading.range.start;
    const place = { labelItem: undefined, headingLevel: heading.level };
    return this.#state({ kind, ...value, start, scope, task, ...place });
  }

  item(
    item: ListItem,
    lines: readonly SourceLine[],
    scope: Scope,
    task: OpenTask | undefined,
  ): boolean {
    const label = lines[0]?.label;
    const collector = this.#collector;
    const isField =
      item.checked === undefined &&
      label?.certain === true &&
      collector?.isNested(item) !== true &&
      collector?.holds(item.range.start) !== true;
    if (collector === undefined || isField) {
      return this.lines(item, lines, scope, task, item.range);
    }
    const count = ownLines(this.#text, item, lines);
    this.#take(collector, item, lines.slice(0, count));
    return this.lines(item, lines.slice(count), scope, task);
  }

  paragraph(
    block: Paragraph | Heading,
    lines: readonly SourceLine[],
    scope: Scope,
    task: OpenTask | undefined,
  ): boolean {
    const [first] = lines;
    const kind = this.#awaited;
    this.#awaited = undefined;
    if (kind !== undefined && first !== undefined && first.label === undefined) {
      const place = { start: first.range.start, labelItem: undefined, headingLevel: undefined };
      return this.#state({ kind, ...valueBehind(block, first), scope, task, ...place });
    }
    if (first?.label === undefined && !this.holds(block.range.start)) this.#collector?.passProse();
    return this.lines(block, lines, scope, task);
  }

  /** Reads the labels among `lines`, each with its value. */
  lines(
    block: BlockText,
    lines: readonly SourceLine[],
    scope: Scope,
    task: OpenTask | undefined,
    labelItem?: TextRange,
  ): boolean {
    let gateBegan = false;
    for (const [index, line] of lines.entries()) {
      const { label, range } = line;
      const isItem = PLAIN_BULLET.test(line.written) || label?.kind === undefined;
      if (label === undefined || (isItem && BULLET.test(line.written))) {
        if (labelItem === undefined) this.#takeLine(line.range, line.written);
        continue;
      }
      if (labelItem !== undefined && this.#isBelowOther && !label.certain) continue;
      if (this.holds(range.start) && !(label.bold && label.kind !== undefined)) continue;
      if (label.kind === undefined) {
        this.#passLabel(line, labelItem !== undefined);
        continue;
      }
      const whole = label.kind === 'dependencies' ? joined(line, lines[index + 1]) : line;
      const began = this.#state({
        kind: label.kind,
        ...valueBehind(block, whole),
        start: range.start,
        scope,
        task: gateBegan ? undefined : task,
        labelItem,
        headingLevel: undefined,
      });
      gateBegan ||= began;
    }
    return gateBegan;
  }

  /** The items of a list that is indented so far that the parser takes it for code. */
  indentedItems({ start, end }: TextRange): void {
    let offset = start;
    for (const line of this.#text.slice(start, end).split(/(?<=\n|\r(?!\n))/)) {
      const written = line.trim();
      const lineStart = offset + line.indexOf(written);
      offset += line.length;
      this.#takeLine({ start: lineStart, end: lineStart + written.length }, written);
    }
  }

  /** Takes a line that looks like an item but is part of a paragraph or of code. */
  #takeLine(range: TextRange, written: string): void {
    const [bullet = '', box, symbol] = BULLET.exec(written) ?? [];
    const collector = this.#collector;
    if (bullet === '' || collector === undefined || this.holds(range.start)) return;
    const place = { start: range.start + bullet.length, end: range.end };
    const text = written
      .slice(bullet.length)
      .replaceAll(/\*\*|`/g, '')
      .trim();
    collector.takeLine({ text, range: place }, (box ?? symbol) !== undefined);
  }

  #take(collector: ItemCollector, item: ListItem, own: readonly SourceLine[]): void {
    const range = {
      start: own[0]?.range.start ?? item.source.start,
      end: own.at(-1)?.range.end ?? item.source.end,
    };
    const { text, textRange } = item.within(range);
    if (collector.into instanceof Checklist) {
      const isLabelled = item.checked === undefined && own[0]?.label?.bold === true;
      collector.take(item, { text, range: textRange }, isLabelled);
    } else {
      collector.takeDependencies(item, this.#placed(text, textRange));
    }
  }

  /** A label that means nothing to a plan; before the first item a plain one only leads to it. */
  #passLabel(line: SourceLine, isItem: boolean): void {
    const collector = this.#collector;
    if (line.label?.bold !== true && collector?.isEmpty === true) return;
    if (!isItem) this.#isBelowOther = true;
    const goesOn = CONTINUES.test(line.written);
    const isField = FIELD.test(line.written);
    if (collector?.passLabel({ goesOn, isField }) === false) this.#collector = undefined;
  }

  #state(statement: Statement): boolean {
    const { kind, text, scope, task } = statement;
    this.#isBelowOther = false;
    switch (kind) {
      case 'objective':
        this.#endRegion();
        if (task === undefined) scope.phase.objective ??= text || undefined;
        return false;
      case 'time':
        this.#endRegion();
        if (task !== undefined) task.draft.time ??= text || undefined;
        else scope.phase.duration ??= text || undefined;
        return false;
      case 'dependencies':
        this.#endRegion();
        this.#dependencies(statement);
        return false;
      case 'perhaps-dependencies':
        if (task === undefined || !namesTasks(text)) return false;
        this.#endRegion();
        task.draft.perhapsDependencies ??= this.#placed(text, statement.range);
        return false;
      case 'criteria':
      case 'perhaps-criteria':
        this.#criteria(statement, kind === 'criteria');
        return false;
      case 'gate':
      case 'perhaps-gate':
        return this.#gate(statement, kind === 'gate');
    }
  }

  /** Another label ends a region that a label began; below a heading it only parts it. */
  #endRegion(): void {
    if (
      this.#collector?.passLabel({ goesOn: false, isField: true }) === false ||
      this.#collector?.headingLevel === undefined
    ) {
      this.#collector = undefined;
    }
  }

  #dependencies({ text, range, task, ...place }: Statement): void {
    if (task === undefined || task.draft.dependencies !== undefined) return;
    const dependencies = this.#placed(text, range);
    task.draft.dependencies = dependencies;
    if (text === '') this.#collect({ dependencies }, task, false, place);
  }

  #criteria(statement: Statement, isCertain: boolean): void {
    const { text, range, task, scope } = statement;
    const owner = task !== undefined && ownsCriteria(statement, task) ? task : undefined;
    if (owner === undefined && this.#collector?.headingLevel !== undefined) {
      this.#collector.passLabel({ goesOn: true, isField: false });
      return;
    }
    if (owner === undefined && !scope.main) return;
    const into =
      owner === undefined
        ? scope.phase.perhapsGate
        : isCertain
          ? owner.draft.criteria
          : owner.draft.perhapsCriteria;
    into.addValue({ text, range });
    this.#collect(into, owner, text !== '', statement);
  }

  #gate(statement: Statement, isCertain: boolean): boolean {
    const { text, range, task, scope, start } = statement;
    const { phase, main } = scope;
    const number = PHASE_IN_LABEL.exec(this.#text.slice(start, start + 60))?.[1];
    const isOther = isCertain && number !== undefined && Number(number) !== phase.number;
    const isOfTask = !isCertain && task !== undefined && start < task.end;
    if (this.#collector?.into === phase.gate && this.#collector.headingLevel !== undefined) {
      this.#collector.passLabel({ goesOn: true, isField: false });
      return false;
    }
    if (isOther || isOfTask || !(main || phase.gate.saysNothing)) {
      this.#endRegion();
      return false;
    }
    const isNested = task?.form === 'item' && start < task.end;
    const into = isCertain ? phase.gate : phase.perhapsGate;
    into.addValue({ text, range });
    this.#collect(into, isNested ? task : undefined, text !== '', statement);
    return !isNested;
  }

  #collect(
    into: CollectedInto,
    task: OpenTask | undefined,
    hasValue: boolean,
    place: Pick<Statement, 'start' | 'labelItem' | 'headingLevel'>,
  ): void {
    const isInTask = task !== undefined && place.start < task.end;
    this.#collector = new ItemCollector(into, {
      end: isInTask ? task.end : Infinity,
      hasValue,
      ...(place.labelItem === undefined ? {} : { labelItem: place.labelItem }),
      ...(place.headingLevel === undefined ? {} : { headingLevel: place.headingLevel }),
    });
  }

  /** The dependencies that a value states, each where it stands in the document. */
  #placed(value: string, range: TextRange): PlacedDependency[] {
    const isVerbatim = this.#text.slice(range.start, range.start + value.length) === value;
    return readDependencies(value).map((dependency) => ({
      ...dependency,
      range: isVerbatim
        ? { start: range.start + dependency.start, end: range.start + dependency.end }
        : range,
    }));
  }
}

/** Words of a label below a gate's heading that introduce items of the gate. */
const CONTINUES =
  /criteria|evidence|required|requirements?|\bmust\b|before|checklist|conditions?|gate/i;

/** Labels of tasks that are no groups of criteria. */
const FIELD =
  /^[^\p{L}]*(?:test(?:s|ing)?|validation|steps?|files?|notes?|implementation|deliverables?|actions?|details?|(?:sub)?tasks?|monitoring|risks?|priority|owner|assignee|status|references?|description|context|approach|outputs?)\b/iu;

/** Whether criteria belong to the task above, or to the phase behind a bare list of tasks. */
function ownsCriteria({ start, scope }: Statement, task: OpenTask): boolean {
  if (task.form !== 'item' || start < task.end) return true;
  const isBareList = scope.phase.tasks.length > 1 && (scope.phase.tasks.at(-2)?.isBare ?? false);
  return task.draft.criteria.saysNothing && !isBareList;
}

/** How many of an item's lines are its own: up to a label, or a line in bold left of its text. */
function ownLines(text: string, item: ListItem, lines: readonly SourceLine[]): number {
  const own = columnOf(text, item.range.start);
  const index = lines.findIndex(({ label, written, range }, line) => {
    if (line === 0) return false;
    if (label !== undefined && (label.bold || label.kind !== undefined)) return true;
    return /^(?:\*\*|__)/.test(written) && columnOf(text, range.start) <= own;
  });
  return index === -1 ? lines.length : index;
}

function columnOf(text: string, offset: number): number {
  return lineBefore(text, offset, 200).length;
}

/** A line with the next one, if it ends in a comma and that is no label. */
function joined(line: SourceLine, next: SourceLine | undefined): SourceLine {
  if (next === undefined || next.label !== undefined || !/,\s*$/.test(line.written)) return line;
  return { ...line, range: { start: line.range.start, end: next.range.end } };
}

/** What begins an item, for an author: a bullet with or without a box, or the symbol of a box. */
const BULLET =
  /^(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+(\[[ xX]\][ \t]+)?|([✅❌⬜☐☑✔✓]\uFE0F?[ \t]*))(?=\S)/u;
const PLAIN_BULLET = /^(?:[-*+•]|\d{1,3}[.)])[ \t]/;

const PHASE_IN_LABEL = /^[^\p{L}\r\n]*phase[ \t]+(\d+)/iu;
