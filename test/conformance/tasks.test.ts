import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PhaseItem } from '../../server/protocol/workflow-requests.ts';
import { Runner } from '../e2e/running.ts';
import { sampleMetadata } from '../e2e/sample-workflow.ts';
import { errorOf } from '../e2e/server.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { casesOf } from './case-files.ts';
import {
  asExpected,
  type OwnPlanCase,
  ownPlanCase,
  type PlanCase,
  type RecordedPlanCase,
  recordedPlanCase,
} from './plan-case.ts';

/*
 * A tasks.md is tried by starting a dynamic session on it: what is compared is the plan that a client
 * gets to see, and rendering it is part of the way there.
 */

const { own, recorded } = casesOf<OwnPlanCase, RecordedPlanCase>('tasks');
const FOLDER = '.praxis-os/workflows/planned_v1';

let folder: TemporaryFolder;
let runner: Runner;

beforeAll(async () => {
  folder = new TemporaryFolder();
  // Development mode: files are written and asked for at once.
  folder.write({ '.git/HEAD': '' });
  folder.write({
    [`${FOLDER}/metadata.json`]: sampleMetadata('planned_v1', {
      total_phases: 'dynamic',
      phases: [],
      dynamic_phases: true,
      dynamic_config: { source_type: 'spec_tasks_md', source_path_key: 'spec_path' },
    }),
    [`${FOLDER}/phases/dynamic/phase-template.md`]:
      '# [PHASE_NUMBER]: [PHASE_NAME], [TASK_COUNT] tasks\n\n[VALIDATION_GATE]\n',
    [`${FOLDER}/phases/dynamic/task-template.md`]:
      '# [TASK_ID] [TASK_NAME]\n\n[DEPENDENCIES]\n\n[ACCEPTANCE_CRITERIA]\n',
  });
  runner = await Runner.over(folder);
});
afterAll(async () => {
  await runner.client.shutdown();
  folder[Symbol.dispose]();
});

describe('plans of our own', () => {
  it.each(own.map(ownPlanCase).map(named))('%s', check);
});

describe.skipIf(recorded.length === 0)('plans recorded from the original', () => {
  it.each(recorded.map(recordedPlanCase).map(named))('%s', check);
});

function named(given: PlanCase): [string, PlanCase] {
  return [given.id, given];
}

async function check(id: string, { text, expected }: PlanCase): Promise<void> {
  const source = `specs/${id}`;
  folder.write({ [`${source}/tasks.md`]: text });
  const start = runner.start('planned_v1', id, { options: { spec_path: source } });
  if (expected === 'refused') {
    expect(await errorOf(start)).toMatchObject({
      code: 1010,
      message: `Failed to initialize dynamic registry: Failed to parse source ${source}: No phases found in ${source}/tasks.md`,
    });
    expect((await runner.list()).sessions.filter(({ targetFile }) => targetFile === id)).toEqual(
      [],
    );
    return;
  }
  const { overview } = await start;
  expect(overview.phases.map(asExpected)).toEqual(expected);
  expect(await renderedTexts(await start, overview.phases)).toEqual(
    overview.phases.slice(0, 1).flatMap(wantedTexts),
  );
}

/** The phase that the session begins in, and its tasks, as a client gets them to read. */
async function renderedTexts(
  { sessionId, currentPhase, content }: Awaited<ReturnType<Runner['start']>>,
  phases: readonly PhaseItem[],
): Promise<string[]> {
  const [first] = phases;
  if (first?.phase !== currentPhase) return phases.slice(0, 1).flatMap(wantedTexts);
  const tasks = [];
  for (const { taskNumber } of first.tasks) {
    tasks.push((await runner.task(sessionId, currentPhase, taskNumber)).content);
  }
  return [content, ...tasks];
}

function wantedTexts({ phase, name, tasks, gate }: PhaseItem): string[] {
  const boxes = (items: readonly string[] = []) => items.map((item) => `- [ ] ${item}`).join('\n');
  return [
    `# ${phase}: ${name}, ${tasks.length} tasks\n\n${boxes(gate.checklist)}\n`,
    ...tasks.map(
      ({ taskId, name: task, dependencies = [], acceptanceCriteria }) =>
        `# ${taskId} ${task}\n\n${dependencies.join(', ') || 'None'}\n\n${boxes(acceptanceCriteria)}\n`,
    ),
  ];
}
