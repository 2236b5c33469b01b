import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../../../server/rag/chunking/chunks.ts';
import { facetsOf } from '../../../../server/rag/chunking/facets.ts';

describe('the phase of a passage', () => {
  it.each([
    ['In phase 2 you build.', 2],
    ['Phase 0: Scope', 0],
    ['phases 3 and 4', 3],
    ['**Phase**: 7', 7],
    ['**Phase Number:** 8', 8],
    ['see phases/3/phase.md', 3],
    ['phase 1.2 is no phase', null],
    ['Phases matter', null],
    ['phase.md has 80 lines', null],
    ['emphasise 4', null],
    ['Nothing is named here, not even 5', null],
  ])('of %j is %j', (text, phase) => {
    expect(facetsOf([], text).phase).toBe(phase);
  });

  it('is the one that the innermost heading names, before the text', () => {
    expect(facetsOf(['Phase 1', 'After phase 2'], 'phase 3').phase).toBe(2);
  });

  it('of a file in a phase is that of its place, whatever it names', () => {
    const file = { file: '/w/phases/4/task-1-a.md', kind: 'task', phase: 4 } as const;
    const text = `# Task 1: A\n\nUnlike phase 9, ${'this is long enough. '.repeat(20)}`;
    expect(chunksOf(file, text).map(({ phase }) => phase)).toEqual([4]);
  });
});

describe('tags', () => {
  it.each([
    ['Write tests with mocks.', ['mocking', 'testing']],
    ['A paragraph about storage and the last legitimate blast', []],
    ['Workflows use git', ['workflow', 'git']],
    ['```bash\nls\n```', ['code_example']],
  ])('of %j are %j, by whole words', (text, tags) => {
    expect(facetsOf([], text).tags.toSorted()).toEqual(tags.toSorted());
  });
});

describe('critical', () => {
  it.each([
    ['🛑 Stop.', true],
    ['⚠ without the second character', true],
    ['**NEVER DO THIS**', true],
    ['This is **required** always.', true],
    ['You must do it.', true],
    ['**bold** but calm', false],
    [`A long line that says must somewhere, and goes on ${'and on '.repeat(12)}`, false],
  ])('%j: %j', (text, critical) => {
    expect(facetsOf([], text).critical).toBe(critical);
  });
});
