import { showEdit } from '../effect-view.ts';
import { faint } from '../palette.ts';
import type { Scene, Step } from '../step.ts';
import { DELIVERY, evidenceFor, MIGRATION } from './evidence.ts';
import { ask, refusal, request } from './requests.ts';
import { type RunScene, short } from './scene.ts';
import { runToTheEnd } from './to-the-end.ts';
import { excerpt, phaseLines, phaseTable, refusalLines, verdictLines } from './views.ts';

const DYNAMIC = 'spec_delivery_v1';
const HYBRID = 'service_migration_v1';
const SPEC = 'universal/specs/2026-01-15-rate-limiter';
const MIGRATION_SPEC = 'universal/specs/2026-02-03-queue-migration';
const TASKS = `${SPEC}/tasks.md`;
const GATE_HEADING = '**Validation Gate:**\n\n- [ ] All tests of the phase pass\n';
const ADDED = `- [ ] **Task 1.5**: Let a team try it out
  - **Estimated Time**: 1 hour
  - **Dependencies**: 1.4

`;

/** Starts a workflow that reads its phases from a spec, on that spec. */
function startOn(scene: Scene, workflowType: string, spec: string) {
  return ask(scene, 'praxis/session/start', {
    workflowType,
    targetFile: spec,
    options: { spec_path: spec },
  });
}

export const startDelivery: Step<RunScene> = {
  title: 'Start a dynamic workflow: its phases come from the tasks.md of a spec',
  async play(scene) {
    const { transcript } = scene;
    const started = await startOn(scene, DYNAMIC, SPEC);
    const { sessionId, overview } = started;
    scene.delivery = sessionId;
    transcript.block('answered', [
      `session ${short(sessionId)}  ${faint(`${overview.name} ${overview.version}`)}`,
      '',
      ...phaseTable(overview.phases),
    ]);
    const gate = await request(scene, 'praxis/gate/describe', { workflowType: DYNAMIC, phase: 0 });
    const passed = await ask(scene, 'praxis/session/completePhase', {
      sessionId,
      phase: 0,
      evidence: evidenceFor(gate, DELIVERY),
    });
    transcript.block('answered', [
      ...verdictLines(passed),
      ...(passed.next === undefined ? [] : phaseLines(passed.next)),
    ]);
    transcript.checks(
      {
        claim: 'phase 0 is written by hand, 1 to 3 are generated',
        came: overview.phases.map(({ phase, source }) => `${phase} ${source}`),
        expected: ['0 static', '1 dynamic', '2 dynamic', '3 dynamic'],
      },
      {
        claim: 'with all ten tasks of the plan',
        came: overview.phases
          .filter(({ source }) => source === 'dynamic')
          .reduce((sum, { tasks }) => sum + tasks.length, 0),
        expected: 10,
      },
      { claim: 'and the session enters the first of them', came: passed.nextPhase, expected: 1 },
    );
  },
};

export const readGeneratedTask: Step<RunScene> = {
  title: 'Read a generated task',
  async play(scene) {
    const { transcript, delivery: sessionId } = scene;
    const task = await ask(scene, 'praxis/session/task', { sessionId, phase: 1, taskNumber: 4 });
    transcript.block('answered', excerpt(task.content, 6));
    transcript.checks(
      {
        claim: 'name, time and dependencies are those of tasks.md',
        came: [task.source, task.taskId, task.taskName, task.estimatedTime, task.dependencies],
        expected: ['dynamic', '1.4', 'Put the limiter into the gateway', '6 hours', ['1.2', '1.3']],
      },
      {
        claim: 'no placeholder of the template is left',
        came: task.content.match(/\[[A-Z_]+\]/g),
        expected: null,
      },
    );
  },
};

export const editPlan: Step<RunScene> = {
  title: 'Add a task to tasks.md, without saving',
  async play(scene) {
    const { editor, transcript, delivery: sessionId } = scene;
    editor.openUnchecked(TASKS);
    transcript.block('sent', [`textDocument/didOpen  ${faint(TASKS)}`]);
    showEdit(transcript, await editor.replace(TASKS, GATE_HEADING, ADDED + GATE_HEADING));
    const view = await ask(scene, 'praxis/session/phase', { sessionId });
    transcript.block('answered', phaseLines(view));
    const task = await ask(scene, 'praxis/session/task', { sessionId, phase: 1, taskNumber: 5 });
    transcript.block('answered', excerpt(task.content, 4));
    transcript.checks(
      {
        claim: 'the next answer has the fifth task',
        came: view.tasks.map(({ taskId }) => taskId),
        expected: ['1.1', '1.2', '1.3', '1.4', '1.5'],
      },
      {
        claim: 'rendered from the template like the others',
        came: [task.taskName, task.content.startsWith('# Task 1.5: Let a team try it out')],
        expected: ['Let a team try it out', true],
      },
      { claim: 'one task more is no drift', came: view.drift, expected: [] },
    );
  },
};

export const finishDelivery: Step<RunScene> = {
  title: 'Run it to the end',
  async play(scene) {
    const { transcript, delivery: sessionId } = scene;
    const view = await request(scene, 'praxis/session/phase', { sessionId });
    const passed = await runToTheEnd(scene, view, DELIVERY);
    const further = await refusal(scene, 'praxis/session/completePhase', {
      sessionId,
      phase: 4,
      evidence: {},
    });
    transcript.block('answered', further === undefined ? ['accepted'] : refusalLines(further));
    const { phaseArtifacts } = await request(scene, 'praxis/session/get', { sessionId });
    transcript.checks(
      {
        claim: 'the last of the generated phases completes the workflow, and none before it',
        came: passed.map(({ view, result }) => [view.phase, result.workflowComplete]),
        expected: [
          [1, false],
          [2, false],
          [3, true],
        ],
      },
      {
        claim: 'no gate file judges a generated phase; what was submitted is kept all the same',
        came: [passed[0]?.result.diagnostics.gateSource, Object.keys(phaseArtifacts)],
        expected: ['permissive', ['0', '1', '2', '3']],
      },
      {
        claim: 'a finished session takes no more',
        came: further?.kind,
        expected: 'SessionComplete',
      },
    );
  },
};

export const runHybrid: Step<RunScene> = {
  title: 'Run a hybrid workflow: two phases written by hand, then generated ones',
  async play(scene) {
    const { transcript } = scene;
    const started = await startOn(scene, HYBRID, MIGRATION_SPEC);
    transcript.block('answered', [
      `session ${short(started.sessionId)}  ${faint(`${started.overview.name}, ${started.totalPhases} phases`)}`,
    ]);
    const passed = await runToTheEnd(scene, started, MIGRATION);
    transcript.checks(
      {
        claim: 'the strict gates of the first two were passed, then the plan was followed',
        came: passed.map(({ view }) => [view.phase, view.source, view.gate.strict]),
        expected: [
          [0, 'static', true],
          [1, 'static', true],
          [2, 'dynamic', false],
          [3, 'dynamic', false],
          [4, 'dynamic', false],
        ],
      },
      {
        claim: 'to the end',
        came: passed.at(-1)?.result.workflowComplete,
        expected: true,
      },
    );
  },
};
