import path from 'node:path';
import { nearest } from '../../../workflow/nearest.ts';
import type { OutlineRule } from '../../rule.ts';

export const templateMissing: OutlineRule = {
  scope: 'outline',
  code: 'metadata/template-missing',
  title: 'Template that is not there',
  severity: 'error',
  blocks: ['start'],
  page: {
    what: 'A template of a dynamic workflow does not exist: the one that `dynamic_config.templates` names or, where it names none, `phases/dynamic/phase-template.md` or `task-template.md`. Paths begin at the folder of the workflow.',
    why: 'Generated phases and tasks are rendered with these files. Without one a session cannot be started.',
    wrong: {
      language: 'text',
      text: 'metadata.json      "templates": { "phase": "dynamic/phase-template.md" }\nphases/dynamic/phase-template.md',
    },
    right: {
      language: 'text',
      text: 'metadata.json      "templates": { "phase": "phases/dynamic/phase-template.md" }\nphases/dynamic/phase-template.md',
    },
  },
  *check({ metadata, metadataFile, folder, absent }) {
    const { dynamicPhases, dynamicConfig, damaged } = metadata;
    // Without a dynamic_config there is no template to miss yet.
    if (!dynamicPhases || dynamicConfig === undefined || damaged) return;
    const usual = { phase: USUAL_PHASE, task: USUAL_TASK };
    const named = { phase: dynamicConfig.phaseTemplate, task: dynamicConfig.taskTemplate };
    for (const of of ['phase', 'task'] as const) {
      if (!absent.has(path.resolve(folder, named[of]))) continue;
      const expected = nearestTemplate(named[of], usual[of]);
      const repair = expected === undefined ? 'Create it' : `Create it, or write "${expected}"`;
      yield {
        file: metadataFile,
        at: `/dynamic_config/templates/${of}`,
        message: `There is no template "${named[of]}" for ${of === 'phase' ? 'phases' : 'tasks'}.\nGenerated ${of}s are rendered with it; without it no session can be started. ${repair}.`,
        ...(expected === undefined ? {} : { data: { expected } }),
      };
    }
  },
};

const USUAL_PHASE = 'phases/dynamic/phase-template.md';
const USUAL_TASK = 'phases/dynamic/task-template.md';

/** The usual path, where another one was written that resembles it or ends in it. */
function nearestTemplate(written: string, usual: string): string | undefined {
  if (written === usual) return undefined;
  return usual.endsWith(`/${written}`) ? usual : nearest(written, [usual])[0];
}
