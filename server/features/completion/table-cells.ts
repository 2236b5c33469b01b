import { STATUS_MARKS } from '../../workflow/command-language.ts';
import { EVIDENCE_TYPES, type Gate } from '../../workflow/gate.ts';
import { asText } from '../markup.ts';
import { nameIn, phaseAround } from '../workflow-places.ts';
import type { Offer } from './completion-item.ts';
import type { MarkdownCompletion } from './markdown-cursor.ts';
import { type TableCell, tableCellAt } from './table-cell.ts';

/** Cells of the two tables of a phase.md: its evidence, and its tasks (FORMAT.md (c)). */
export const tableCells: MarkdownCompletion = ({ document, workflow, offset, before }) => {
  if (document.kind !== 'phase' || !before.trimStart().startsWith('|')) return undefined;
  const cell = tableCellAt(document.text, offset);
  const phase = phaseAround(document, workflow);
  if (cell === undefined || phase === undefined) return undefined;
  const title = cell.titles[cell.column] ?? '';
  const isEvidence = cell.titles.some((other) => EVIDENCE_TITLE.test(other));
  if (isEvidence && cell.titles.includes('type')) {
    if (EVIDENCE_TITLE.test(title)) return evidenceNames(cell, phase.gate);
    return title === 'type' ? evidenceTypes(cell, phase.gate) : undefined;
  }
  if (!cell.titles.includes('file')) return undefined;
  if (title === 'status') return statusMarks(cell);
  if (title !== 'file') return undefined;
  return notYet(phase.tasks, ({ name }) => name, cell).map(
    ({ name, summary }): Offer => ({
      ...inCell(cell, name),
      kind: 'file',
      detail: nameIn(summary) ?? '',
    }),
  );
};

const EVIDENCE_TITLE = /^(?:evidence|field)\b/;

function evidenceNames(cell: TableCell, gate: Gate | undefined): Offer[] {
  return notYet(gate?.fields ?? [], ({ name }) => name, cell).map((field) => ({
    ...inCell(cell, field.name),
    kind: 'name',
    detail: `${field.type}${field.required ? ', required' : ''}`,
    documentation: asText(field.description),
    newText: `\`${field.name}\``,
    filterText: `\`${field.name}`,
  }));
}

function evidenceTypes(cell: TableCell, gate: Gate | undefined): Offer[] {
  const field = gate?.fields.find(({ name }) => cell.row.includes(name));
  const types = new Set([...(field === undefined ? [] : [field.type]), ...EVIDENCE_TYPES]);
  return [...types].map((type) => ({
    ...inCell(cell, type),
    kind: 'value',
    ...(type === field?.type ? { detail: 'the type in the gate' } : {}),
  }));
}

const STATUS_MEANINGS = ['done', 'failed', 'open', 'under way'];

function statusMarks(cell: TableCell): Offer[] {
  return STATUS_MARKS.map((mark, index) => ({
    ...inCell(cell, mark),
    kind: 'symbol',
    detail: STATUS_MEANINGS[index] ?? '',
  }));
}

/** Those that no other row names in this column, then the rest. */
function notYet<T>(all: readonly T[], nameOf: (one: T) => string, cell: TableCell): T[] {
  const named = new Set(cell.otherRows.map((row) => row[cell.column]));
  const isNamed = (one: T): boolean => named.has(nameOf(one));
  return [...all.filter((one) => !isNamed(one)), ...all.filter(isNamed)];
}

function inCell({ range }: TableCell, text: string) {
  return { label: text, replace: range, newText: text };
}
