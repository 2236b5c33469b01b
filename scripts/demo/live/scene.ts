import { WORKFLOW } from '../sample-names.ts';

export const TASK = `${WORKFLOW}/phases/2/task-2-build-clean.md`;
/** A workflow that stands beside it, and that no edit of the first may touch. */
export const NEIGHBOUR = 'incident_review_v1';

/** A sentence of the task, and what the author makes of it. */
export const PROSE = 'Nothing is built a second time.';
export const TYPED_PROSE = 'Nothing is ever built a second time.';
