import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../temporary-folder.ts';
import { Runner } from './running.ts';

/* Workflows, specs and state files that other people and the original engine wrote, where they are at hand. */

const CORPUS = path.join(process.env.PRAXIS_SHARED ?? '../shared', 'corpus');
const PARTS = {
  workflows: '.praxis-os/workflows',
  standards: '.praxis-os/standards',
  specs: '.praxis-os/specs',
  state: '.praxis-os/.cache/state',
};

let folder: TemporaryFolder;
let runner: Runner;

beforeEach(async () => {
  folder = new TemporaryFolder();
  for (const [part, place] of Object.entries(PARTS)) {
    cpSync(path.join(CORPUS, part), folder.at(place), { recursive: true });
  }
  runner = await Runner.over(folder);
});
afterEach(async () => {
  await runner.client.shutdown();
  folder[Symbol.dispose]();
});

/** Passes phase after phase with whatever evidence; all gates of the corpus are lenient. */
async function runToTheEnd(sessionId: string): Promise<number[]> {
  const passed: number[] = [];
  for (;;) {
    const view = await runner.phase(sessionId);
    if (view.isComplete) return passed;
    expect(view.content).not.toBe('');
    // A task with the number 0 occurs; the numbers that can be asked for begin with 1.
    for (const { taskNumber, name } of view.tasks.filter((task) => task.taskNumber > 0)) {
      const task = await runner.task(sessionId, view.phase, taskNumber);
      expect(task.taskName).toBe(name);
      expect(task.content.length).toBeGreaterThan(0);
    }
    const evidence = Object.fromEntries(view.gate.evidence.map((name) => [name, true]));
    const { checkpointPassed, workflowComplete, nextPhase } = await runner.complete(
      sessionId,
      view.phase,
      evidence,
    );
    expect(checkpointPassed).toBe(true);
    expect(workflowComplete).toBe(nextPhase === undefined);
    passed.push(view.phase);
    expect(passed.length).toBeLessThan(50);
  }
}

function longPlan(phases: number): string {
  return Array.from(
    { length: phases },
    (_, index) => `## Phase ${index + 1}: Part\n\n- [ ] **Task ${index + 1}.1**: Do it\n\n`,
  ).join('');
}

const tasksFiles = (existsSync(CORPUS) ? readdirSync(CORPUS, { recursive: true }) : [])
  .map(String)
  .filter((file) => path.basename(file) === 'tasks.md')
  .toSorted();
const states = existsSync(CORPUS)
  ? readdirSync(path.join(CORPUS, 'state')).map((name) => path.basename(name, '.json'))
  : [];

describe.skipIf(!existsSync(CORPUS))('real sessions', () => {
  it('are all listed, and nothing of them is changed by looking', async () => {
    const { sessions, unreadable } = await runner.list();
    expect(unreadable).toEqual([]);
    expect(sessions.map(({ sessionId }) => sessionId).toSorted()).toEqual(states.toSorted());
    for (const id of states) {
      const file = path.join('state', `${id}.json`);
      const was = readFileSync(path.join(CORPUS, file), 'utf8');
      const got = await runner.get(id);
      expect(JSON.parse(was)).toMatchObject({
        workflow_type: got.workflowType,
        current_phase: got.currentPhase,
        completed_phases: got.completedPhases,
        phase_artifacts: got.phaseArtifacts,
      });
      expect(readFileSync(folder.at(`${PARTS.state}/${id}.json`), 'utf8')).toBe(was);
    }
  });

  it.each(states)('%s goes on from where it stood, and keeps what it held', async (id) => {
    const was = JSON.parse(readFileSync(path.join(CORPUS, 'state', `${id}.json`), 'utf8'));
    const { workflowType, targetFile, isComplete } = await runner.get(id);
    expect(isComplete).toBe(false);
    const sourceIsThere =
      was.metadata.spec_path === undefined || existsSync(folder.at(was.metadata.spec_path));
    if (sourceIsThere) {
      expect(await runner.start(workflowType, targetFile)).toMatchObject({
        sessionId: id,
        resumed: true,
      });
    } else {
      // Its spec has moved since: lay one where it was.
      folder.write({ [`${was.metadata.spec_path}/tasks.md`]: longPlan(was.current_phase + 2) });
    }
    const passed = await runToTheEnd(id);
    expect(passed[0]).toBe(was.current_phase);
    const state = JSON.parse(readFileSync(folder.at(`${PARTS.state}/${id}.json`), 'utf8'));
    expect(state.completed_phases).toEqual([...was.completed_phases, ...passed]);
    for (const [phase, artifact] of Object.entries(was.phase_artifacts)) {
      expect(state.phase_artifacts[phase]).toEqual(artifact);
    }
    expect(state.created_at).toBe(was.created_at);
    expect(Object.keys(state).slice(0, 10)).toEqual(Object.keys(was));
    expect(await runner.get(id)).toMatchObject({ status: 'completed' });
  });
});

describe.skipIf(!existsSync(CORPUS))('real workflows', () => {
  it('run from start to end: spec_creation_v1', async () => {
    const { sessionId, totalPhases } = await runner.start('spec_creation_v1', 'new-spec');
    expect(await runToTheEnd(sessionId)).toHaveLength(totalPhases);
  });

  it.each(tasksFiles)('run from start to end: spec_execution_v1 on %s', async (file) => {
    const spec_path = `.praxis-os/${path.dirname(file)}`;
    const { sessionId, overview } = await runner.start('spec_execution_v1', path.dirname(file), {
      options: { spec_path },
    });
    const generated = overview.phases.filter(({ source }) => source === 'dynamic');
    expect(generated.length).toBeGreaterThan(1);
    expect(generated.every(({ tasks }) => tasks.length > 0)).toBe(true);
    expect(await runToTheEnd(sessionId)).toEqual(overview.phases.map(({ phase }) => phase));
  });
});
