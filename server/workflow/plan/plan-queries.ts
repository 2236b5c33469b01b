import { defineQuery, type Read } from '../../caches/definition.ts';
import { content } from '../../workspace/files.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { PlanDocument } from './plan.ts';
import { readTasksPlan, type TasksPlan } from './tasks-md.ts';
import { type DefinitionPlan, readDefinitionPlan } from './workflow-definition.ts';

/**
 * The plan in a `tasks.md`; undefined when there is no such file. The file's document and the sessions
 * that run it share the reading.
 */
export const tasksPlan = defineQuery<TasksPlan | undefined>({
  name: 'tasksPlan',
  compute: (read, file) => planIn(read, file, readTasksPlan),
});

/** The plan in a `workflow-definition.yaml`, shared likewise; undefined when there is no such file. */
export const definitionPlan = defineQuery<DefinitionPlan | undefined>({
  name: 'definitionPlan',
  compute: (read, file) => planIn(read, file, readDefinitionPlan),
});

function planIn<P extends PlanDocument>(
  read: Read,
  file: FilePath,
  reader: (text: string) => P,
): P | undefined {
  const found = read(content, file);
  return found.state === 'text' ? reader(found.text) : undefined;
}
