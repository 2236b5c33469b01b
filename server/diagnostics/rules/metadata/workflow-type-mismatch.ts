import path from 'node:path';
import type { DocumentRule } from '../../rule.ts';

export const workflowTypeMismatch: DocumentRule = {
  scope: 'document',
  code: 'metadata/workflow-type-mismatch',
  title: "workflow_type differs from the folder's name",
  severity: 'error',
  page: {
    what: '`workflow_type` in `metadata.json` is not the name of the folder that the file is in.',
    why: 'A workflow is found by the name of its folder. Whoever starts it by the name that its metadata gives starts nothing, or another workflow.',
    wrong: {
      language: 'json',
      text: '// release_checklist_v2/metadata.json\n"workflow_type": "release_checklist_v1"',
    },
    right: {
      language: 'json',
      text: '// release_checklist_v2/metadata.json\n"workflow_type": "release_checklist_v2"',
    },
  },
  *check(document) {
    if (document.kind !== 'metadata') return;
    const { workflowType } = document.summary;
    const folder = path.basename(document.place.workflow);
    if (workflowType === undefined || workflowType === folder) return;
    yield {
      at: '/workflow_type',
      message: `workflow_type is "${workflowType}", but the workflow's folder is called "${folder}".\nA workflow is started by the name of its folder. Write "${folder}", or rename the folder.`,
      data: { expected: folder },
    };
  },
};
