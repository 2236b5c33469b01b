import path from 'node:path';
import { Cell } from '../server/caches/cell.ts';
import { provideDiagnosticInputs } from '../server/diagnostics/inputs.ts';
import type { RuleSeverities } from '../server/diagnostics/severity.ts';
import type { TextRange } from '../server/syntax/text-range.ts';
import { DEEPEST_SEARCH, searchDepth } from '../server/workspace/discovery.ts';
import type { FilePath } from '../server/workspace/paths.ts';
import { Workspace } from '../server/workspace/workspace.ts';
import { marked } from './unit/marked-text.ts';

/** A file of a fixture, its marks taken out. */
export interface FixtureFile {
  /** As in the fixture's header. */
  readonly name: string;
  readonly file: FilePath;
  readonly text: string;
  /** What stood between `«` and `»`, in the order in which the marks open. */
  readonly ranges: readonly TextRange[];
}

export interface WorkspaceFixture {
  readonly workspace: Workspace;
  readonly root: FilePath;
  /** In the order of the fixture. */
  readonly files: readonly FixtureFile[];
  /** The path of a file by its name in the fixture, whether it is there or not. */
  path(name: string): FilePath;
}

export interface FixtureOptions {
  /** Where the names of the fixture's files begin, below the root: a workflow, as a rule. */
  readonly base?: string;
  readonly severities?: RuleSeverities;
}

/**
 * A workspace from one string. A line `//- its/name` begins a file; ranges that a test is about are
 * marked `«so»`, a cursor as `«»`. The files are open buffers below a root that is not on the disk,
 * so nothing is left behind.
 */
export function workspaceFixture(fixture: string, options: FixtureOptions = {}): WorkspaceFixture {
  const { base = 'workflows/release_v1', severities = {} } = options;
  const root = path.resolve('/praxis-fixture');
  const pathOf = (name: string): FilePath => path.join(root, base, name);
  const workspace = new Workspace();
  provideDiagnosticInputs(workspace.caches.engine).severities.value = severities;
  new Cell(workspace.caches.engine, searchDepth, DEEPEST_SEARCH);
  workspace.roots.value = [root];
  const files = filesIn(fixture).map(
    ({ name, body }): FixtureFile => ({ name, file: pathOf(name), ...marked(body) }),
  );
  for (const { file, text } of files) workspace.setBuffer(file, text);
  return { workspace, root, files, path: pathOf };
}

/** The files of a fixture as written, marks included. */
function filesIn(fixture: string): { name: string; body: string }[] {
  const [before = '', ...files] = fixture.split(/^\/\/- /m);
  if (before.trim() !== '') throw new Error(`A fixture begins with "//- ", not with "${before}".`);
  return files.map((file) => {
    const end = file.indexOf('\n');
    if (end === -1) throw new Error(`A line must follow "//- ${file}".`);
    return { name: file.slice(0, end).trim(), body: file.slice(end + 1) };
  });
}
