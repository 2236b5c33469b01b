/** The sample workflow that the demo is about, and files of it. */
export const WORKFLOW = 'release_checklist_v1';
export const METADATA = `${WORKFLOW}/metadata.json`;
export const GATE = `${WORKFLOW}/phases/2/gate-definition.yaml`;
