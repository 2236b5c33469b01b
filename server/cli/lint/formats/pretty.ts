import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Severity } from '../../../diagnostics/rule.ts';
import { rulePageUri } from '../../../diagnostics/rule-page-uri.ts';
import type { FilePath } from '../../../workspace/paths.ts';
import { codeFrame } from '../../terminal/code-frame.ts';
import { printable } from '../../terminal/printable.ts';
import type { Colours, Terminal } from '../../terminal/terminal.ts';
import { wrap } from '../../terminal/text-width.ts';
import { type Outcome, type Surroundings, shownOf } from '../outcome.ts';
import { relativeTo } from '../paths.ts';
import { summary } from './pretty-summary.ts';

/** What a finding is drawn with. */
interface Drawing extends Surroundings {
  readonly terminal: Terminal;
  /** The file's lines, without their ends. */
  readonly lines: readonly string[];
  /** Columns of the widest line number. */
  readonly digits: number;
}

const MARGIN = '  ';

/** Findings for people: file by file, each with its line and a squiggle; then what to do. */
export function pretty(outcome: Outcome, surroundings: Surroundings, terminal: Terminal): string {
  const { colours } = terminal;
  const shown = shownOf(outcome);
  const files = shown.map(({ file, diagnostics }) => {
    const lines = surroundings.textOf(file).split(/\r\n|\r|\n/);
    const last = Math.max(...diagnostics.map(({ range }) => range.start.line + 1));
    const drawing = { ...surroundings, terminal, lines, digits: String(last).length };
    const header = colours.underline(printable(relativeTo(surroundings.current, file)));
    return [header, ...diagnostics.map((each) => finding(each, file, drawing))].join('\n\n');
  });
  return [...files, summary(outcome, shown, surroundings, terminal)].join('\n\n');
}

/** The colour of a severity. */
function paintOf(severity: Severity, colours: Colours): (text: string) => string {
  const paints = {
    error: colours.red,
    warning: colours.yellow,
    info: colours.blue,
    hint: colours.dim,
  };
  return paints[severity];
}

function finding(diagnostic: Diagnostic, file: FilePath, drawing: Drawing): string {
  const { range, severity, code, related = [] } = diagnostic;
  const { terminal, lines, digits, packageFolder } = drawing;
  const { colours } = terminal;
  const paint = paintOf(severity, colours);
  const [headline = '', ...rest] = printable(diagnostic.message).split('\n');
  const bar = (number?: number): string =>
    colours.dim(`${MARGIN}${String(number ?? '').padStart(digits)} │ `);
  const indent = MARGIN.length + digits + ' │ '.length;
  const width = terminal.width - indent;
  const { line, character } = range.start;
  const end = range.end.line === line ? range.end.character : Number.MAX_SAFE_INTEGER;
  const frame = codeFrame(lines[line] ?? '', { start: character, end }, width);
  const below = (text: string): string[] =>
    wrap(text, width).map((each) => ' '.repeat(indent) + each);
  const place = relatedPlaceOf(file, drawing);
  const position = `${line + 1}:${character + 1}`;
  const label = `${position}  ${severity}  `;
  const [first = '', ...further] = wrap(headline, terminal.width - MARGIN.length - label.length);
  return [
    `${MARGIN}${colours.dim(position)}  ${paint(colours.bold(severity))}  ${colours.bold(first)}`,
    ...further.map((each) => ' '.repeat(MARGIN.length + label.length) + colours.bold(each)),
    bar(line + 1) + frame.code,
    bar() + paint(frame.marks),
    ...rest.flatMap(below),
    ...related.flatMap((other) =>
      below(`${place(other.file, other.range)}: ${printable(other.message)}`).map(colours.dim),
    ),
    ' '.repeat(indent) + linked(code, rulePageUri(packageFolder, code), colours),
  ]
    .map((each) => each.trimEnd())
    .join('\n');
}

function relatedPlaceOf(file: FilePath, { current }: Drawing) {
  return (other: FilePath, { start }: Diagnostic['range']): string =>
    other === file
      ? `line ${start.line + 1}`
      : `${printable(relativeTo(current, other))}:${start.line + 1}:${start.character + 1}`;
}

/** A text that leads somewhere where the terminal can follow links; elsewhere the text alone. */
function linked(text: string, uri: string, colours: Colours): string {
  if (!colours.isColorSupported) return text;
  return `\u001b]8;;${uri}\u0007${colours.cyan(text)}\u001b]8;;\u0007`;
}
