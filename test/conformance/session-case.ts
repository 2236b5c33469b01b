import { sampleMetadata, type WorkspaceFiles } from '../e2e/sample-workflow.ts';

/** What is done in a step, and what is right to come of it. `$S1` stands for the id of a session. */
export type SessionStep =
  | {
      /** The last part of `praxis/session/…`. */
      readonly request: string;
      readonly params?: Readonly<Record<string, unknown>>;
      /** The answer holds at least this. */
      readonly answer?: unknown;
      /** It is refused like this. */
      readonly error?: ExpectedError;
    }
  /** Texts of files from now on; null is none. `$S1` stands for an id in their paths too. */
  | { readonly write: Readonly<Record<string, string | null>> }
  /** Another server goes on. */
  | { readonly restart: true }
  /** The state file of a session holds at least this. */
  | { readonly stateOf: string; readonly holds: unknown };

export interface ExpectedError {
  /** One of these codes. */
  readonly codes?: readonly number[];
  readonly message?: string;
  /** The message begins with this. */
  readonly messageStart?: string;
}

/** Workspace and steps of a session, or of several. */
export interface SessionCase {
  readonly id: string;
  readonly files: WorkspaceFiles;
  readonly steps: readonly SessionStep[];
}

/** A case of ours: small workflows are told by what differs. */
export interface OwnSessionCase {
  readonly id: string;
  readonly workflows: Readonly<Record<string, readonly OwnPhase[]>>;
  readonly files?: WorkspaceFiles;
  readonly steps: readonly SessionStep[];
}

interface OwnPhase {
  readonly name: string;
  readonly tasks?: readonly string[];
  /** The gate, line by line. */
  readonly gate?: readonly string[];
}

export function ownSessionCase({ id, workflows, files = {}, steps }: OwnSessionCase): SessionCase {
  const laid = Object.entries(workflows).map(([type, phases]) => smallWorkflow(type, phases));
  return { id, files: Object.assign({}, ...laid, files), steps };
}

function smallWorkflow(type: string, phases: readonly OwnPhase[]): WorkspaceFiles {
  const folder = `.praxis-os/workflows/${type}`;
  const files: Record<string, string> = {
    [`${folder}/metadata.json`]: sampleMetadata(type, {
      total_phases: phases.length,
      phases: phases.map(({ name, tasks = [] }, number) => ({
        phase_number: number,
        phase_name: name,
        purpose: `For ${name}`,
        estimated_effort: '5 minutes',
        key_deliverables: ['Something'],
        validation_criteria: ['It is there'],
        tasks: tasks.map((task, index) => ({
          task_number: index + 1,
          name: task,
          file: `task-${index + 1}-${task}.md`,
        })),
      })),
    }),
  };
  for (const [number, { name, tasks = [], gate }] of phases.entries()) {
    files[`${folder}/phases/${number}/phase.md`] = `# Phase ${number}: ${name}\n`;
    if (gate !== undefined) {
      files[`${folder}/phases/${number}/gate-definition.yaml`] = `${gate.join('\n')}\n`;
    }
    for (const [index, task] of tasks.entries()) {
      files[`${folder}/phases/${number}/task-${index + 1}-${task}.md`] =
        `# Task ${index + 1}: ${task}\n\nDo ${task}.\n`;
    }
  }
  return files;
}
