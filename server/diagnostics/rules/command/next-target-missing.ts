import path from 'node:path';
import type { Phase, Workflow } from '../../../workflow/snapshot.ts';
import { PHASE_FILE, phaseFolder } from '../../../workspace/layout.ts';
import type { FilePath } from '../../../workspace/paths.ts';
import type { WorkflowRule } from '../../rule.ts';
import { isGeneratedPhase, listedPhases } from '../listed-phases.ts';
import { nearestFile } from '../nearest-file.ts';
import { absentTaskFiles } from '../task-listing.ts';
import { fileTargets, isPattern } from './chain.ts';

export const nextTargetMissing: WorkflowRule = {
  scope: 'workflow',
  code: 'command/next-target-missing',
  title: 'Command that leads to a file that is not there',
  severity: 'error',
  page: {
    what: 'A `NEXT-MANDATORY`, `RETURN-TO` or `RETURN-IF-FAILED` names a file that does not exist. Targets are read from the folder of the file that they are in.',
    why: 'Whoever follows the command stops here. Words instead of a file are fine: a phase that is generated has none.',
    wrong: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md; phases/0/task-2-review.md is there -->\n🎯 NEXT-MANDATORY: [task-2-revise.md](task-2-revise.md)\n↩️ RETURN-TO: ../phase.md',
    },
    right: {
      language: 'markdown',
      text: '<!-- phases/0/task-1-collect.md; phases/0/task-2-review.md is there -->\n🎯 NEXT-MANDATORY: [task-2-review.md](task-2-review.md)\n↩️ RETURN-TO: phase.md',
    },
  },
  *check(workflow) {
    const told = toldFiles(workflow);
    for (const { phase, file, name, at, target } of fileTargets(workflow)) {
      const resolved = path.resolve(phase.folder, target);
      if (isPattern(target) || !workflow.missing.has(resolved) || told.has(resolved)) continue;
      const { why, expected } = explain(workflow, phase, target);
      yield {
        file,
        at,
        message: `${name} leads to "${target}", which is not there.\n${why}`,
        ...(expected === undefined ? {} : { data: { expected } }),
      };
    }
  },
};

/** Files of which the metadata tells that they are missing: once they are there, the way is right. */
function toldFiles(workflow: Workflow): Set<FilePath> {
  return new Set(
    listedPhases(workflow).flatMap((listed) => {
      const { phase, number } = listed;
      const folder = phaseFolder(workflow.folder, number);
      const tasks = absentTaskFiles(workflow, listed).map((name) => path.join(folder, name));
      const isTold = phase === undefined || !phase.names.includes(PHASE_FILE);
      return isTold ? [path.join(folder, PHASE_FILE), ...tasks] : tasks;
    }),
  );
}

function explain(
  workflow: Workflow,
  phase: Phase,
  target: string,
): { why: string; expected?: string } {
  const [, digits, name = ''] = OTHER_PHASE.exec(target) ?? [];
  if (digits === undefined) return suggest(path.posix.basename(target), phase.names, '');
  const number = Number(digits);
  const other = workflow.phases.find((candidate) => candidate.number === number);
  if (other !== undefined) return suggest(name, other.names, `../${number}/`);
  if (isGeneratedPhase(workflow, number)) {
    return {
      why: `Phase ${number} is generated when the workflow runs and has no file. Say it in words: "Begin phase ${number}".`,
    };
  }
  const last = workflow.phases.at(-1)?.number ?? 0;
  return {
    why:
      number > last
        ? `Phase ${last} is the last phase. Delete the command, or end with 🎯 PHASE-COMPLETE.`
        : `There is no phase ${number}. Name a phase that is there.`,
  };
}

const OTHER_PHASE = /^\.\.\/(\d+)\/(.*)$/;

function suggest(
  name: string,
  names: readonly string[],
  prefix: string,
): { why: string; expected?: string } {
  const files = names.filter((candidate) => candidate.endsWith('.md'));
  const meant = files.includes(name) ? name : nearestFile(name, files);
  if (meant === undefined) {
    const among = name === PHASE_FILE ? 'Create it' : 'Create the file, or name one that is there';
    return { why: `Whoever follows the command stops here. ${among}.` };
  }
  const expected = prefix + meant;
  return { why: `Whoever follows the command stops here. Write "${expected}".`, expected };
}
