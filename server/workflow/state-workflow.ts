import path from 'node:path';
import { CELL } from '../caches/cell.ts';
import { defineQuery } from '../caches/definition.ts';
import { entryOf, toValue } from '../syntax/data-tree.ts';
import { isWorkflowFolder } from '../workspace/layout.ts';
import type { FilePath } from '../workspace/paths.ts';
import { roots } from '../workspace/roots.ts';
import { stateFolder } from '../workspace/state-folder.ts';
import { document } from './document.ts';
import { strongestCopy } from './strongest-copy.ts';

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
    const root = read(roots, CELL).find((each) => read(stateFolder, each) === folder) ?? folder;
    const { root: state } = known.tree;
    const own = entryOf(entryOf(state, 'metadata')?.value, 'praxis_ls')?.value;
    const kept = toValue(entryOf(own, 'workflow')?.value);
    if (typeof kept === 'string') {
      const copy = path.resolve(root, kept);
      if (read(isWorkflowFolder, copy)) return copy;
    }
    const type = toValue(entryOf(state, 'workflow_type')?.value);
    return typeof type === 'string' ? strongestCopy(read, type, root) : undefined;
  },
});
