import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { provideDiagnosticInputs } from '../../../server/diagnostics/inputs.ts';
import { workflowFiles } from '../../../server/workflow/workflow-files.ts';
import { otherDocuments } from '../../../server/workspace/other-places.ts';
import { Workspace } from '../../../server/workspace/workspace.ts';

const root = fileURLToPath(new URL('../../../universal', import.meta.url));

const workspace = new Workspace();
provideDiagnosticInputs(workspace.caches.engine);
workspace.roots.value = [root];

it.each(readdirSync(path.join(root, 'workflows')))('the sample %s is clean', (name) => {
  const files = workspace.caches.ask(workflowFiles, path.join(root, 'workflows', name));
  expect(files.length).toBeGreaterThan(4);
  expectClean(files);
});

it('the standards and specs beside them are clean', () => {
  const files = workspace.caches.ask(otherDocuments, root);
  expect(files.length).toBeGreaterThan(20);
  expectClean(files);
});

function expectClean(files: readonly string[]): void {
  const found = files.flatMap((file) =>
    workspace.caches
      .ask(diagnosticsOf, file)
      .map(({ code, message }) => `${path.relative(root, file)}: ${code} ${message}`),
  );
  expect(found).toEqual([]);
}
