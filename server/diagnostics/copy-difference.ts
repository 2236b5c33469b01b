import { createHash } from 'node:crypto';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery } from '../caches/definition.ts';
import { content, listing } from '../workspace/files.ts';
import { isWorkflowFolder, placeOf } from '../workspace/layout.ts';
import { below, type FilePath } from '../workspace/paths.ts';
import { BASES } from '../workspace/roots.ts';

/** A file of an installed workflow that is not as in its source, seen from one of the two. */
export interface CopyDifference {
  /** What the file belongs to that was asked about. */
  readonly side: 'source' | 'installed';
  /** The same file on the other side; absent if it is not there. */
  readonly other?: FilePath;
  /** The workflow on the other side, from the folder that holds both bases. */
  readonly otherWorkflow: string;
}

/** Sources are copied from here into a base, where they run (FORMAT.md (a)). */
const SOURCE_BASE = 'universal';
const INSTALLED_BASES = BASES.filter((base) => base !== SOURCE_BASE);
const WORKFLOWS_FOLDER = 'workflows';

/**
 * How a file differs from its copy. It reads this one file and its counterpart, so that an edit costs
 * two comparisons; where there is no second copy it reads the lists of workflows alone.
 */
export const copyDifference = defineQuery<CopyDifference | undefined>({
  name: 'copyDifference',
  equals: isDeepStrictEqual,
  compute(read, file) {
    const workflow = read(placeOf, file)?.workflow;
    if (workflow === undefined) return undefined;
    const counterpart = read(counterpartOf, workflow);
    const name = below(workflow, file);
    if (counterpart === undefined || name === undefined) return undefined;
    const other = path.join(counterpart.workflow, name);
    const digest = read(textDigest, other);
    if (digest === read(textDigest, file)) return undefined;
    return {
      side: counterpart.side === 'source' ? 'installed' : 'source',
      ...(digest === undefined ? {} : { other }),
      otherWorkflow: path
        .relative(path.dirname(baseOf(counterpart.workflow)), counterpart.workflow)
        .replaceAll(path.sep, '/'),
    };
  },
});

/**
 * The other copy of a workflow, and which of the two that one is. Most workflows have none: asked
 * before their files are compared, it spares them that.
 */
export const counterpartOf = defineQuery<
  { readonly side: 'source' | 'installed'; readonly workflow: FilePath } | undefined
>({
  name: 'counterpartOf',
  equals: isDeepStrictEqual,
  compute(read, workflow) {
    if (path.basename(path.dirname(workflow)) !== WORKFLOWS_FOLDER) return undefined;
    const base = baseOf(workflow);
    const isSource = path.basename(base) === SOURCE_BASE;
    if (!isSource && !INSTALLED_BASES.includes(path.basename(base))) return undefined;
    for (const other of isSource ? INSTALLED_BASES : [SOURCE_BASE]) {
      const folder = path.join(path.dirname(base), other, WORKFLOWS_FOLDER);
      const type = path.basename(workflow);
      // The list is shared by all workflows of a base: most of them end here.
      if (!read(listing, folder).entries.some(({ name }) => name === type)) continue;
      const found = path.join(folder, type);
      if (read(isWorkflowFolder, found)) {
        return { side: isSource ? 'installed' : 'source', workflow: found };
      }
    }
    return undefined;
  },
});

/** The folder that holds the `workflows/` of a workflow. */
function baseOf(workflow: FilePath): FilePath {
  return path.dirname(path.dirname(workflow));
}

/** What a text says, whatever its line ends; undefined if it cannot be read. */
const textDigest = defineQuery<string | undefined>({
  name: 'textDigest',
  compute(read, file) {
    const found = read(content, file);
    if (found.state !== 'text') return undefined;
    const text = found.text.replaceAll('\r\n', '\n');
    return createHash('sha1').update(text).digest('base64');
  },
});
