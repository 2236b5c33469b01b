import type {
  Block,
  BlockText,
  CodeBlock,
  Heading,
  ListItem,
  MarkdownTree,
  Paragraph,
} from '../../syntax/markdown-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import { DraftedPlan } from './drafted-plan.ts';
import type { OpenTask, Scope } from './open-section.ts';
import { isGate } from './phase-heading.ts';
import { TaskDraft } from './plan-drafts.ts';
import { readPlanLabel } from './plan-labels.ts';
import { isPlainHeading, isQuoted, type PlanOutline } from './plan-outline.ts';
import { type SourceLine, sourceLines } from './source-lines.ts';
import { StatementReader } from './statement-reader.ts';
import { isBoldThroughout, readTaskTitle, type TaskTitle } from './task-title.ts';

/** One walk over the blocks of a tasks.md: finds the titles, and hands on what stands below them. */
export class TasksReader {
  readonly plan: DraftedPlan;
  readonly #text: string;
  readonly #outline: PlanOutline;
  readonly #statements: StatementReader;
  /** The headings above the block, by their levels. */
  readonly #above: (string | undefined)[] = [];
  #level = 0;
  #scope: Scope | undefined;
  #task: OpenTask | undefined;

  constructor(text: string, outline: PlanOutline) {
    this.#text = text;
    this.#outline = outline;
    this.plan = new DraftedPlan(outline.phases);
    this.#statements = new StatementReader(text);
  }

  read(tree: MarkdownTree): void {
    for (const block of tree.blocks) this.#block(block);
    this.plan.settle();
  }

