import { defineQuery } from '../caches/definition.ts';
import { document } from '../workflow/document.ts';
import { stepsOf } from '../workflow/task-steps.ts';
import type { Rendered } from './dynamic-content.ts';

/** A phase.md or task file as it is served: its text, and the steps that a task asks for. */
export const servedFile = defineQuery<Rendered | undefined>({
  name: 'servedFile',
  bound: { max: 500 },
  compute(read, file) {
    const known = read(document, file);
    if (known === undefined) return undefined;
    return { content: known.text, steps: known.kind === 'task' ? stepsOf(known.text) : [] };
  },
});
