import { defineInput } from '../caches/definition.ts';

/**
 * What a file is that a running session generates its phases from, wherever it stands: a `tasks.md` by
 * its content or a `workflow-definition.yaml`. Nothing for all other files.
 */
export const planSource = defineInput<'plan' | 'definition' | ''>({
  name: 'planSource',
  retain: true,
});
