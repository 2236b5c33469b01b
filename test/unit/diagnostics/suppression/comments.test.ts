import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../../workspace-fixture.ts';
import { foundIn } from './found.ts';

/** A gate whose third line and all after it are these. */
const gate = (...lines: readonly string[]): string =>
  ['//- metadata.json', '{}', '//- phases/0/gate-definition.yaml']
    .concat('checkpoint: {}', 'evidence_schema:', lines, '')
    .join('\n');

const UNKNOWN = 'gate/unknown-type';

describe('a comment in YAML', () => {
  it('silences what it names on the next line, and nothing else', () => {
    const text = gate(
      '  coverage:',
      '    # praxis-disable-next-line gate/unknown-type: the engine learns it soon',
      '    type: number',
      '  share:',
      '    type: float',
    );
    expect(foundIn(text, UNKNOWN, 'suppression/*')).toEqual(['7 gate/unknown-type float']);
  });

  it.each([
    ['a family', 'gate/*'],
    ['several rules', 'gate/not-boolean, gate/unknown-type: both'],
    ['several rules without a comma', 'gate/not-boolean gate/unknown-type'],
  ])('silences %s', (_what, codes) => {
    const text = gate(
      '  a:',
      `    # praxis-disable-next-line ${codes}`,
      '    {type: number, required: 1}',
    );
    expect(foundIn(text, 'gate/*', 'suppression/*')).toEqual([]);
  });

  it('leaves another rule alone', () => {
    const text = gate(
      '  a:',
      '    # praxis-disable-next-line gate/not-boolean',
      '    type: number',
    );
    expect(foundIn(text, UNKNOWN)).toEqual(['5 gate/unknown-type number']);
  });

  it('silences a rule in the whole file, wherever it stands', () => {
    const text = gate('  a:', '    type: number', '# praxis-disable-file gate/unknown-type');
    expect(foundIn(text, UNKNOWN, 'suppression/*')).toEqual([]);
  });

  it('is none within a text', () => {
    const block = gate(
      '  a:',
      '    description: |',
      '      # praxis-disable-next-line gate/unknown-type',
      '    type: number',
    );
    expect(foundIn(block, UNKNOWN)).toEqual(['6 gate/unknown-type number']);
    const quoted = gate(
      '  a:',
      '    description: "# praxis-disable-file gate/unknown-type"',
      '    type: number',
    );
    expect(foundIn(quoted, UNKNOWN)).toEqual(['5 gate/unknown-type number']);
  });

  it('counts for all of a text that begins on the next line', () => {
    const text = gate(
      '  a: {type: integer}',
      'validators:',
      '  # praxis-disable-next-line gate/lambda-not-understood',
      '  positive: |',
      '    lambda x:',
      '      x >',
    );
    expect(foundIn(text, 'gate/lambda-not-understood', 'suppression/*')).toEqual([]);
  });

  it('is not trusted in a file that cannot be read', () => {
    const text = gate(
      '# praxis-disable-file yaml/tab, gate/unknown-type',
      '  a:',
      '\ttype: number',
    );
    expect(foundIn(text, 'yaml/tab', 'suppression/*')).toEqual([`5 yaml/tab \t`]);
  });
});

const COMMENT = 'praxis-disable-next-line command/next-target-missing: written later';
const DISABLE = `<!-- ${COMMENT} -->`;

/** A task whose chain breaks; the third line and those after it are these. */
const task = (...lines: readonly string[]): string =>
  ['//- metadata.json', '{}', '//- phases/0/task-1-a.md', '# Task 1: A', '', ...lines, ''].join(
    '\n',
  );

const found = (...lines: readonly string[]): string[] =>
  foundIn(task(...lines), 'command/next-target-missing', 'suppression/*');

