import { expect, test } from 'vitest';
import { document } from '../../../../server/workflow/document.ts';
import { definitionPlan, tasksPlan } from '../../../../server/workflow/plan/plan-queries.ts';
import { workspaceFixture } from '../../../workspace-fixture.ts';

const fixture = (text: string, name: string) => {
  const { workspace, path } = workspaceFixture(`//- ${name}\n${text}`, { base: '.praxis-os' });
  const { engine } = workspace.caches;
  return { workspace, engine, file: path(name) };
};

test('a tasks.md is read once for its document and for those who run it', () => {
  const { workspace, engine, file } = fixture('## Phase 1: A\n', 'specs/a/tasks.md');
  const known = engine.get(document, file);
  const plan = engine.peek(tasksPlan, file);
  expect(known).toHaveProperty('markdown.tree', plan?.tree);
  expect(known?.problems).toBe(plan?.problems);

  workspace.setBuffer(file, '## Phase 1: A\n## Phase 3: C\n');
  expect(engine.get(document, file)?.problems).toMatchObject([{ kind: 'phase-number-gap' }]);
  expect(engine.peek(tasksPlan, file)?.plan.phases).toHaveLength(2);
});

test('a tasks.md with a fence in a fence keeps the tree of its own text', () => {
  const { engine, file } = fixture(
    '## Phase 1: A\n```md\n```sh\nls\n```\n```\n## Phase 2: B\n',
    'specs/a/tasks.md',
  );
  const known = engine.get(document, file);
  expect(known?.problems).toMatchObject([{ kind: 'nested-fence' }]);
  expect(engine.peek(tasksPlan, file)).toMatchObject({ tree: undefined });
  const blocks = [{ kind: 'heading' }, { kind: 'code' }, { kind: 'code' }];
  expect(known).toMatchObject({ markdown: { tree: { blocks } } });
});

test('a workflow-definition.yaml is read once for its document and for those who run it', () => {
  const { engine, file } = fixture(
    'phases:\n  - number: 1\n    name: A\n',
    'specs/a/workflow-definition.yaml',
  );
  const known = engine.get(document, file);
  expect(known).toHaveProperty('tree.root', engine.peek(definitionPlan, file)?.tree.root);
});

test.each(['specs/a/tasks.md', 'specs/a/workflow-definition.yaml'])(
  'a %s that is too large to be checked is read for those who run it alone',
  (name) => {
    const { engine, file } = fixture(`# ${'x'.repeat(1_000_000)}\n`, name);
    expect(engine.get(document, file)?.problems.map(({ kind }) => kind)).toEqual(['too-large']);
    expect(engine.peek(tasksPlan, file) ?? engine.peek(definitionPlan, file)).toBeUndefined();
  },
);
