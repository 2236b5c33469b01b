import { expect } from 'vitest';
import { type Diagnostic, diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { LineIndex } from '../../../server/workspace/line-index.ts';
import { type FixtureOptions, workspaceFixture } from '../../workspace-fixture.ts';
import { mark } from '../marked-text.ts';

/**
 * Asserts what `code` finds in a fixture, and that it finds nothing else. Expectations stand in the
 * fixture itself: the ranges are marked, and behind each file stand a line `//= message` for each
 * finding, in the order of the text, and under it a line `//~ file "text": message` for each related
 * place. Of messages the first line is compared.
 */
export function expectFindings(code: string, fixture: string, options: FixtureOptions = {}): void {
  expect(render(fixture, (diagnostic) => diagnostic.code === code, options)).toBe(fixture);
}

/** Asserts that no rule finds anything in a fixture. */
export function expectClean(fixture: string, options: FixtureOptions = {}): void {
  expect(render(fixture, () => true, options)).toBe(fixture);
}

/** A fixture of one task, with this text below its title. */
export function inTask(text: string): string {
  return `//- metadata.json\n{}\n//- phases/0/task-1-collect.md\n# Task 1: Collect\n\n${text}`;
}

/** The fixture as it would have to be for the findings that are there. */
function render(
  fixture: string,
  isWanted: (diagnostic: Diagnostic) => boolean,
  options: FixtureOptions = {},
): string {
  const withoutExpectations = fixture.replaceAll(/^\/\/[=~].*\n/gm, '');
  const { workspace, files } = workspaceFixture(withoutExpectations, options);
  const textOf = new Map(files.map(({ file, text }) => [file, text]));
  const nameOf = new Map(files.map(({ file, name }) => [file, name]));
  const rangeIn = (text: string, { start, end }: Diagnostic['range']) => {
    const lines = new LineIndex(text);
    return { start: lines.offsetAt(start, 'utf-16'), end: lines.offsetAt(end, 'utf-16') };
  };
  return files
    .map(({ name, file, text }) => {
      const found = workspace.caches.ask(diagnosticsOf, file).filter(isWanted);
      const ranges = found.map(({ range }) => rangeIn(text, range));
      const expectations = found.flatMap(({ message, related = [] }) => [
        `//= ${message.split('\n', 1)[0]}\n`,
        ...related.map((place) => {
          const other = textOf.get(place.file) ?? '';
          const { start, end } = rangeIn(other, place.range);
          const shown = JSON.stringify(other.slice(start, end));
          return `//~ ${nameOf.get(place.file)} ${shown}: ${place.message}\n`;
        }),
      ]);
      return `//- ${name}\n${mark(text, ranges)}${expectations.join('')}`;
    })
    .join('');
}