describe('a comment in Markdown', () => {
  const command = '🎯 NEXT-MANDATORY: task-9-z.md';

  it('silences what it names on the next line', () => {
    expect(found(command)).toEqual(['3 command/next-target-missing task-9-z.md']);
    expect(found(DISABLE, command)).toEqual([]);
    expect(found(`Then: ${DISABLE}`, command)).toEqual([]);
    expect(found('<!--', COMMENT, '-->', command)).toEqual([]);
    expect(found('- one', `  ${DISABLE}`, `  ${command}`)).toEqual([]);
  });

  it('silences a rule in the whole file', () => {
    expect(found(command, '', command, '', '<!-- praxis-disable-file command/* -->')).toEqual([]);
  });

  it('counts for all of a table, which a comment inside would end', () => {
    const table = '| Evidence | Type |\n|---|---|\n| `a` | boolean |\n| `b` | boolean |\n';
    const files = (text: string): string => `${gate('  a: {}')}//- phases/0/phase.md\n${text}`;
    const code = 'phase/evidence-not-in-gate';
    expect(foundIn(files(table), code)).toEqual([`4 ${code} b`]);
    const comment = `<!-- praxis-disable-next-line ${code} -->\n`;
    expect(foundIn(files(comment + table), code, 'suppression/*')).toEqual([]);
  });

  it.each([
    ['in a fence', ['```', DISABLE, '```']],
    ['in inline code', [`\`${DISABLE}\``]],
    ['that never ends', ['Text <!-- praxis-disable-file command/*', '']],
  ])('is none %s', (_where, before) => {
    expect(found(...before, command)).toEqual([
      `${before.length + 3} command/next-target-missing task-9-z.md`,
    ]);
  });

  it('does not reach further than the next line', () => {
    expect(found(DISABLE, '', command)).toEqual([
      '3 suppression/unused command/next-target-missing',
      '5 command/next-target-missing task-9-z.md',
    ]);
  });
});

describe('what suppressions say of themselves', () => {
  it('tells which of the codes in a comment silences nothing', () => {
    const text = gate(
      '  a:',
      '    # praxis-disable-next-line gate/unknown-type, gate/not-boolean: both',
      '    type: number',
      '# praxis-disable-file gate/incomplete-rule',
    );
    expect(foundIn(text, 'gate/*', 'suppression/*')).toEqual([
      '4 suppression/unused gate/not-boolean',
      '6 suppression/unused gate/incomplete-rule',
    ]);
  });

  it('fades what is of no use', () => {
    const { workspace, path } = workspaceFixture(gate('  a: {}', '# praxis-disable-file gate/*'));
    const [unused] = workspace.caches.ask(diagnosticsOf, path('phases/0/gate-definition.yaml'));
    expect(unused).toMatchObject({
      code: 'suppression/unused',
      severity: 'info',
      tag: 'unnecessary',
      message: expect.stringMatching(/^"gate\/\*" finds nothing in this file: /),
    });
  });

  it('tells of a rule that there is not, and which was probably meant', () => {
    const text = gate(
      '  a:',
      '    # praxis-disable-next-line gate/unknown-typ: soon',
      '    type: number',
      '# praxis-disable-file',
    );
    expect(foundIn(text, 'suppression/*')).toEqual([
      '4 suppression/unknown-rule gate/unknown-typ',
      '6 suppression/unknown-rule # praxis-disable-file',
    ]);
    const { workspace, path } = workspaceFixture(text);
    const diagnostics = workspace.caches.ask(diagnosticsOf, path('phases/0/gate-definition.yaml'));
    expect(diagnostics.find(({ code }) => code === 'suppression/unknown-rule')).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('Write "gate/unknown-type".'),
      data: { expected: 'gate/unknown-type' },
    });
  });

  it('says nothing of a use that comes and goes with sessions', () => {
    const text = gate('  a: {}', '# praxis-disable-file session/workflow-drifted');
    expect(foundIn(text, 'suppression/*')).toEqual([]);
  });

  it('can be silenced like all else', () => {
    const text = gate(
      '  a: {}',
      '# praxis-disable-file gate/*, suppression/unused: kept for later',
    );
    expect(foundIn(text, 'suppression/*')).toEqual([]);
  });
});
