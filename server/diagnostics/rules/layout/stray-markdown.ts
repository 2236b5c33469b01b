import path from 'node:path';
import { GATE_FILE, isTaskFile, PHASE_FILE } from '../../../workspace/layout.ts';
import type { OutlineRule } from '../../rule.ts';
import { listingOf } from '../listed-phases.ts';
import { lastName } from '../task-listing.ts';
import { phaseFileInDisguise } from './phase-file-missing.ts';
import { taskNameFor } from './task-name.ts';

export const strayMarkdown: OutlineRule = {
  scope: 'outline',
  code: 'layout/stray-markdown',
  title: 'Markdown in a phase folder that is no phase.md and no task',
  severity: 'warning',
  page: {
    what: 'A folder `phases/<N>/` holds a Markdown file that is neither `phase.md` nor `task-<K>-<name>.md`.',
    why: 'Nothing serves it. A task under such a name is never reached; a text that tasks refer to belongs into `core/` or `supporting-docs/`.',
    wrong: {
      language: 'text',
      text: 'phases/0/phase.md\nphases/0/collect-changes.md',
    },
    right: {
      language: 'text',
      text: 'phases/0/phase.md\nphases/0/task-1-collect-changes.md',
    },
  },
  *check(workflow) {
    for (const phase of workflow.phases) {
      const entry = listingOf(workflow, phase)?.entry;
      // What the metadata names is served, whatever it is called.
      const served = new Set(entry?.tasks?.map(({ file }) => lastName(file ?? '')));
      const disguised = phaseFileInDisguise(phase.names);
      for (const name of phase.names) {
        if (!name.endsWith('.md') || name === PHASE_FILE || isTaskFile(name)) continue;
        if (served.has(name) || name === disguised) continue;
        const expected = taskNameFor(name);
        const repair =
          expected === undefined
            ? 'Call it task-<K>-<name>.md if it is a task, else move it to core/ or supporting-docs/'
            : `Rename it to ${expected}`;
        yield {
          file: path.join(phase.folder, name),
          at: 'title',
          message: `${name} is neither phase.md nor a task of phase ${phase.number}: nothing serves it.\nBeside ${PHASE_FILE} and ${GATE_FILE} a phase folder holds task-<K>-<name>.md alone. ${repair}.`,
          ...(expected === undefined ? {} : { data: { expected } }),
        };
      }
    }
  },
};
