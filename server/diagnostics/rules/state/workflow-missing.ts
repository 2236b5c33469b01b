import { entryOf, toValue } from '../../../syntax/data-tree.ts';
import type { StateRule } from '../../rule.ts';

export const stateWorkflowMissing: StateRule = {
  scope: 'state',
  code: 'state/workflow-missing',
  title: 'Session of a workflow that is not there',
  severity: 'warning',
  page: {
    what: 'The `workflow_type` of a state file is the name of no workflow in the workspace.',
    why: 'The session can be read, but neither go on nor be completed.',
    wrong: { language: 'json', text: '{"workflow_type": "release_v0"}' },
    right: { language: 'json', text: '{"workflow_type": "release_v1"}' },
  },
  *check({ tree }, workflow) {
    const type = toValue(entryOf(tree.root, 'workflow_type')?.value);
    if (typeof type !== 'string' || workflow !== undefined) return;
    yield {
      at: '/workflow_type',
      message: `There is no workflow "${type}" in this workspace.\nThe session cannot go on. Restore the workflow, or delete the session.`,
    };
  },
};
