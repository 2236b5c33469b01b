import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Diagnostic, diagnosticsOf } from '../../../../server/diagnostics/diagnostic.ts';
import { ruleOf, rules } from '../../../../server/diagnostics/registry.ts';
import type { Lines } from '../../../../server/diagnostics/suppression/directives.ts';
import { parseMarkdown } from '../../../../server/syntax/markdown.ts';
import { LineIndex } from '../../../../server/workspace/line-index.ts';
import { workspaceFixture } from '../../../workspace-fixture.ts';

/** Files of a workflow, by name. */
type Files = Readonly<Record<string, string>>;

const GATE = 'phases/0/gate-definition.yaml';
const SOUND: Files = {
  'metadata.json':
    '{"phases": [{"phase_number": 0, "tasks": [{"task_number": 1, "file": "task-1-a.md"}]}]}\n',
  [GATE]: 'checkpoint: {}\nevidence_schema:\n  changes_listed: {type: boolean}\n',
  'phases/0/phase.md': '# Phase 0: Begin\n',
  'phases/0/task-1-a.md': '# Task 1: A\n',
};

/** The wrong examples of all rules, each in the files where its language belongs. */
const samples = rules.flatMap(({ page: { wrong } }): { files: Files; name: string }[] => {
  const places = { yaml: [GATE], markdown: ['phases/0/phase.md', 'phases/0/task-1-a.md'] };
  const { language, text } = wrong;
  if (language !== 'yaml' && language !== 'markdown') return [];
  // In a file without text a comment would be the first that stands there, and so repair what it silences.
  if (text.trim() === '') return [];
  return places[language].map((name) => ({ name, files: { ...SOUND, [name]: `${text}\n` } }));
});

interface Found {
  readonly diagnostic: Diagnostic;
  /** What makes it this one, wherever it stands. */
  readonly identity: string;
}

function foundIn(files: Files): ReadonlyMap<string, readonly Found[]> {
  const fixture = Object.entries(files).map(([name, text]) => `//- ${name}\n${text}`);
  const { workspace, path } = workspaceFixture(fixture.join(''));
  return new Map(
    Object.keys(files).map((name) => {
      const diagnostics = workspace.caches.ask(diagnosticsOf, path(name));
      return [
        name,
        diagnostics.map((diagnostic) => ({ diagnostic, identity: identityOf(diagnostic) })),
      ];
    }),
  );
}

/** Without its place: what a file lacks is shown on its first line, which may be the comment now. */
function identityOf({ code, message, severity }: Diagnostic): string {
  return `${severity} ${code} ${message}`;
}

/** The lines that a comment above them is about: of a table or a fence all, since it cannot stand inside. */
function linesAround(text: string, line: number, isMarkdown: boolean): Lines {
  const index = new LineIndex(text);
  const blocks = isMarkdown ? parseMarkdown(text).blocks : [];
  return (
    blocks
      .filter(({ kind }) => kind === 'table' || kind === 'code')
      .map(({ range: { start, end } }) => ({
        first: index.lineAt(start),
        last: index.lineAt(Math.max(start, end - 1)),
      }))
      .find(({ first, last }) => first <= line && line <= last) ?? { first: line, last: line }
  );
}

/** The comment in the form of the file's language, on a line of its own above this one. */
function withComment(text: string, line: number, comment: string, isMarkdown: boolean): string {
  const lines = text.split('\n');
  const indent = /^\s*/.exec(lines[line] ?? '')?.[0] ?? '';
  return lines
    .toSpliced(line, 0, isMarkdown ? `${indent}<!-- ${comment} -->` : `${indent}# ${comment}`)
    .join('\n');
}

it('a comment for a line and a code removes exactly the findings of that code there', () => {
  let tried = 0;
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.nat(),
      fc.boolean(),
      fc.constantFrom('', ': later', ': one: two, three/four'),
      ({ files, name }, choice, byFamily, reason) => {
        const before = foundIn(files);
        const inFile = before.get(name) ?? [];
        if (inFile.some(({ diagnostic: { code } }) => isSyntaxError(code))) return;
        const candidates = inFile.filter(({ diagnostic: { code } }) => !isAboutAll(code));
        const chosen = candidates[choice % Math.max(1, candidates.length)]?.diagnostic;
        if (chosen === undefined) return;
        tried++;
        seen.add(chosen.code);
        const named = byFamily ? chosen.code.replace(/\/.*/, '/*') : chosen.code;
        const { first, last } = linesAround(
          files[name] ?? '',
          chosen.range.start.line,
          name.endsWith('.md'),
        );
        const comment = `praxis-disable-next-line ${named}${reason}`;
        const text = withComment(files[name] ?? '', first, comment, name.endsWith('.md'));
        const isNamed = (code: string): boolean => code.startsWith(named.replace('*', ''));
        const isHit = ({ diagnostic: { code, range } }: Found): boolean =>
          first <= range.start.line && range.start.line <= last && isNamed(code);
        const after = foundIn({ ...files, [name]: text });
        for (const [file, found] of before) {
          const kept = file === name ? found.filter((each) => !isHit(each)) : found;
          expect(after.get(file)?.map(({ identity }) => identity)).toEqual(
            kept.map(({ identity }) => identity),
          );
        }
      },
    ),
    { numRuns: 400, seed: Number(process.env.PRAXIS_PROPERTY_SEED ?? 20_260_101) },
  );
  // The property would hold for nothing at all.
  expect(tried).toBeGreaterThan(40);
  expect(seen.size).toBeGreaterThan(8);
});

function isSyntaxError(code: string): boolean {
  const { scope, severity } = ruleOf(code);
  return scope === 'syntax' && severity === 'error';
}

/** What a comment more changes, or makes: sizes, and what is said of comments. */
function isAboutAll(code: string): boolean {
  return code.startsWith('suppression/');
}
