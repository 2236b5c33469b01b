import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';

/** A workflow's files as they are at the start; edits replace them by one of the texts below. */
const METADATA = (type: string, phases: number, tasks: number) =>
  JSON.stringify(
    {
      workflow_type: type,
      version: '1.0.0',
      name: 'A workflow',
      author: 'somebody',
      description: 'A workflow that the property test edits.',
      total_phases: phases,
      estimated_duration: '1 hour',
      primary_outputs: ['a result'],
      phases: Array.from({ length: phases }, (_, phase) => ({
        phase_number: phase,
        phase_name: `Phase ${phase}`,
        purpose: 'To be edited',
        estimated_effort: '10 minutes',
        key_deliverables: ['one'],
        validation_criteria: ['one'],
        tasks: Array.from({ length: tasks }, (_, task) => ({
          task_number: task + 1,
          name: `task ${task + 1}`,
          file: `task-${task + 1}-do.md`,
        })),
        checkpoint: { required_evidence: ['done'] },
      })),
    },
    undefined,
    2,
  );
const PHASE = (phase: number, evidence: string) =>
  `# Phase ${phase}: Phase ${phase}\n\n## Validation Gate\n\n| Evidence | Type |\n|---|---|\n| \`${evidence}\` | boolean |\n\n🎯 NEXT-MANDATORY: [task-1-do.md](task-1-do.md)\n`;
const TASK = (task: number, target: string) =>
  `# Task ${task}: Do\n\n## Objective\n\nSome prose.\n\n🎯 NEXT-MANDATORY: [${target}](${target})\n`;
const GATE = (field: string, type: string) =>
  `checkpoint:\n  strict: false\nevidence_schema:\n  ${field}:\n    type: ${type}\n    required: true\n    description: "One"\n`;

const STANDARD = (target: string, heading: string) =>
  `# Tests\n\n## ${heading}\n\nSee [the plan](${target}) and [below](#in-short).\n`;
const PLAN = (phase: string, dependency: string) =>
  `${phase}\n\n- [ ] **Task 1.1**: Do it, as [the standard](../../standards/tests.md#in-short) says\n  - **Dependencies**: ${dependency}\n`;
const STATE = (type: string, current: number) =>
  JSON.stringify({
    session_id: SESSION,
    workflow_type: type,
    target_file: 'target',
    current_phase: current,
    completed_phases: [],
    phase_artifacts: {},
    checkpoints: {},
    created_at: '2026-01-31T12:34:56.789012',
    updated_at: '2026-01-31T12:34:56.789012',
    metadata: {},
  });
const SESSION = '1ec2c575-729c-44a2-a8b8-31409068cb68';

/** Texts that an edit may put into any file: each changes a fact that some other file relies on. */
const TEXTS: readonly string[] = [
  METADATA('alpha_run_v1', 2, 2),
  METADATA('alpha_run_v1', 1, 1),
  METADATA('beta_run_v1', 3, 2),
  METADATA('beta_run_v1', 2, 2).slice(0, 400),
  PHASE(0, 'done'),
  PHASE(1, 'gone'),
  TASK(1, 'task-2-do.md'),
  TASK(2, '../1/phase.md'),
  TASK(2, '../7/phase.md'),
  `\n\n${TASK(1, 'task-2-do.md')}More prose.\n`,
  GATE('done', 'boolean'),
  GATE('other', 'boolean'),
  GATE('done', 'bolean'),
  '',
  '{',
  '\uFEFF{"praxis": {"ignore": ["universal/**"]}}',
  '{"praxis": {"diagnostics": {"rules": {"command/*": "off", "layout/*": "hint"}}}}',
  '# Nothing\r\n',
  STANDARD('../specs/one/tasks.md', 'In short'),
  STANDARD('../specs/One/plan.md', 'Summary'),
  PLAN('## Phase 1: Core', 'None'),
  PLAN('## Phase 1 Core', '1.7'),
  STATE('alpha_run_v1', 1),
  STATE('gamma_run_v1', 9),
  '{"rag": {"index_path": "universal/index"}, "praxis": {"ignord": []}}',
];

const WORKFLOWS = [
  'universal/workflows/alpha_run_v1',
  '.praxis-os/workflows/beta_run_v1',
  'tools/loose',
];

/** Files that operations pick from: there at the start or not. */
const FILES: readonly string[] = [
  ...WORKFLOWS.flatMap((folder) =>
    [
      'metadata.json',
      'README.md',
      ...[0, 1, 2].flatMap((phase) =>
        ['phase.md', 'gate-definition.yaml', 'task-1-do.md', 'task-2-do.md', 'task-3-new.md'].map(
          (name) => `phases/${phase}/${name}`,
        ),
      ),
    ].map((name) => `${folder}/${name}`),
  ),
  '.praxis-os/config.json',
  '.praxis-os/standards/tests.md',
  '.praxis-os/specs/one/tasks.md',
  `.praxis-os/.cache/state/${SESSION}.json`,
  `universal/state/${SESSION}.json`,
  '.gitignore',
];

