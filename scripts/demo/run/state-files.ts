import { clip, inColumns } from '../layout.ts';
import { faint } from '../palette.ts';
import type { Step } from '../step.ts';
import { table } from '../table.ts';
import { BLOCK_WIDTH } from '../transcript.ts';
import { ask } from './requests.ts';
import { type RunScene, STATE_FOLDER, short, stateFile } from './scene.ts';

export const listSessions: Step<RunScene> = {
  title: 'List the sessions, and look at what is on the disk',
  async play(scene) {
    const { editor, transcript, release } = scene;
    const { sessions, unreadable } = await ask(scene, 'praxis/session/list', {});
    transcript.block(
      'answered',
      table(
        ['session', 'workflow', 'target', 'status', 'done'],
        sessions.map((each) => [
          short(each.sessionId),
          each.workflowType,
          each.targetFile.replace(/^universal\//, '…/'),
          each.status,
          `${each.completedPhases.length} of ${each.totalPhases}`,
        ]),
      ),
    );
    const text = editor.workspace.read(stateFile(release));
    const state = JSON.parse(text) as Readonly<Record<string, unknown>>;
    transcript.block('on disk', [
      faint(stateFile(release)),
      ...inColumns(Object.entries(state).map(([key, value]) => [key, inShort(value)])).map((line) =>
        clip(line, BLOCK_WIDTH),
      ),
    ]);
    transcript.checks(
      {
        claim: 'one session waits where it was left, two are completed',
        came: sessions.map(({ workflowType, status }) => `${workflowType} ${status}`).toSorted(),
        expected: [
          'release_checklist_v1 active',
          'service_migration_v1 completed',
          'spec_delivery_v1 completed',
        ],
      },
      {
        claim: 'every file can be read, and no lock or temporary file was left behind',
        came: [unreadable, editor.workspace.list(STATE_FOLDER)],
        expected: [[], sessions.map(({ sessionId }) => `${sessionId}.json`).toSorted()],
      },
      {
        claim:
          'the keys are those of the original engine, in its order: it can take the session over',
        came: Object.keys(state),
        expected: ORIGINAL_KEYS,
      },
      {
        claim: 'the server takes its leave with exit code 0',
        came: await editor.client.shutdown(),
        expected: 0,
      },
    );
  },
};

const ORIGINAL_KEYS = [
  'session_id',
  'workflow_type',
  'target_file',
  'current_phase',
  'completed_phases',
  'phase_artifacts',
  'checkpoints',
  'created_at',
  'updated_at',
  'metadata',
];

/** A value of the state file; of an object of objects only the keys. */
function inShort(value: unknown): string {
  const isNested =
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((each) => typeof each === 'object');
  return isNested ? `{ ${Object.keys(value).join(', ')} }` : JSON.stringify(value);
}
