import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cell } from '../../../server/caches/cell.ts';
import { Retrieval } from '../../../server/lsp/retrieval.ts';
import { searchesTasks } from '../../../server/rag/indexed-files.ts';
import { IndexService } from '../../../server/rag/indexing/index-service.ts';
import type { ToWorker } from '../../../server/rag/indexing/protocol.ts';
import { indexGeneration } from '../../../server/rag/search-answers.ts';
import type { FilePath } from '../../../server/workspace/paths.ts';
import { type WorkspaceFixture, workspaceFixture } from '../../workspace-fixture.ts';

const STANDARDS = `
//- standards/undo.md
# Undo
//- standards/testing/unit.md
# Unit tests
//- standards/testing/deep/er.md
# Deeper
//- standards/testing-too/load.md
# Load tests
//- specs/search.md
# Search
`;

describe('the index that is told of changes on disk', () => {
  let fixture: WorkspaceFixture;
  let retrieval: Retrieval;
  let sent: ToWorker[];
  beforeEach(async () => {
    fixture = workspaceFixture(STANDARDS, { base: '.praxis-os' });
    sent = [];
    const { workspace } = fixture;
    new Cell(workspace.caches.engine, searchesTasks, false);
    retrieval = new Retrieval({
      workspace,
      service: new IndexService({
        startWorker: ({ onEnd }) => ({
          pid: undefined,
          send(message) {
            if (message.kind === 'close') onEnd('it was closed');
            else sent.push(message);
          },
          hold: () => undefined,
          kill: () => undefined,
        }),
        onNotice: () => undefined,
      }),
      generation: new Cell(workspace.caches.engine, indexGeneration, 0),
      settings: () => ({ enabled: true, model: '', allowHub: false, tasks: false }),
      explored: () => Promise.resolve(),
      looksItself: () => false,
    });
    await retrieval.begin();
  });
  afterEach(() => retrieval.close());

  /** The files that the worker is told of, when these are touched. */
  const toldOf = (...touched: readonly FilePath[]): string[] => {
    sent = [];
    retrieval.touched(touched);
    return sent.flatMap((message) =>
      message.kind === 'touched'
        ? message.files.map((file) => path.relative(fixture.path('.'), file))
        : [],
    );
  };

  it('hears of a file, and of all that is in a folder at any depth', () => {
    const { path: at, root } = fixture;
    expect(toldOf(at('standards/undo.md'))).toEqual(['standards/undo.md']);
    expect(toldOf(at('standards/testing')).sort()).toEqual([
      'standards/testing/deep/er.md',
      'standards/testing/unit.md',
    ]);
    expect(toldOf(root)).toHaveLength(5);
    expect(toldOf(path.parse(root).root)).toHaveLength(5);
  });

  it('hears of each file once, whatever was told of it', () => {
    const { path: at } = fixture;
    const [file, folder] = [at('standards/testing/unit.md'), at('standards/testing')];
    expect(toldOf(file, folder, at('standards/testing/deep'), file).sort()).toEqual([
      'standards/testing/deep/er.md',
      'standards/testing/unit.md',
    ]);
  });

  it('hears of nothing where no file that is searched was touched', () => {
    const { path: at } = fixture;
    expect(toldOf(at('standards/undo'), at('standards/undo.md/below'), '/elsewhere')).toEqual([]);
  });

  it('hears of everything where nobody knows what was touched', () => {
    expect(toldOf()).toHaveLength(5);
  });
});
