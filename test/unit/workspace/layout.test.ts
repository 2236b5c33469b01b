import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CELL, Cell } from '../../../server/caches/cell.ts';
import {
  DEEPEST_SEARCH,
  explore,
  searchDepth,
  workflowFolders,
} from '../../../server/workspace/discovery.ts';
import { placeOf, roleOf, workflowOf } from '../../../server/workspace/layout.ts';
import { below } from '../../../server/workspace/paths.ts';
import { Workspace } from '../../../server/workspace/workspace.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

let folder: TemporaryFolder;
let workspace: Workspace;
let depth: Cell<number>;

beforeEach(() => {
  folder = new TemporaryFolder();
  workspace = new Workspace();
  depth = new Cell(workspace.caches.engine, searchDepth, DEEPEST_SEARCH);
  workspace.roots.value = [folder.path];
});

afterEach(() => folder[Symbol.dispose]());

function found(): string[] {
  workspace.caches.beginPass();
  return workspace.caches
    .ask(workflowFolders, CELL)
    .map((each) => below(folder.path, each) ?? '(the root)');
}

const METADATA = { 'metadata.json': '{}' };

function workflowAt(relative: string, files: Record<string, string> = METADATA): void {
  folder.write(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${relative}/${name}`, text])),
  );
}

describe('workflows are found', () => {
  it('in the bases and in the workspace’s own workflows/, strongest first', () => {
    workflowAt('workflows/d');
    workflowAt('universal/workflows/c');
    workflowAt('.agent-os/workflows/b');
    workflowAt('.praxis-os/workflows/a');
    expect(found()).toEqual([
      '.praxis-os/workflows/a',
      '.agent-os/workflows/b',
      'universal/workflows/c',
      'workflows/d',
    ]);
  });

  it('anywhere else if phases/ stands beside metadata.json, and not otherwise', () => {
    workflowAt('tools/flow', { 'metadata.json': '{}', 'phases/0/phase.md': '' });
    workflowAt('tools/other');
    workflowAt('assets/workflows/deep');
    expect(found()).toEqual(['tools/flow']);
  });

  it('when the root itself is one', () => {
    workflowAt('', { 'metadata.json': '{}', 'phases/0/phase.md': '' });
    expect(found()).toEqual(['(the root)']);
  });

  it('but none inside another, and none in folders with a dot', () => {
    workflowAt('workflows/outer', {
      'metadata.json': '{}',
      'docs/metadata.json': '{}',
      'docs/phases/0/x.md': '',
    });
    workflowAt('.hidden/workflows/x', { 'metadata.json': '{}', 'phases/0/phase.md': '' });
    expect(found()).toEqual(['workflows/outer']);
  });

  it('once where roots are nested', () => {
    workflowAt('a/workflows/flow');
    workspace.roots.value = [folder.path, folder.at('a')];
    expect(found()).toEqual(['a/workflows/flow']);
  });

  it('although links lead in a circle', () => {
    workflowAt('universal/workflows/flow');
    symlinkSync(folder.path, folder.at('universal/loop'));
    symlinkSync(folder.at('nowhere'), folder.at('universal/dangling'));
    expect(found()).toEqual(['universal/workflows/flow']);
  });

  it('through a link right in workflows/: installed by linking', () => {
    workflowAt('source/flow');
    folder.write({ '.praxis-os/workflows/readme.txt': '' });
    symlinkSync(folder.at('source/flow'), folder.at('.praxis-os/workflows/flow'));
    expect(found()).toEqual(['.praxis-os/workflows/flow']);
  });

  it('as soon as a buffer that was never saved makes one', () => {
    expect(found()).toEqual([]);
    workspace.setBuffer(folder.at('universal/workflows/new_v1/metadata.json'), '{}');
    expect(found()).toEqual(['universal/workflows/new_v1']);
    workspace.dropBuffer(folder.at('universal/workflows/new_v1/metadata.json'));
    expect(found()).toEqual([]);
  });
});

describe('ignored are', () => {
  it('node_modules, .git, and what .gitignore names, at any level', () => {
    const files = { 'metadata.json': '{}', 'phases/0/phase.md': '' };
    for (const place of ['node_modules/x', '.git/x', 'build/x', 'sub/out/x', 'sub/kept/x']) {
      workflowAt(place, files);
    }
    folder.write({ '.gitignore': 'build/\n', 'sub/.gitignore': '/out\n' });
    expect(found()).toEqual(['sub/kept/x']);
    folder.write({ '.gitignore': '' });
    workspace.touched([folder.at('.gitignore')]);
    expect(found()).toEqual(['build/x', 'sub/kept/x']);
  });

  it('never the bases, though projects keep them out of git', () => {
    workflowAt('.praxis-os/workflows/flow');
    folder.write({ '.gitignore': '.praxis-os/\n' });
    expect(found()).toEqual(['.praxis-os/workflows/flow']);
  });

  it('what the settings name, the editor’s and the project’s', () => {
    workflowAt('workflows/drafts_v1');
    workflowAt('workflows/old_v1');
    workflowAt('workflows/kept_v1');
    workspace.ignoreGlobs.value = ['workflows/drafts_v1'];
    folder.write({ '.praxis-os/config.json': '{"praxis": {"ignore": ["**/old_*/"]}}' });
    expect(found()).toEqual(['workflows/kept_v1']);
    const draft = folder.at('workflows/drafts_v1/metadata.json');
    expect(workspace.caches.ask(workflowOf, draft)).toBeUndefined();
    workspace.ignoreGlobs.value = [];
    expect(workspace.caches.ask(workflowOf, draft)).toBe(folder.at('workflows/drafts_v1'));
  });
});

describe('a file is', () => {
  it.each([
    ['metadata.json', { kind: 'metadata' }],
    ['phases/0/phase.md', { kind: 'phase', phase: 0 }],
    ['phases/12/gate-definition.yaml', { kind: 'gate', phase: 12 }],
    ['phases/1/task-10-build.md', { kind: 'task', phase: 1, name: 'task-10-build.md' }],
    ['phases/dynamic/phase-template.md', { kind: 'template', of: 'phase' }],
    ['phases/dynamic/task-template.md', { kind: 'template', of: 'task' }],
    ['core/glossary.md', { kind: 'prose' }],
    ['phases/01/phase.md', { kind: 'prose' }],
    ['phases/0/notes.txt', undefined],
    ['phases/0/metadata.json', undefined],
  ])('%s: %o', (relative, role) => {
    expect(roleOf(relative)).toEqual(role);
  });

  it('none of our business outside a workflow, whatever its name', () => {
    folder.write({ 'metadata.json': '{}', 'docs/phase.md': '', 'workflows/readme.md': '' });
    for (const file of ['metadata.json', 'docs/phase.md', 'workflows/readme.md']) {
      expect(workspace.caches.ask(placeOf, folder.at(file))).toBeUndefined();
    }
  });

  it('found without a root, from the folders above it', () => {
    workflowAt('somewhere/flow', { 'metadata.json': '{}', 'phases/0/phase.md': '' });
    workspace.roots.value = [];
    expect(workspace.caches.ask(workflowOf, folder.at('somewhere/flow/phases/0/phase.md'))).toBe(
      folder.at('somewhere/flow'),
    );
  });
});

describe('exploring', () => {
  it('makes the answer ready and keeps to an ordinary depth', () => {
    workflowAt('universal/workflows/flow');
    const work = explore(workspace.caches, [folder.path]);
    let step = work.next();
    while (!step.done) step = work.next();
    expect(step.value).toBe(DEEPEST_SEARCH);
    const before = workspace.caches.engine.computed;
    expect(workspace.caches.ask(workflowFolders, CELL)).toHaveLength(1);
    expect(workspace.caches.engine.computed - before).toBe(1);
  });

  it('can be told to stay near the roots', () => {
    workflowAt('universal/workflows/flow');
    depth.value = 2;
    expect(found()).toEqual([]);
  });
});
