import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { createColors } from 'picocolors';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { concise } from '../../../../server/cli/lint/formats/concise.ts';
import { github } from '../../../../server/cli/lint/formats/github.ts';
import { json } from '../../../../server/cli/lint/formats/json.ts';
import { pretty } from '../../../../server/cli/lint/formats/pretty.ts';
import { sarif } from '../../../../server/cli/lint/formats/sarif.ts';
import { onlyThose } from '../../../../server/cli/lint/lint-result.ts';
import { exitCodeOf } from '../../../../server/cli/lint/outcome.ts';
import type { Terminal } from '../../../../server/cli/terminal/terminal.ts';
import { rules } from '../../../../server/diagnostics/registry.ts';
import { BROKEN, linted, outcomeOf } from './linted.ts';

const { result, surroundings } = linted(BROKEN);
const GATE = 'workflows/release_v1/phases/0/gate-definition.yaml';
const TASK = 'workflows/release_v1/phases/0/task-1-a.md';

const terminal = (isColored = false): Terminal => ({
  colours: createColors(isColored),
  errorColours: createColors(false),
  width: 72,
  out: () => undefined,
  err: () => undefined,
});

describe('pretty', () => {
  const text = pretty(outcomeOf(result), surroundings, terminal());

  it('shows the line, the squiggle and the rule', () => {
    expect(text).toContain(`${GATE}\n\n`);
    expect(text).toMatch(/^ {2}4:11 {2}error {2}"number" is no type of evidence\.$/m);
    expect(text).toMatch(/^ {2}4 │ {5}type: number\n {4}│ {11}~{6}$/m);
    expect(text).toMatch(/^ {6}gate\/unknown-type$/m);
    expect(text).toMatch(/^ {2}3 │ 🎯 NEXT-MANDATORY: task-9-z\.md\n {4}│ {20}~+$/m);
  });

  it('names the related place', () => {
    expect(text).toMatch(
      /^ {6}workflows\/release_v1\/phases\/0\/gate-definition\.yaml:2:1: What the$/m,
    );
  });

  it('leaves hints out unless they are wanted, and says so', () => {
    expect(text).not.toContain('metadata/unknown-field');
    expect(text).toMatch(/^✖ .* in 3 of 4 files \(and \d hints?: --hints\)\.$/m);
    expect(pretty(outcomeOf(result, { hints: true }), surroundings, terminal())).toContain(
      'metadata/unknown-field',
    );
  });

  it('is one line where nothing is found', () => {
    const clean = pretty(outcomeOf({ ...result, found: [] }), surroundings, terminal());
    expect(clean).toBe('✔ 4 files (1 workflow): nothing to report.');
  });

  it('is as wide as the terminal at the most', () => {
    for (const line of text.split('\n')) {
      if (!line.startsWith('/package')) expect(line.length).toBeLessThanOrEqual(74);
    }
  });

  it('lets no file steer the terminal', () => {
    const hostile = linted(BROKEN.replace('type: number', String.raw`type: "\e]0;owned\ax"`));
    const shown = pretty(outcomeOf(hostile.result), hostile.surroundings, terminal());
    expect(shown).toContain(']0;owned');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('tells what is known, and what is gone', () => {
    const gone = [{ file: GATE, code: 'gate/unknown-type', message: 'm', count: 2 }];
    const baseline = { known: 3, gone };
    const shown = pretty(outcomeOf(result, { baseline }), surroundings, terminal());
    expect(shown).toContain('3 known from the baseline.');
    expect(shown).toContain(
      `2 findings of the baseline are gone; write it anew with --write-baseline:\n  ${GATE}: gate/unknown-type m (2 times)`,
    );
  });
});

it('concise is a line for each finding', () => {
  const lines = concise(outcomeOf(result), surroundings).split('\n');
  expect(lines).toContain(`${GATE}:4:11: error gate/unknown-type "number" is no type of evidence.`);
  for (const line of lines) expect(line).toMatch(/^[^:]+:\d+:\d+: \w+ [a-z]+\/[a-z-]+ \S/);
});

describe('github', () => {
  it('escapes what would end a command or one of its properties', () => {
    const task = github(outcomeOf(result), surroundings.current)
      .split('\n')
      .find((line) => line.includes('next-target-missing'));
    expect(task).toMatch(
      /^::error file=workflows\/release_v1\/phases\/0\/task-1-a\.md,line=3,endLine=3,col=20,endColumn=31,title=command\/next-target-missing::[^\n]+%0A[^\n]+$/,
    );
    const odd = outcomeOf({
      ...result,
      found: onlyThose(result.found, ({ code }) => code === 'gate/unknown-type').map(
        ({ diagnostics }) => ({
          file: `${surroundings.current}/a:b,c%.md`,
          diagnostics: diagnostics.map((each) => ({ ...each, message: '100% :, odd' })),
        }),
      ),
    });
    expect(github(odd, surroundings.current)).toMatch(/::100%25 :, odd$/);
    expect(github(odd, surroundings.current)).toContain('file=a%3Ab%2Cc%25.md,');
  });

  it('makes notices of what is no error and no warning', () => {
    expect(github(outcomeOf(result), surroundings.current)).toMatch(
      /^::notice .*suppression\/unused/m,
    );
  });
});

it('json is all that is found, as the editor has it', () => {
  const report = JSON.parse(json(outcomeOf(result), surroundings));
  expect(report).toMatchObject({
    version: 1,
    tool: { name: 'praxis-ls', version: '1.2.3' },
    summary: { workflows: 1, files: 4, filesWithFindings: 3, exitCode: 1 },
  });
  const all = result.found.flatMap(({ diagnostics }) => diagnostics);
  expect(report.findings).toHaveLength(all.length);
  expect(report.findings.map(({ range }: { range: unknown }) => range)).toEqual(
    all.map(({ range }) => range),
  );
  expect(report.findings).toContainEqual(
    expect.objectContaining({
      file: TASK,
      line: 3,
      column: 20,
      code: 'command/next-target-missing',
      severity: 'error',
      documentation: 'file:///package/docs/rules/command-next-target-missing.md',
    }),
  );
});

describe('sarif', () => {
  const log: Log = JSON.parse(sarif(outcomeOf(result), surroundings));

  it('is valid against the published schema of version 2.1.0', () => {
    const file = createRequire(import.meta.url).resolve(
      '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
    );
    // Published in draft 04, of which it uses nothing that draft 07 does not have, but for the name of `id`.
    const { id: _id, $schema: _draft, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
    const validate = new Ajv({
      strict: false,
      logger: false,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(schema);
    validate(log);
    expect(validate.errors).toBeNull();
    expect(validate({ ...log, runs: [{ tool: {} }] })).toBe(false);
  });

  it('names files from the workspace, and says how columns count', () => {
    const [run] = log.runs;
    expect(run?.columnKind).toBe('utf16CodeUnits');
    expect(Object.keys(run?.originalUriBaseIds ?? {})).toEqual(['WORKSPACE']);
    const uris = run?.results?.map(
      ({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    expect(uris).toContain(TASK);
  });

  it('describes every rule, and leads each result to its own', () => {
    const [run] = log.runs;
    const described = run?.tool.driver.rules ?? [];
    expect(described.map(({ id }) => id)).toEqual(rules.map(({ code }) => code));
    for (const { ruleId, ruleIndex = -1 } of run?.results ?? []) {
      expect(described[ruleIndex]?.id).toBe(ruleId);
    }
    for (const { help } of described) expect(help?.markdown).toContain('## How to silence it');
  });

  it('has the related places, and a fingerprint that stays when lines move', () => {
    const prints = ({ runs }: Log) =>
      runs[0]?.results?.map(({ partialFingerprints }) => partialFingerprints?.['findingHash/v1']);
    const moved = linted(BROKEN.replace('checkpoint: {', '\n\ncheckpoint: {'));
    const after: Log = JSON.parse(sarif(outcomeOf(moved.result), moved.surroundings));
    expect(prints(after)).toEqual(prints(log));
    expect(new Set(prints(log)).size).toBe(log.runs[0]?.results?.length);
    expect(
      log.runs[0]?.results?.some(({ relatedLocations }) => relatedLocations !== undefined),
    ).toBe(true);
  });
});

it('fails with errors, and with more warnings than are allowed', () => {
  const counts = { error: 0, warning: 2, info: 9, hint: 9 };
  expect(exitCodeOf(outcomeOf(result))).toBe(1);
  expect(exitCodeOf(outcomeOf(result, { counts }))).toBe(0);
  expect(exitCodeOf(outcomeOf(result, { counts, maxWarnings: 2 }))).toBe(0);
  expect(exitCodeOf(outcomeOf(result, { counts, maxWarnings: 1 }))).toBe(1);
});
