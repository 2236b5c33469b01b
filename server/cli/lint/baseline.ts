import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PraxisError } from '../../protocol/errors.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { firstLine, type LintedFile, type LintResult, onlyThose } from './lint-result.ts';
import { pathInWorkspace } from './paths.ts';

/**
 * Findings that are known and accepted: how many of each, by file, rule and the first line of the message. Lines and
 * columns are left out, so that text may move.
 */
export type Baseline = Readonly<Record<string, Readonly<Record<string, FindingCounts>>>>;
type FindingCounts = Readonly<Record<string, number>>;

/** The form that the file has now. */
const VERSION = 1;

/** Findings of a baseline that are there no more. */
export interface Gone {
  /** From the workspace folder. */
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly count: number;
}

/** What a baseline makes of a result. */
export interface Compared {
  /** What it does not know. */
  readonly fresh: readonly LintedFile[];
  /** How many findings it knows. */
  readonly known: number;
  readonly gone: readonly Gone[];
}

/** The findings of a result, counted, in an order that keeps the file stable. */
export function baselineOf({ found, roots }: LintResult): Baseline {
  const files = new Map<string, Map<string, Map<string, number>>>();
  for (const { file, diagnostics } of found) {
    const rules = entry(files, pathInWorkspace(roots, file), () => new Map());
    for (const diagnostic of diagnostics) {
      const messages = entry(rules, diagnostic.code, () => new Map());
      const message = firstLine(diagnostic);
      messages.set(message, (messages.get(message) ?? 0) + 1);
    }
  }
  return sorted(files, (rules) => sorted(rules, (messages) => sorted(messages, (count) => count)));
}

/**
 * Leaves what a baseline knows out of a result. Of findings that are alike the first so many are known.
 *
 * @param isChecked whether a file, named from its workspace folder, was looked at: of others nothing is gone
 */
export function compare(
  baseline: Baseline,
  { found, roots }: LintResult,
  isChecked: (file: string) => boolean,
): Compared {
  const left = new Map<string, number>();
  const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
  for (const { file, code, message, count } of entriesOf(baseline)) {
    left.set(keyOf(file, code, message), count);
  }
  let known = 0;
  const fresh = onlyThose(found, (diagnostic, file) => {
    const key = keyOf(pathInWorkspace(roots, file), diagnostic.code, firstLine(diagnostic));
    const count = left.get(key) ?? 0;
    if (count === 0) return true;
    left.set(key, count - 1);
    known++;
    return false;
  });
  const gone = entriesOf(baseline).flatMap((each): Gone[] => {
    const count = left.get(keyOf(each.file, each.code, each.message)) ?? 0;
    return count > 0 && isChecked(each.file) ? [{ ...each, count }] : [];
  });
  return { fresh, known, gone };
}

/** @throws {PraxisError} InvalidParams when the file cannot be read, or is no baseline */
export function readBaseline(written: string, current: FilePath): Baseline {
  const refused = (why: string): PraxisError =>
    new PraxisError(
      'InvalidParams',
      `--baseline ${written}: ${why}`,
      `Write one: praxis-ls lint --write-baseline ${written}`,
      { path: written },
    );
  let text: string;
  try {
    text = readFileSync(path.resolve(current, written), 'utf8');
  } catch (error) {
    throw refused(`the file cannot be read (${reasonOf(error)}).`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused('the file is no JSON.');
  }
  if (!isObject(value) || value.version !== VERSION || !isBaseline(value.findings)) {
    throw refused('the file is no baseline of this version.');
  }
  return value.findings;
}

/** @throws {PraxisError} InvalidParams when the file cannot be written */
export function writeBaseline(written: string, current: FilePath, findings: Baseline): void {
  const text = JSON.stringify({ version: VERSION, findings }, undefined, 2);
  try {
    writeFileSync(path.resolve(current, written), `${text}\n`);
  } catch (error) {
    throw new PraxisError(
      'InvalidParams',
      `--write-baseline ${written}: the file cannot be written (${reasonOf(error)}).`,
      'Name a file in a folder that is there, and that you may write to.',
      { path: written },
    );
  }
}

function entriesOf(baseline: Baseline): Gone[] {
  return Object.entries(baseline).flatMap(([file, rules]) =>
    Object.entries(rules).flatMap(([code, messages]) =>
      Object.entries(messages).map(([message, count]) => ({ file, code, message, count })),
    ),
  );
}

function isBaseline(value: unknown): value is Baseline {
  return (
    isObject(value) &&
    Object.values(value).every(
      (rules) =>
        isObject(rules) &&
        Object.values(rules).every(
          (messages) =>
            isObject(messages) && Object.values(messages).every((count) => Number.isInteger(count)),
        ),
    )
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function sorted<V, W>(map: ReadonlyMap<string, V>, convert: (value: V) => W): Record<string, W> {
  const entries = [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, convert(value)]));
}
