import { blocksOf, linksIn, type Table } from '../syntax/markdown-tree.ts';
import type { TextRange } from '../syntax/text-range.ts';
import { DocumentReader } from './document-reader.ts';
import { labelsIn } from './labels.ts';
import { readLinkTarget } from './link-target.ts';
import type { MarkdownDocument, MarkdownSummary } from './markdown-document.ts';
import { readNumberedTitle } from './numbered-title.ts';
import { withoutStatus } from './status-marks.ts';

/**
 * What a phase.md states (FORMAT.md (c), both dialects). Positions: `title` with `/number` and
 * `/name`, `label/NAME` with `/number`, `task/I` with `/number`, `/name` and `/file`, `gate`,
 * `gate/checklist/I`, `evidence/NAME` with `/type`, `command/I` with `/symbol`, `/name`, `/argument`
 * and `/target/J`, `link/I`. I and J are indices into the lists of the summary.
 */
export interface PhaseSummary extends MarkdownSummary {
  readonly tasks: readonly TaskReference[];
  readonly gate: GateSection;
}

/** A task as the phase lists it. */
export interface TaskReference {
  readonly number?: number;
  readonly name: string;
  readonly file?: string;
}

export interface GateSection {
  readonly present: boolean;
  /** The boxes to be ticked, without the ✅/❌ behind them. */
  readonly checklist: readonly string[];
  readonly evidence: readonly EvidenceRow[];
}

/** A row of the evidence table. Validators are named for people here, not by the gate's names. */
export interface EvidenceRow {
  readonly name: string;
  readonly type?: string;
  readonly validator?: string;
  readonly description?: string;
}

/** Reads a phase.md, or a template of one. Never fails: what is not there is absent. */
export function readPhaseDocument(text: string): MarkdownDocument<PhaseSummary> {
  const reader = new DocumentReader(text);
  const tasks = readTasks(reader);
  const gate = readGate(reader);
  return reader.document({ ...reader.common('phase'), tasks, gate });
}

/** The tasks: those under `### Task K: Name` headings, else the rows of the table of tasks. */
function readTasks(reader: DocumentReader): TaskReference[] {
  const underHeadings = tasksUnderHeadings(reader);
  return underHeadings.length > 0 ? underHeadings : tasksInTable(reader);
}

function tasksUnderHeadings(reader: DocumentReader): TaskReference[] {
  const tasks: TaskReference[] = [];
  for (const heading of reader.headings) {
    const title = heading.level > 1 ? readNumberedTitle(heading.text, 'task') : undefined;
    if (title === undefined) continue;
    const { number, name = '' } = title;
    const label = labelsIn(reader.tree, reader.text, reader.bodyFrom(heading.range.end)).find(
      (candidate) => candidate.name.toLowerCase() === 'file',
    );
    const anchor = `task/${tasks.length}`;
    const numberRange = reader.find(String(number), heading.textRange);
    reader.place(anchor, heading.textRange);
    reader.place(`${anchor}/number`, numberRange);
    reader.place(
      `${anchor}/name`,
      reader.find(name, { start: numberRange.end, end: heading.textRange.end }),
    );
    const file =
      label === undefined ? undefined : readFile(reader, label.value, label.valueRange, anchor);
    tasks.push({ number, name, ...(file === undefined ? {} : { file }) });
  }
  return tasks;
}

