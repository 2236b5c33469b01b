import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Runner } from '../../e2e/running.ts';
import { settled } from '../../e2e/server.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';
import { type GeneratedWorkspace, generateWorkspace } from '../generate.ts';
import { inMode, type Mode, type RunningSamples } from './figures.ts';
import { timed } from './sessions.ts';

const SESSIONS = 1_000;
const WORKFLOWS = 10;

/** What a client waits for beside so many sessions, in milliseconds. @param starts of the server */
export async function measureManySessions(
  mode: Mode,
  { times, starts }: { readonly times: number; readonly starts: number },
): Promise<RunningSamples> {
  using folder = new TemporaryFolder();
  const workspace = generateWorkspace(folder.path, WORKFLOWS);
  writeStates(workspace);
  const listCold: number[] = [];
  for (let start = 0; start < starts; start++) {
    const runner = await Runner.over(folder, inMode(mode));
    await settled(runner.client);
    const asked = performance.now();
    const { sessions } = await runner.list();
    listCold.push(performance.now() - asked);
    if (sessions.length !== SESSIONS) throw new Error(`${sessions.length} sessions were listed.`);
    await runner.client.shutdown();
  }
  const runner = await Runner.over(folder, inMode(mode));
  try {
    const listWarm = await timed(times, () => runner.list());
    const startAmongMany = await timed(times, async (turn) => {
      await runner.start(workspace.middle.plan.type, `another-${turn}`);
    });
    return { listCold, listWarm, startAmongMany };
  } finally {
    await runner.client.shutdown();
  }
}

/** Sessions as the original engine writes them, at any place of their workflows. */
function writeStates({ root, workflows }: GeneratedWorkspace): void {
  const folder = path.join(root, '.praxis-os', '.cache', 'state');
  mkdirSync(folder, { recursive: true });
  const now = new Date().toISOString().replace('Z', '000');
  for (let index = 0; index < SESSIONS; index++) {
    const { plan } = workflows[index % workflows.length] ?? workflows[0] ?? fail();
    const total = plan.phases.length;
    const current = index % (total + 1);
    const completed = Array.from({ length: current }, (_, phase) => phase);
    const id = randomUUID();
    const state = {
      session_id: id,
      workflow_type: plan.type,
      target_file: `src/module-${index}.py`,
      current_phase: current,
      completed_phases: completed,
      phase_artifacts: Object.fromEntries(
        completed.map((phase) => [
          phase,
          {
            phase_number: phase,
            evidence: { files_changed: phase, tests_passed: true, notes: 'as planned' },
            outputs: {},
            commands_executed: [],
            timestamp: now,
          },
        ]),
      ),
      checkpoints: Object.fromEntries(completed.map((phase) => [phase, 'passed'])),
      created_at: now,
      updated_at: now,
      metadata: { total_phases: total },
    };
    writeFileSync(path.join(folder, `${id}.json`), JSON.stringify(state, undefined, 2));
  }
}

function fail(): never {
  throw new RangeError('There are no workflows.');
}
