import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { provideDiagnosticInputs } from '../../../server/diagnostics/inputs.ts';
import { Workspace } from '../../../server/workspace/workspace.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

/** The codes that are reported for `workflows/release_v1/metadata.json` with this content. */
function codesOf(content: string | Uint8Array): string[] {
  const name = 'workflows/release_v1/metadata.json';
  using folder = new TemporaryFolder();
  folder.write({ [name]: content });
  const workspace = new Workspace();
  provideDiagnosticInputs(workspace.caches.engine);
  workspace.roots.value = [folder.path];
  return workspace.caches.ask(diagnosticsOf, folder.at(name)).map(({ code }) => code);
}

describe('files that cannot be read', () => {
  it('says of bytes that are no UTF-8 that they are none', () => {
    expect(codesOf(new Uint8Array([0x22, 0x43, 0xe9, 0x22]))).toContain('file/not-utf8');
  });

  it('does not check what is too large, and says that alone', () => {
    expect(codesOf(`{ "notes": "${'x'.repeat(1_000_001)}" }`)).toEqual(['file/too-large']);
  });
});