function tasksInTable(reader: DocumentReader): TaskReference[] {
  const found = findTable(reader, { name: /^(?:task|name)$/, file: /^file$/ });
  if (found === undefined) return [];
  const { table, columns } = found;
  const numberColumn = columnOf(table, /^(?:#|no\.?|number)$/);
  const tasks: TaskReference[] = [];
  for (const row of table.rows) {
    const name = row[columns.name];
    if (name === undefined || name.text === '') continue;
    const anchor = `task/${tasks.length}`;
    reader.place(anchor, name.textRange);
    reader.place(`${anchor}/name`, name.textRange);
    const number = row[numberColumn];
    if (number !== undefined) reader.place(`${anchor}/number`, number.textRange);
    const file = row[columns.file];
    const path = file && readFile(reader, file.text, file.range, anchor);
    tasks.push({
      ...(/^\d{1,9}$/.test(number?.text ?? '') ? { number: Number(number?.text) } : {}),
      name: name.text,
      ...(path === undefined ? {} : { file: path }),
    });
  }
  return tasks;
}

/** The file that a label or cell names: by a link, or by its bare name, in backticks or not. */
function readFile(
  reader: DocumentReader,
  written: string,
  range: TextRange,
  anchor: string,
): string | undefined {
  const link = linksIn(reader.tree, range)[0];
  // A `*` within is a generator's pattern, and no emphasis.
  const bare = written.trim().replaceAll(/^[`*_]+|[`*_]+$/g, '');
  const path = readLinkTarget(link?.target ?? bare)?.path;
  if (path === undefined || path === '') return undefined;
  if (link !== undefined) reader.claim(link.targetRange);
  reader.place(`${anchor}/file`, link?.targetRange ?? reader.find(bare, range));
  return path;
}

function readGate(reader: DocumentReader): GateSection {
  const heading = reader.headings.find(({ level, text }) => level > 1 && GATE_TITLE.test(text));
  const command = reader.commands.find(
    ({ form, name }) => form === 'command' && name === 'VALIDATE-GATE',
  );
  const evidence = readEvidence(reader);
  const place = heading?.textRange ?? command?.range;
  if (place !== undefined) reader.place('gate', place);
  const checklist =
    heading !== undefined
      ? readChecklist(reader, reader.sectionOf(heading))
      : command !== undefined
        ? readChecklist(reader, reader.bodyFrom(command.range.end))
        : [];
  return { present: place !== undefined || evidence.length > 0, checklist, evidence };
}

const GATE_TITLE = /validat(?:ion|e)[\s-]gate|checkpoint/i;

function readChecklist(reader: DocumentReader, region: TextRange): string[] {
  return blocksOf(reader.tree, 'item')
    .filter(
      ({ checked, range }) =>
        checked !== undefined && region.start <= range.start && range.start < region.end,
    )
    .map(({ text, textRange }, index) => {
      reader.place(`gate/checklist/${index}`, textRange);
      return withoutStatus(text);
    });
}

function readEvidence(reader: DocumentReader): EvidenceRow[] {
  const found = findTable(reader, { name: /^(?:evidence|field)\b/, type: /^type$/ });
  if (found === undefined) return [];
  const { table, columns } = found;
  const validatorColumn = columnOf(table, /^validat(?:or|ion)$/);
  const descriptionColumn = columnOf(table, /^description$/);
  return table.rows.flatMap((row) => {
    const name = row[columns.name];
    if (name === undefined || name.text === '') return [];
    const type = row[columns.type];
    reader.place(`evidence/${name.text}`, name.textRange);
    if (type !== undefined) reader.place(`evidence/${name.text}/type`, type.textRange);
    return [
      {
        name: name.text,
        ...optional('type', type?.text),
        ...optional('validator', row[validatorColumn]?.text),
        ...optional('description', row[descriptionColumn]?.text),
      },
    ];
  });
}

/** The first table that has all the columns, and which they are. */
function findTable<Column extends string>(
  reader: DocumentReader,
  titles: Readonly<Record<Column, RegExp>>,
): { table: Table; columns: Record<Column, number> } | undefined {
  for (const table of blocksOf(reader.tree, 'table')) {
    const columns = Object.fromEntries(
      Object.entries<RegExp>(titles).map(([column, title]) => [column, columnOf(table, title)]),
    ) as Record<Column, number>;
    if (Object.values<number>(columns).every((column) => column !== -1)) return { table, columns };
  }
  return undefined;
}

/** The index of the column with that title, -1 if there is none. */
function columnOf(table: Table, title: RegExp): number {
  return table.header.findIndex(({ text }) => title.test(text.toLowerCase()));
}

function optional<Key extends string>(key: Key, text: string | undefined): { [K in Key]?: string } {
  return text === undefined || text === '' ? {} : ({ [key]: text } as { [K in Key]: string });
}