  #block(block: Block): void {
    if (block.kind === 'table' || isQuoted(this.#text, block.range)) return;
    if (block.kind === 'code') this.#code(block);
    else if (block.kind === 'item') this.#item(block);
    else if (block.kind === 'paragraph') this.#paragraph(block);
    else if (isPlainHeading(block, this.#text)) this.#heading(block);
    else this.#underlined(block);
  }

  /** A list that is indented too far is code to the parser, and a list to its author. */
  #code(block: CodeBlock): void {
    this.#statements.arriveAt(block.range.start);
    if (!block.fenced && this.#scope !== undefined) this.#statements.indentedItems(block.range);
  }

  /** What `---` or `===` underlines: most often a paragraph above a rule, so it is read as one. */
  #underlined(heading: Heading): void {
    if (readsAsPhase(heading.text)) {
      this.plan.problems.push({
        kind: 'underlined-phase',
        message: `An underlined heading begins no phase. Write \`## ${heading.text}\`.`,
        range: heading.textRange,
      });
      this.#leave();
      return;
    }
    this.#paragraph(heading);
  }

  #heading(heading: Heading): void {
    this.#statements.beginSection();
    this.#level = heading.level;
    this.#above.length = heading.level;
    this.#above[heading.level] = heading.text;

    const phase = this.#outline.byHeading.get(heading);
    if (phase !== undefined) {
      this.#enter({ phase, level: heading.level, main: true });
      return;
    }
    const about = this.#outline.phaseHeadings.get(heading);
    if (about?.role === 'gate' || isGate(heading.text)) {
      this.#gateHeading(heading, about?.number);
      return;
    }
    const title = readTaskTitle(heading.text, heading.text);
    if (title !== undefined && this.#taskHeading(heading, title)) return;

    const isBelow = this.#scope !== undefined && heading.level > this.#scope.level;
    if (about !== undefined && !isBelow) {
      const again = this.plan.phases.get(about.number);
      if (again === undefined) this.#leave();
      else if (again !== this.#scope?.phase || !this.#scope.main) {
        this.#enter({ phase: again, level: heading.level, main: false });
      }
      return;
    }
    if (!isBelow) this.#leave();
    this.#labelHeading(heading);
  }

  /** A heading below that of the phase: it may be a label, and ends what it does not lie in. */
  #labelHeading(heading: Heading): void {
    const task = this.#task;
    const lines = sourceLines(this.#text, heading);
    const [line] = lines;
    const isLabelOfTask =
      task?.form === 'heading'
        ? heading.level > task.level || line?.label?.kind === 'criteria'
        : task?.form === 'paragraph'
          ? heading.level > task.level
          : task !== undefined && heading.range.start < task.end;
    if (task !== undefined && !isLabelOfTask) this.#task = undefined;
    const scope = this.#scope;
    if (scope === undefined) this.#statements.close();
    else this.#endTaskIf(this.#statements.heading(heading, lines, scope, this.#task));
  }

  #gateHeading(heading: Heading, number: number | undefined): void {
    const scope = this.#scope;
    const phase = number === undefined ? scope?.phase : this.plan.phases.get(number);
    const isCurrent = scope !== undefined && scope.phase === phase;
    if (scope !== undefined && !isCurrent && heading.level <= scope.level) this.#leave();
    this.#task = undefined;
    this.#statements.close();
    if (phase === undefined) return;
    if ((isCurrent && scope?.main) || phase.gate.saysNothing) {
      if (this.#scope === undefined) this.#enter({ phase, level: heading.level, main: false });
      this.#statements.collectGate(phase, heading.level);
    }
  }

  #taskHeading(heading: Heading, title: TaskTitle): boolean {
    if (!CAN_BEGIN_NAME.test(title.name) || labelsTask(heading.text)) return false;
    const scope = this.#scope;
    if (this.#isElsewhere(title)) {
      if (!title.worded || title.struck) return false;
      this.#outside(title, heading, { form: 'heading', end: Infinity, level: heading.level });
      return true;
    }
    if (scope === undefined) return false;
    if (!title.worded && title.phase !== scope.phase.number) return false;
    this.#open(title, { form: 'heading', end: Infinity, level: heading.level }, heading.textRange);
    return true;
  }

  #item(item: ListItem): void {
    const lines = sourceLines(this.#text, item);
    const [first, ...rest] = lines;
    if (first === undefined) return;
    this.#statements.arriveAt(item.range.start);
    const title = readTaskTitle(item.within(first.range).text, first.written);
    if (title !== undefined && this.#isTask(item, title)) {
      const name = this.#wholeTitle(item, first, rest);
      const end = item.range.end;
      const read = readTaskTitle(name.text, first.written) ?? title;
      const place = { form: 'item', end, level: this.#level } as const;
      if (this.#isElsewhere(title)) this.#outside(read, item, place, name.range);
      else this.#open(read, place, name.range);
      this.#lines(item, name.rest);
      return;
    }
    if (this.#scope === undefined) return;
    this.#endTaskIf(this.#statements.item(item, lines, this.#scope, this.#task));
  }

  /** Whether a title in a list is that of a task, rather than a mention. */
  #isTask(item: ListItem, title: TaskTitle): boolean {
    const { id } = title;
    const scope = this.#scope;
    const marked = title.separated || title.bold;
    const isStrict = title.worded && marked && item.checked !== undefined;
    if (scope === undefined) return isStrict && !title.struck;
    if (!CAN_BEGIN_NAME.test(title.name)) return false;

    const isOwn = title.phase === scope.phase.number;
    const task = this.#task;
    const isNested = task !== undefined && item.range.start < task.end && task.form === 'item';
    const isDoubtful =
      isNested || (task !== undefined && task.form !== 'item') || this.#statements.takesItems;
    if (isDoubtful) {
      // Below another task and among criteria tasks are mentioned; a new one is told by its form, and
      // among criteria by what stands below it.
      const isNew = isOwn && !this.plan.has(id) && !this.#outline.headedTasks.has(id);
      const isAlone = this.#text.slice(item.source.end, item.range.end).trim() === '';
      if (this.#statements.takesItems && (isAlone || this.#statements.isWithinLabel(item))) {
        return false;
      }
      return isStrict && isNew && title.bold;
    }
    // A later section about a phase mentions its tasks; what is new there must look like one.
    const isMention = !scope.main && !isStrict && scope.phase.tasks.length > 0;
    if (isMention && !this.plan.has(id)) return false;
    const beginsName = /^[\p{Lu}`"']/u.test(title.name);
    if (title.worded) return marked || beginsName;
    if (!isOwn) return false;
    return marked ? /^[\p{L}`"']/u.test(title.name) : beginsName && item.checked !== undefined;
  }

  /** The lines of an item that its title takes: up to a label or a hard break. */
  #wholeTitle(
    item: ListItem,
    first: SourceLine,
    rest: readonly SourceLine[],
  ): { text: string; range: SourceLine['range']; rest: readonly SourceLine[] } {
    let count = 0;
    let end = first.range.end;
    while (count < rest.length) {
      const line = rest[count];
      const gap = this.#text.slice(end, line?.range.start);
      if (line === undefined || line.label !== undefined || !/[\r\n]/.test(gap)) break;
      if (/(?: {2}|\\)\r?$/.test(this.#text.slice(Math.max(0, end - 3), end))) break;
      if (/^(?:\*\*|__)/.test(line.written)) break;
      end = line.range.end;
      count += 1;
    }
    const { text, textRange } = item.within({ start: first.range.start, end });
    return { text, range: textRange, rest: rest.slice(count) };
  }

  #paragraph(block: Paragraph | Heading): void {
    this.#statements.arriveAt(block.range.start);
    const lines = sourceLines(this.#text, block);
    const [first, ...rest] = lines;
    if (first === undefined) return;
    const title = readTaskTitle(block.within(first.range).text, first.written);
    if (title !== undefined && this.#isBoldTask(block, first, title)) {
      const { textRange } = block.within(first.range);
      const place = { form: 'paragraph', end: Infinity, level: this.#level } as const;
      if (this.#isElsewhere(title)) this.#outside(title, block, place, textRange);
      else this.#open(title, place, textRange);
      this.#lines(block, rest);
      return;
    }
    if (this.#scope === undefined) return;
    this.#endTaskIf(this.#statements.paragraph(block, lines, this.#scope, this.#task));
  }

  /** What stands below a title in its own block. */
  #lines(block: BlockText, lines: readonly SourceLine[]): void {
    if (this.#scope === undefined) return;
    this.#endTaskIf(this.#statements.lines(block, lines, this.#scope, this.#task));
  }

  #endTaskIf(gateBegan: boolean): void {
    if (gateBegan) this.#task = undefined;
  }

  #isBoldTask(block: BlockText, first: SourceLine, title: TaskTitle): boolean {
    if (!title.bold || !CAN_BEGIN_NAME.test(title.name)) return false;
    if (first.label?.kind !== undefined) return false;
    if (this.#task?.form === 'item' && block.source.start < this.#task.end) return false;
    if (this.#statements.holds(block.source.start)) return false;
    if (!title.worded && title.phase !== this.#scope?.phase.number) return false;
    return title.separated || isBoldThroughout(first.written.trimEnd());
  }

  #open(title: TaskTitle, place: Omit<OpenTask, 'draft'>, range: TextRange): void {
    const scope = this.#scope;
    if (scope === undefined) return;
    this.#statements.close();
    const draft = new TaskDraft(title, range, place.form === 'heading');
    this.#task = { draft, ...place };
    if (!title.struck) this.plan.add(draft, scope.phase, scope.main);
  }

  /** Whether a title stands in no phase's section, or in a later one about another phase. */
  #isElsewhere({ phase }: TaskTitle): boolean {
    const scope = this.#scope;
    if (scope === undefined) return true;
    return !scope.main && phase !== scope.phase.number && this.plan.phases.has(phase);
  }

  /** A task in no phase's section counts for its phase, unless it is mentioned in a summary. */
  #outside(
    title: TaskTitle,
    block: BlockText,
    place: Omit<OpenTask, 'draft'>,
    range = block.textRange,
  ): void {
    const above = this.#above.filter((text) => text !== undefined);
    const isDefined =
      place.form === 'heading'
        ? title.separated && !above.slice(0, -1).some((text) => ABOUT_OTHERS.test(text))
        : above.some((text) => ABOUT_TASKS.test(text) && !ABOUT_OTHERS.test(text));
    const phase = this.plan.phases.get(title.phase);
    if (phase !== undefined && !isDefined) return;
    const draft = new TaskDraft(title, range, place.form === 'heading');
    this.plan.addOutside(draft, phase);
    if (phase === undefined) return;
    const level = place.form === 'heading' ? place.level - 1 : place.level;
    this.#enter({ phase, level, main: false });
    this.#task = { draft, ...place };
  }

  #enter(scope: Scope): void {
    this.#scope = scope;
    this.#task = undefined;
    this.#statements.close();
  }

  #leave(): void {
    this.#scope = undefined;
    this.#task = undefined;
    this.#statements.close();
  }
}

/** `Task 1.1 Acceptance Criteria`: about a task, and no title of one. */
function labelsTask(text: string): boolean {
  return readPlanLabel(text)?.kind !== undefined;
}

/** `and 1.3`, `→ Task 1.2`, `, 1.3`: what follows a number that is mentioned. */
const CAN_BEGIN_NAME = /^(?:$|[^\s,&→+/<>=)|]|<)/u;
const ABOUT_TASKS = /\b(?:tasks?|breakdown|implementation|work items)\b/i;
const ABOUT_OTHERS =
  /summary|depend|risk|metric|estimat|timeline|future|appendix|mapping|traceab|matrix|graph|diagram|tracking|order/i;

function readsAsPhase(text: string): boolean {
  return /^[^\p{L}\p{N}]*phase\s+\d{1,6}\s*[:.–—-]/iu.test(text);
}
