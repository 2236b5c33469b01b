import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { planWorkflow, type WorkflowPlan } from './workflow-plan.ts';
import { filesOf } from './workflow-text.ts';

export interface GeneratedWorkspace {
  readonly root: string;
  readonly workflows: readonly GeneratedWorkflow[];
  /** The one that an author works on. */
  readonly middle: GeneratedWorkflow;
  readonly files: number;
  readonly bytes: number;
}

export interface GeneratedWorkflow {
  readonly folder: string;
  readonly plan: WorkflowPlan;
}

/**
 * Writes a workspace of so many workflows into an empty folder: six phases of five tasks each, 43
 * files, about 100 kB; the same on every run. With a `.git`, so that development mode is chosen. No
 * rule finds anything in it.
 */
export function generateWorkspace(root: string, count: number): GeneratedWorkspace {
  mkdirSync(path.join(root, '.git'));
  let files = 0;
  let bytes = 0;
  const workflows = Array.from({ length: count }, (_, index): GeneratedWorkflow => {
    const plan = planWorkflow(index);
    const folder = path.join(root, '.praxis-os', 'workflows', plan.type);
    for (const { number } of plan.phases) {
      mkdirSync(path.join(folder, 'phases', String(number)), { recursive: true });
    }
    for (const [file, text] of filesOf(plan)) {
      writeFileSync(path.join(folder, file), text);
      files++;
      bytes += Buffer.byteLength(text);
    }
    return { folder, plan };
  });
  const middle = workflows[Math.floor(count / 2)];
  if (middle === undefined) throw new RangeError(`A workspace has at least one workflow.`);
  return { root, workflows, middle, files, bytes };
}
