import type { EvidenceFieldItem, GateDescribeResult } from '../../../protocol/gate-requests.ts';
import { table, wrapped } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { shellWord } from '../shell-word.ts';

/** What a gate asks for, field by field. */
export function evidencePart(gate: GateDescribeResult, { colours, width }: Terminal): string {
  if (!gate.usable) {
    return `${colours.red('✗')} The gate file cannot be used: the phase cannot be completed until it is repaired.`;
  }
  if (gate.source === 'permissive') {
    return wrapped('The phase has no gate file: any evidence passes, and none is needed.', width);
  }
  const how = gate.strict
    ? 'strict: all of it must hold'
    : 'lenient: what does not hold is a warning';
  const rows = gate.evidence.map((field) => [
    field.name,
    field.type,
    field.required ? 'required' : colours.dim('optional'),
    [field.description, checkOf(field, gate, colours.dim)].filter((line) => line !== '').join('\n'),
  ]);
  const rules = gate.crossFieldRules.map(({ errorMessage }) => [colours.dim('·'), errorMessage]);
  return [
    `${colours.bold('Evidence')} ${colours.dim(`(${how})`)}`,
    rows.length === 0 ? '  none' : table(rows, width),
    ...(rules.length === 0
      ? []
      : [
          '',
          `${colours.bold('Rules across fields')} ${colours.dim('(what is said when one is broken)')}`,
          table(rules, width),
        ]),
  ].join('\n');
}

/** What is checked: the gate's own lambda, or the library's words. */
function checkOf(
  field: EvidenceFieldItem,
  gate: GateDescribeResult,
  dim: (text: string) => string,
): string {
  const { passesWhen, validator } = field;
  if (validator === undefined) return '';
  const own = gate.validators.find(({ name }) => name === validator);
  if (own !== undefined) return dim(`${validator}: ${own.lambda}`);
  if (passesWhen === undefined) return dim(`${validator}, which is not defined`);
  return dim(`passes when ${passesWhen}`);
}

/** What to write for a value of each type. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  boolean: 'true',
  integer: 'N',
  string: 'TEXT',
  list: 'ITEM',
  object: "'{…}'",
  dict: "'{…}'",
};

/** The words of `complete` for a gate, with a place for each field that is required. */
export function completeWords({ phase, evidence }: GateDescribeResult): string {
  const pairs = evidence
    .filter(({ required }) => required)
    .map(({ name, type }) => shellWord(`${name}=`) + (PLACEHOLDERS[type] ?? 'JSON'));
  return ['complete', String(phase), ...pairs].join(' ');
}
