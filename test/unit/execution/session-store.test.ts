import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SessionStore } from '../../../server/execution/session-store.ts';
import { newSessionId } from '../../../server/execution/state/session-id.ts';
import { InProcessSessions } from '../../in-process-sessions.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

describe('a new session', () => {
  let folder: TemporaryFolder;
  let store: SessionStore;
  beforeEach(() => {
    folder = new TemporaryFolder();
    store = new SessionStore(new InProcessSessions(folder.path).workspace);
  });
  afterEach(() => folder[Symbol.dispose]());

  const stateOf = (target: string) => ({
    workflow_type: 'stored_v1',
    target_file: target,
    current_phase: 0,
  });

  it('is found by its id', async () => {
    const id = newSessionId();
    const created = await store.create(store.folderOf(folder.path), id, stateOf('a.ts'));
    expect(created.state).toMatchObject({ sessionId: id, targetFile: 'a.ts' });
    expect(await store.find(id)).toEqual(created);
  });

  it('takes the place of no other', async () => {
    const states = store.folderOf(folder.path);
    const id = newSessionId();
    await store.create(states, id, stateOf('a.ts'));
    await expect(store.create(states, id, stateOf('b.ts'))).rejects.toMatchObject({
      kind: 'StateConflict',
      message: `There is a state file ${id}.json already.`,
    });
    expect((await store.find(id)).state.targetFile).toBe('a.ts');
  });
});
