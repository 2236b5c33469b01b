import path from 'node:path';
import { defineQuery } from '../caches/definition.ts';
import { entryOf, toValue } from '../syntax/data-tree.ts';
import type { FilePath } from '../workspace/paths.ts';
import { OWN_KEY, rootOfStates } from '../workspace/state-folder.ts';
import { document } from './document.ts';
import { copyToRun } from './strongest-copy.ts';

/**
 * The workflow folder that the session of a state file runs: the copy that praxis-ls noted at its
 * start, else the strongest of its type. Undefined when there is none, and for other files.
 */
export const workflowOfState = defineQuery<FilePath | undefined>({
  name: 'workflowOfState',
  compute(read, file) {
    const known = read(document, file);
    if (known?.kind !== 'state') return undefined;
    const folder = path.dirname(file);
    const root = rootOfStates(read, folder) ?? folder;
    const { root: state } = known.tree;
    const own = entryOf(entryOf(state, 'metadata')?.value, OWN_KEY)?.value;
    const kept = toValue(entryOf(own, 'workflow')?.value);
    const type = toValue(entryOf(state, 'workflow_type')?.value);
    return copyToRun(read, root, {
      kept: typeof kept === 'string' ? kept : undefined,
      type: typeof type === 'string' ? type : undefined,
    });
  },
});
