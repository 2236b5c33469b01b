import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentRules,
  linkRules,
  outlineRules,
  ruleOf,
  rules,
  stateRules,
  workflowRules,
} from '../../../server/diagnostics/registry.ts';
import type { DataTree } from '../../../server/syntax/data-tree.ts';
import { parseJson } from '../../../server/syntax/json.ts';
import { parseYaml } from '../../../server/syntax/yaml.ts';
import { readTasksPlan } from '../../../server/workflow/plan/tasks-md.ts';

describe('the registry', () => {
  it('gives every rule one code of the form family/name', () => {
    const codes = rules.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  it('leaves no rule out of the lists that are run', () => {
    const given = ['syntax', 'session', 'copy', 'engine'];
    const run = rules.filter(({ scope }) => !given.includes(scope));
    const lists = [documentRules, outlineRules, workflowRules, linkRules, stateRules];
    expect(lists.flat()).toHaveLength(run.length);
  });

  it('refuses a code that no rule has', () => {
    expect(() => ruleOf('gate/none')).toThrow('There is no rule "gate/none" in the registry.');
  });

  it('blocks with errors alone: nobody is stopped by a hint', () => {
    for (const { blocks, severity } of rules) {
      if (blocks !== undefined) expect(severity).toBe('error');
    }
  });
});

/** Documents that show a kind of problem, but are too large for a page. */
const TOO_LARGE_TO_SHOW: Readonly<Record<string, string>> = {
  'dynamic/document-too-large': `## Phase 1: Core\n\n${'- [ ] one more line of many\n'.repeat(60_000)}`,
  'json/document-too-large': `{"phases": [${'1, '.repeat(30_000)}1]}`,
  'json/nested-too-deep': '['.repeat(101) + ']'.repeat(101),
  'yaml/document-too-large': 'key: value\n'.repeat(15_000),
  'yaml/key-too-long': `${'k'.repeat(1_100)}: true`,
  'yaml/nested-too-deep': '['.repeat(102) + ']'.repeat(102),
};

const ONLY_IN_DEFINITIONS = ['dynamic/duplicate-phase', 'dynamic/wrong-type'];

const families: readonly [family: string, parse: (text: string) => DataTree][] = [
  ['json', parseJson],
  ['yaml', parseYaml],
];

describe.each(families)('the rules of %s syntax', (family, parse) => {
  const ofFamily = rules.filter(({ code }) => code.startsWith(`${family}/`));

  it.each(ofFamily)('$code: the wrong example has this fault alone, the right one none', (rule) => {
    const wrong = TOO_LARGE_TO_SHOW[rule.code] ?? withInvisible(rule.page.wrong.text);
    const kinds = parse(wrong).problems.map(({ kind }) => `${family}/${kind}`);
    expect(kinds).toEqual([rule.code]);
    expect(parse(rule.page.right.text).problems).toEqual([]);
  });

  it('are those that the parser promises', () => {
    const source = readFileSync(
      new URL(`../../../server/syntax/${family}.ts`, import.meta.url),
      'utf8',
    );
    const promise = /Kinds of problems: ([^.]*)\./.exec(source)?.[1] ?? '';
    const promised = [...promise.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => `${family}/${kind}`);
    expect(promised.toSorted()).toEqual(ofFamily.map(({ code }) => code).toSorted());
  });

  it('know every kind that the parser finds in text that was torn apart', () => {
    const known = new Set(ofFamily.map(({ code }) => code));
    const examples = ofFamily.flatMap(({ page }) => [page.wrong.text, page.right.text]);
    const piece = fc
      .tuple(fc.constantFrom(...examples), fc.nat(200), fc.nat(200))
      .map(([text, from, length]) =>
        withInvisible(text)
          .slice(from % text.length)
          .slice(0, length),
      );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        for (const { kind } of parse(pieces.join('')).problems) {
          expect(known).toContain(`${family}/${kind}`);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** The characters that a page shows as `⟨U+FEFF⟩`. */
function withInvisible(text: string): string {
  return text.replaceAll(/⟨U\+([0-9A-F]{4})⟩/g, (_, digits: string) =>
    String.fromCodePoint(Number.parseInt(digits, 16)),
  );
}

describe('the rules on tasks.md', () => {
  const ofPlans = rules.filter(
    ({ code, scope }) =>
      code.startsWith('dynamic/') && scope === 'syntax' && !ONLY_IN_DEFINITIONS.includes(code),
  );

  it.each(ofPlans)('$code: the wrong example has this fault alone, the right one none', (rule) => {
    const wrong = TOO_LARGE_TO_SHOW[rule.code] ?? rule.page.wrong.text;
    const kinds = readTasksPlan(wrong).problems.map(({ kind }) => `dynamic/${kind}`);
    expect(kinds).toEqual([rule.code]);
    const right = readTasksPlan(rule.page.right.text).problems.map(({ kind }) => kind);
    expect(right).toEqual([]);
  });

  it.each([
    ['tasks-md', []],
    ['workflow-definition', ['duplicate-key', 'unreadable-source']],
  ])('are those that %s promises', (name, told) => {
    const source = readFileSync(
      new URL(`../../../server/workflow/plan/${name}.ts`, import.meta.url),
      'utf8',
    );
    const promise = /Kinds of problems: ([^.]*)\./.exec(source)?.[1] ?? '';
    const known = new Set(rules.map(({ code }) => code));
    const promised = [...promise.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind ?? '');
    expect(promised.length).toBeGreaterThan(5);
    for (const kind of promised) {
      // The faults of the YAML itself have their own names.
      if (!told.includes(kind)) expect(known).toContain(`dynamic/${kind}`);
    }
  });
});
