import { describe, expect, it } from 'vitest';
import {
  blockersIn,
  configuredUseIn,
  diagnosticsOf,
} from '../../../../server/diagnostics/diagnostic.ts';
import { workflowReport } from '../../../../server/diagnostics/report.ts';
import { workspaceFixture } from '../../../workspace-fixture.ts';

const GATE = 'phases/0/gate-definition.yaml';
const BROKEN = 'phases/1/gate-definition.yaml';

/** A workflow with an unknown type and a syntax error, in a project with these suppressions. */
function project(disable: unknown, gate = '') {
  return workspaceFixture(
    [
      '//- ../../.praxis-os/config.json',
      JSON.stringify({ praxis: { diagnostics: { disable } } }),
      '//- metadata.json',
      '{}',
      `//- ${GATE}`,
      `checkpoint: {}\nevidence_schema:\n  a:\n    type: number\n${gate}`,
      `//- ${BROKEN}`,
      'checkpoint: {}\nevidence_schema: [\n',
    ].join('\n'),
  );
}

function codesIn(name: string, disable: unknown): string[] {
  const { workspace, path } = project(disable);
  return workspace.caches.ask(diagnosticsOf, path(name)).map(({ code }) => code);
}

describe('a suppression in the configuration of the project', () => {
  it.each([
    ['one file', 'workflows/release_v1/phases/0/gate-definition.yaml'],
    ['a workflow', 'workflows/release_v1'],
    ['a workflow, by its folder', './workflows/release_v1/'],
    ['a glob', '**/gate-definition.yaml'],
    ['several globs', ['nowhere/**', 'workflows/*']],
    ['the whole workspace', undefined],
  ])('silences a rule in %s', (_where, files) => {
    expect(codesIn(GATE, [{ rule: 'gate/unknown-type', files }])).toEqual([]);
    expect(codesIn(GATE, [{ rule: 'gate/*', files, reason: 'soon' }])).toEqual([]);
  });

  it.each([
    ['elsewhere', { rule: 'gate/unknown-type', files: 'workflows/other_v1' }],
    ['of another rule', { rule: 'gate/not-boolean' }],
    ['of no rule', { files: '**' }],
    ['of wrong files', { rule: 'gate/unknown-type', files: 7 }],
  ])('leaves alone what is %s', (_what, entry) => {
    expect(codesIn(GATE, [entry])).toEqual(['gate/unknown-type']);
  });

  it('silences syntax errors, which no comment can', () => {
    expect(codesIn(BROKEN, [])).toContain('yaml/unclosed-bracket');
    expect(codesIn(BROKEN, [{ rule: 'yaml/unclosed-bracket' }])).not.toContain(
      'yaml/unclosed-bracket',
    );
  });

  it('holds for the reports on closed workflows, which tell what was of use', () => {
    const disable = [{ rule: 'gate/not-boolean' }, { rule: 'gate/*' }, { rule: 'yaml/*' }];
    const { workspace, path } = project(disable);
    const { caches } = workspace;
    expect(caches.ask(configuredUseIn, path(GATE))).toEqual([1]);
    const report = caches.ask(workflowReport, path(''));
    expect(report.configuredUse.toSorted()).toEqual([1, 2]);
    expect(
      report.documents.flatMap(({ diagnostics }) => diagnostics).map(({ code }) => code),
    ).not.toContain('gate/unknown-type');
  });

  it('takes effect, and ends, with an edit of the configuration', () => {
    const { workspace, path } = project([{ rule: 'gate/unknown-type' }]);
    const codes = () => workspace.caches.ask(diagnosticsOf, path(GATE)).map(({ code }) => code);
    expect(codes()).toEqual([]);
    workspace.setBuffer(path('../../.praxis-os/config.json'), '{}');
    expect(codes()).toEqual(['gate/unknown-type']);
  });
});

describe('what blocks a run', () => {
  const blockers = (disable: unknown, gate = '') => {
    const { workspace, path } = project(disable, gate);
    return [GATE, BROKEN].flatMap((name) =>
      workspace.caches.ask(blockersIn, path(name)).map(({ code }) => code),
    );
  };

  it('blocks it silenced or not', () => {
    const before = blockers([]);
    expect(before).toContain('yaml/unclosed-bracket');
    const wrong = 'cross_field_validation: none\n';
    expect(blockers([], wrong)).toContain('gate/wrong-type');
    const silenced = [{ rule: 'yaml/*' }, { rule: 'gate/*' }];
    const comment = '# praxis-disable-file gate/wrong-type\n';
    expect(blockers(silenced, wrong + comment)).toEqual(blockers([], wrong));
  });
});
