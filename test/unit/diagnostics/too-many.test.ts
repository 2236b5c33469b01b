import { expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { type FixtureOptions, workspaceFixture } from '../../workspace-fixture.ts';

/** What is found in a task with so many commands that lead nowhere. */
function foundAmong(count: number, severities: FixtureOptions['severities'] = {}) {
  const commands = '🎯 NEXT-MANDATORY: task-9-z.md\n\n'.repeat(count);
  const { workspace, path } = workspaceFixture(
    `//- metadata.json\n{}\n//- phases/0/task-1-a.md\n# Task 1: A\n\n${commands}<!-- praxis-disable-file gate/none -->\n`,
    { severities: { 'command/*': 'hint', 'command/next-target-missing': 'info', ...severities } },
  );
  return workspace.caches.ask(diagnosticsOf, path('phases/0/task-1-a.md'));
}

it('shows 500 findings of a file, and says how many more there are', () => {
  const all = foundAmong(600, { 'file/too-many-findings': 'info' });
  expect(all).toHaveLength(500);
  const [first] = all;
  expect(first).toMatchObject({
    code: 'file/too-many-findings',
    severity: 'info',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 11 } },
  });
  const more = Number(/^And (\d+) more findings/.exec(first?.message ?? '')?.[1]);
  expect(more).toBeGreaterThanOrEqual(600 + 1 - 499);
});

it('keeps the worst, wherever they stand', () => {
  const all = foundAmong(600);
  expect(all.map(({ code }) => code)).toContain('suppression/unknown-rule');
});

it('says nothing where there are no more', () => {
  const all = foundAmong(400);
  expect(all.map(({ code }) => code)).not.toContain('file/too-many-findings');
});
