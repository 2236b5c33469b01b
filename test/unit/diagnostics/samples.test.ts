import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { provideDiagnosticInputs } from '../../../server/diagnostics/inputs.ts';
import { workflowFiles } from '../../../server/workflow/workflow-files.ts';
import { Workspace } from '../../../server/workspace/workspace.ts';

const root = fileURLToPath(new URL('../../../universal', import.meta.url));

it.each(readdirSync(path.join(root, 'workflows')))('the sample %s is clean', (name) => {
  const workspace = new Workspace();
  provideDiagnosticInputs(workspace.caches.engine);
  workspace.roots.value = [root];
  const files = workspace.caches.ask(workflowFiles, path.join(root, 'workflows', name));
  expect(files.length).toBeGreaterThan(4);
  const found = files.flatMap((file) =>
    workspace.caches
      .ask(diagnosticsOf, file)
      .map(({ code, message }) => `${path.relative(root, file)}: ${code} ${message}`),
  );
  expect(found).toEqual([]);
});
