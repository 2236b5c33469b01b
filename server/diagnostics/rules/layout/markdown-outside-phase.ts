import path from 'node:path';
import { PHASES_FOLDER } from '../../../workspace/layout.ts';
import type { OutlineRule } from '../../rule.ts';

export const markdownOutsidePhase: OutlineRule = {
  scope: 'outline',
  code: 'layout/markdown-outside-phase',
  title: 'Markdown right under phases/',
  severity: 'error',
  page: {
    what: 'A Markdown file stands right under `phases/`, in the folder of no phase.',
    why: 'Phases and tasks are found in `phases/<N>/` alone: this file is never served.',
    wrong: { language: 'text', text: 'phases/phase-0.md' },
    right: { language: 'text', text: 'phases/0/phase.md' },
  },
  *check({ folder, looseNames }) {
    for (const name of looseNames) {
      if (!name.endsWith('.md')) continue;
      const number = /^phase[-_ ]?(\d{1,4})/i.exec(name)?.[1];
      const place = number === undefined ? '<N>' : String(Number(number));
      yield {
        file: path.join(folder, PHASES_FOLDER, name),
        at: 'title',
        message: `${name} stands right under ${PHASES_FOLDER}/, where nothing serves it.\nEach phase has a folder of its own. Move the file to ${PHASES_FOLDER}/${place}/, or out of ${PHASES_FOLDER}/.`,
      };
    }
  },
};