const FOLDERS: readonly string[] = [
  ...WORKFLOWS,
  ...WORKFLOWS.flatMap((folder) => [
    `${folder}/phases`,
    `${folder}/phases/1`,
    `${folder}/phases/2`,
  ]),
  'universal/workflows/gamma_run_v1',
  'tools/moved',
  '.praxis-os/workflows',
  '.praxis-os/standards',
  '.praxis-os/specs/one',
  'universal/specs/one',
  'universal',
];

/** Something that happens to a workspace. */
export type Operation =
  | { readonly kind: 'open' | 'write' | 'type'; readonly file: string; readonly text: string }
  | { readonly kind: 'close' | 'delete' | 'save'; readonly file: string }
  | { readonly kind: 'rename'; readonly file: string; readonly to: string }
  | { readonly kind: 'move'; readonly folder: string; readonly to: string }
  | { readonly kind: 'remove'; readonly folder: string }
  /** Something is asked, so that caches hold values of that moment. */
  | { readonly kind: 'ask'; readonly file: string }
  /** An event for a path to which nothing happened. */
  | { readonly kind: 'false alarm'; readonly file: string };

const file = fc.constantFrom(...FILES);
const folder = fc.constantFrom(...FOLDERS);
const text = fc.constantFrom(...TEXTS);

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('open' as const), file, text }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('type' as const), file, text }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), file, text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('close' as const), file }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('save' as const), file }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delete' as const), file }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rename' as const), file, to: file }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), folder, to: folder }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), folder }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('ask' as const), file }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('false alarm' as const), file }) },
);

/** A workspace on disk with the buffers of an editor over it. */
export class ModelWorkspace {
  readonly root = mkdtempSync(path.join(tmpdir(), 'praxis-model-'));
  readonly buffers = new Map<string, string>();

  constructor() {
    for (const workflow of WORKFLOWS.slice(0, 2)) {
      this.write(`${workflow}/metadata.json`, METADATA(path.basename(workflow), 2, 2));
      for (const phase of [0, 1]) {
        this.write(`${workflow}/phases/${phase}/phase.md`, PHASE(phase, 'done'));
        this.write(`${workflow}/phases/${phase}/gate-definition.yaml`, GATE('done', 'boolean'));
        this.write(`${workflow}/phases/${phase}/task-1-do.md`, TASK(1, 'task-2-do.md'));
        this.write(`${workflow}/phases/${phase}/task-2-do.md`, TASK(2, '../1/phase.md'));
      }
    }
    this.write('.praxis-os/standards/tests.md', STANDARD('../specs/one/tasks.md', 'In short'));
    this.write('.praxis-os/specs/one/tasks.md', PLAN('## Phase 1: Core', 'None'));
    this.write(`.praxis-os/.cache/state/${SESSION}.json`, STATE('beta_run_v1', 0));
  }

  get files(): readonly string[] {
    return FILES.map((name) => this.at(name));
  }

  at(relative: string): string {
    return path.join(this.root, relative);
  }

  /** @returns what a watcher tells of it: the topmost folder that was made, and the file. */
  write(relative: string, content: string): string[] {
    const made = this.#makeRoom(relative);
    try {
      writeFileSync(this.at(relative), content);
      return [...made, this.at(relative)];
    } catch (error) {
      if (isInTheWay(error)) return made;
      throw error;
    }
  }

  delete(relative: string): void {
    rmSync(this.at(relative), { recursive: true, force: true });
  }

  /** Moves, if there is something to move and room for it. @returns as `write` does. */
  move(from: string, to: string): string[] {
    if (!existsSync(this.at(from)) || `${to}/`.startsWith(`${from}/`)) return [];
    const made = this.#makeRoom(to);
    try {
      renameSync(this.at(from), this.at(to));
      return [...made, this.at(from), this.at(to)];
    } catch (error) {
      if (isInTheWay(error)) return made;
      throw error;
    }
  }

  #makeRoom(relative: string): string[] {
    try {
      const made = mkdirSync(path.dirname(this.at(relative)), { recursive: true });
      return made === undefined ? [] : [made];
    } catch (error) {
      if (isInTheWay(error)) return [];
      throw error;
    }
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A folder stands where a file should, or the other way round. */
function isInTheWay(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY', 'EINVAL', 'EPERM', 'ENOENT'].includes(
    String(code),
  );
}
