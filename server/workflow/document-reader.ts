import { parseMarkdown } from '../syntax/markdown.ts';
import {
  blocksOf,
  firstFrom,
  type Heading,
  isProse,
  type MarkdownTree,
} from '../syntax/markdown-tree.ts';
import type { TextRange } from '../syntax/text-range.ts';
import { type Command, parseCommands } from './commands.ts';
import { labelsIn } from './labels.ts';
import { type LinkTarget, readLinkTarget } from './link-target.ts';
import type {
  CommandSummary,
  LabelSummary,
  MarkdownDocument,
  MarkdownSummary,
  SubmissionSummary,
  TitleSummary,
} from './markdown-document.ts';
import { readNumberedTitle } from './numbered-title.ts';
import { submissionsIn } from './submissions.ts';
import { unclosedFence } from './unclosed-fence.ts';

/** A document that is being read: its parts, and the positions found so far. */
export class DocumentReader {
  readonly text: string;
  readonly tree: MarkdownTree;
  readonly headings: readonly Heading[];
  readonly commands: readonly Command[];
  readonly positions = new Map<string, TextRange>();
  /** Where the targets start that have been read as something better than a plain link. */
  readonly #claimed = new Set<number>();

  constructor(text: string, tree = parseMarkdown(text)) {
    this.text = text;
    this.tree = tree;
    this.headings = blocksOf(this.tree, 'heading');
    this.commands = parseCommands(this.tree, text);
  }

  place(anchor: string, range: TextRange): void {
    if (!this.positions.has(anchor)) this.positions.set(anchor, range);
  }

  /** Notes that the target at `range` is accounted for: it is not listed among the links. */
  claim(range: TextRange): void {
    this.#claimed.add(range.start);
  }

  /** The first place of `written` in `range`, else all of `range`. */
  find(written: string, range: TextRange): TextRange {
    const index = this.text.slice(range.start, range.end).indexOf(written);
    if (written === '' || index === -1) return range;
    return { start: range.start + index, end: range.start + index + written.length };
  }

  /** From `start` to the next heading of any level. */
  bodyFrom(start: number): TextRange {
    const next = this.headings[firstFrom(this.headings, start)];
    return { start, end: next?.range.start ?? this.text.length };
  }

  /** From the end of a heading to the next one that is not below it. */
  sectionOf(heading: Heading): TextRange {
    const next = this.headings.find(
      (other) => other.range.start >= heading.range.end && other.level <= heading.level,
    );
    return { start: heading.range.end, end: next?.range.start ?? this.text.length };
  }

  /** The title, labels, commands and links. To be called last: links are what is left. */
  common(kind: 'phase' | 'task'): MarkdownSummary {
    const heading = this.headings.find(({ level }) => level === 1);
    const labels = this.#labels(heading);
    const commands = this.commands
      .filter(({ form }) => form === 'command')
      .map((command, index) => this.#command(command, index));
    const submissions = this.#submissions();
    return {
      ...(heading === undefined ? {} : { title: this.#title(heading, kind) }),
      labels,
      commands,
      mentioned: [
        ...new Set(
          this.commands.filter((command) => this.#opensLine(command)).map(({ name }) => name),
        ),
      ].toSorted(),
      ...(submissions.length === 0 ? {} : { submissions }),
      ...(unclosedFence(this.tree, this.text) === undefined ? {} : { endsInFence: true as const }),
      links: this.#links(),
    };
  }

  document<Summary>(summary: Summary): MarkdownDocument<Summary> {
    const { positions, tree, commands } = this;
    return { summary, positions, tree, commands, lines: tree.lineCount };
  }

  #title(heading: Heading, kind: 'phase' | 'task'): TitleSummary {
    const { text, textRange } = heading;
    this.place('title', textRange);
    const numbered = readNumberedTitle(text, kind);
    if (numbered === undefined) {
      // A task may have a bare name for its title; of a phase only `Phase N: Name` is certain.
      if (kind === 'phase' || TITLE_WORD.test(text)) return { text };
      this.place('title/name', textRange);
      return { text, name: text };
    }
    const { number, name } = numbered;
    const numberRange = this.find(String(number), textRange);
    this.place('title/number', numberRange);
    if (name === undefined) return { text, number };
    this.place('title/name', this.find(name, { start: numberRange.end, end: textRange.end }));
    return { text, number, name };
  }

  #labels(title: Heading | undefined): LabelSummary[] {
    const region = this.bodyFrom(title?.range.end ?? 0);
    const labels: LabelSummary[] = [];
    for (const { name, value, valueRange } of labelsIn(this.tree, this.text, region)) {
      if (this.positions.has(`label/${name}`)) continue;
      labels.push({ name, value });
      this.place(`label/${name}`, valueRange);
      const number = /^\d+/.exec(value)?.[0];
      if (number !== undefined) this.place(`label/${name}/number`, this.find(number, valueRange));
    }
    return labels;
  }

  #submissions(): SubmissionSummary[] {
    return submissionsIn(this.tree, this.text).map(({ phase, names }, index) => {
      for (const [place, { range }] of names.entries()) {
        this.place(`submission/${index}/${place}`, range);
      }
      return {
        ...(phase === undefined ? {} : { phase }),
        names: names.map(({ name }) => name),
      };
    });
  }

  /** Whether a mention stands where a command would: in a heading or item, not in code or a sentence. */
  #opensLine({ form, range }: Command): boolean {
    if (form !== 'mention' || !isProse(this.tree, range.start)) return false;
    const before = this.text.slice(Math.max(0, range.start - LONGEST_MARKS), range.start);
    return /(?:^|[\r\n])[\s>*_+#\d.)-]*$/.test(before);
  }

  #command(command: Command, index: number): CommandSummary {
    const anchor = `command/${index}`;
    this.place(anchor, command.range);
    this.place(`${anchor}/symbol`, command.symbolRange);
    this.place(`${anchor}/name`, command.nameRange);
    this.place(`${anchor}/argument`, command.argumentRange);
    for (const [target, { range }] of command.targets.entries()) {
      this.place(`${anchor}/target/${target}`, range);
      // What is to be read may be any link, with a heading; the others are the way through the phase.
      if (command.spec?.argument !== 'link-or-prose') this.claim(range);
    }
    const { symbol, name, spec, nearest } = command;
    return {
      symbol,
      name,
      known: spec !== undefined,
      ...(nearest === undefined ? {} : { nearest: { symbol: nearest.symbol, name: nearest.name } }),
      ...(spec === undefined ? {} : { argument: spec.argument }),
      hasArgument: command.argument !== '',
      targets: command.targets.map(({ path }) => path),
    };
  }

  #links(): LinkTarget[] {
    const links: LinkTarget[] = [];
    for (const { target, targetRange } of this.tree.links) {
      const read = this.#claimed.has(targetRange.start) ? undefined : readLinkTarget(target);
      if (read === undefined) continue;
      // Several links may share a definition: it is wrong once.
      this.claim(targetRange);
      this.place(`link/${links.length}`, targetRange);
      links.push(read);
    }
    return links;
  }
}

/** Marks of quotes, lists and headings take no more before a mention. */
const LONGEST_MARKS = 20;
const TITLE_WORD = /^(?:phase|task)\b/i;
