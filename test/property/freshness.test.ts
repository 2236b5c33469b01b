import fc from 'fast-check';
import { describe, it } from 'vitest';
import { CELL, Cell } from '../../server/caches/cell.ts';
import type { CacheMode } from '../../server/caches/policy.ts';
import { diagnosticsOf } from '../../server/diagnostics/diagnostic.ts';
import { provideDiagnosticInputs } from '../../server/diagnostics/inputs.ts';
import { workflowReport } from '../../server/diagnostics/report.ts';
import { document } from '../../server/workflow/document.ts';
import { workflowSnapshot } from '../../server/workflow/snapshot.ts';
import { DEEPEST_SEARCH, searchDepth, workflowFolders } from '../../server/workspace/discovery.ts';
import { placeOf } from '../../server/workspace/layout.ts';
import { otherDocuments } from '../../server/workspace/other-places.ts';
import { Workspace } from '../../server/workspace/workspace.ts';
import { propertyRuns } from './property-runs.ts';
import { ModelWorkspace, type Operation, operation } from './workspace-model.ts';

function workspaceOver(model: ModelWorkspace, mode: CacheMode): Workspace {
  const workspace = new Workspace();
  provideDiagnosticInputs(workspace.caches.engine);
  new Cell(workspace.caches.engine, searchDepth, DEEPEST_SEARCH);
  workspace.caches.policy = { mode, reason: 'the test says so' };
  workspace.roots.value = [model.root];
  workspace.caches.beginPass();
  return workspace;
}

/** Everything that can be asked of the workspace, as plain values. */
function answersOf(workspace: Workspace, model: ModelWorkspace): unknown {
  const { caches } = workspace;
  caches.beginPass();
  const folders = caches.ask(workflowFolders, CELL);
  return JSON.parse(
    JSON.stringify({
      folders,
      others: caches.ask(otherDocuments, model.root),
      reports: folders.map((folder) => caches.ask(workflowReport, folder)),
      snapshots: folders.map((folder) => {
        const { missing, ...rest } = caches.ask(workflowSnapshot, folder);
        return { ...rest, missing: [...missing].toSorted() };
      }),
      files: model.files.map((file) => ({
        file,
        place: caches.ask(placeOf, file),
        text: caches.ask(document, file)?.text,
        diagnostics: caches.ask(diagnosticsOf, file),
      })),
    }),
  );
}

/** Lets an operation happen; the workspace hears of it as an editor or a watcher would tell. */
function apply(
  { kind, ...given }: Operation,
  model: ModelWorkspace,
  workspace: Workspace,
  tells: boolean,
): void {
  const { file = '', folder = '', to = '', text = '' } = given as Record<string, string>;
  const touched = (files: readonly string[]): void => {
    if (tells && files.length > 0) workspace.touched(files);
  };
  workspace.caches.beginPass();
  switch (kind) {
    case 'open':
    case 'type':
      model.buffers.set(file, text);
      workspace.setBuffer(model.at(file), text);
      break;
    case 'close':
      model.buffers.delete(file);
      workspace.dropBuffer(model.at(file));
      break;
    case 'save':
      if (!model.buffers.has(file)) break;
      touched(model.write(file, model.buffers.get(file) ?? ''));
      break;
    case 'write':
      touched(model.write(file, text));
      break;
    case 'delete':
      model.delete(file);
      touched([model.at(file)]);
      break;
    case 'rename':
      touched(model.move(file, to));
      break;
    case 'move':
      touched(model.move(folder, to));
      break;
    case 'remove':
      model.delete(folder);
      touched([model.at(folder)]);
      break;
    case 'ask':
      installReports(model, workspace);
      workspace.caches.ask(diagnosticsOf, model.at(file));
      workspace.caches.ask(workflowFolders, CELL);
      break;
    case 'false alarm':
      workspace.touched([model.at(file)]);
  }
}

/** Takes in reports on workflows without an open buffer, as a worker makes them. */
function installReports(model: ModelWorkspace, workspace: Workspace): void {
  const worker = workspaceOver(model, 'production').caches.engine;
  const open = [...model.buffers.keys()].map((file) => model.at(file));
  for (const folder of worker.get(workflowFolders, CELL)) {
    if (open.some((file) => file.startsWith(folder))) continue;
    const report = worker.get(workflowReport, folder);
    const reads = worker.readsOf(workflowReport, folder);
    workspace.caches.engine.install(workflowReport, folder, report, reads);
  }
}

function promise(mode: CacheMode, tells: boolean): void {
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 30 }), (operations) => {
      const model = new ModelWorkspace();
      try {
        const workspace = workspaceOver(model, mode);
        answersOf(workspace, model);
        for (const each of operations) apply(each, model, workspace, tells);
        const answers = answersOf(workspace, model);
        const fresh = workspaceOver(model, mode);
        for (const [file, text] of model.buffers) fresh.setBuffer(model.at(file), text);
        const expected = answersOf(fresh, model);
        if (JSON.stringify(answers) !== JSON.stringify(expected)) {
          throw new Error(firstDifference(answers, expected));
        }
      } finally {
        model.dispose();
      }
    }),
    propertyRuns(70),
  );
}

/** Where two answers differ first, and how. */
function firstDifference(answer: unknown, expected: unknown, at = ''): string {
  if (
    typeof answer === 'object' &&
    typeof expected === 'object' &&
    answer !== null &&
    expected !== null
  ) {
    for (const key of new Set([...Object.keys(answer), ...Object.keys(expected)])) {
      const [a, b] = [Reflect.get(answer, key), Reflect.get(expected, key)];
      if (JSON.stringify(a) !== JSON.stringify(b)) return firstDifference(a, b, `${at}/${key}`);
    }
  }
  return `${at}\n  answered: ${JSON.stringify(answer)}\n  a fresh server answers: ${JSON.stringify(expected)}`;
}

describe('after any sequence of changes, every answer is a fresh server’s', () => {
  it('in production mode, told of each change', () => promise('production', true), 120_000);
  it('in development mode, told of each change', () => promise('development', true), 120_000);
  it('in development mode, told of nothing', () => promise('development', false), 120_000);
  it('with the caches off, told of nothing', () => promise('off', false), 120_000);
});
