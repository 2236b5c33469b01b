import { cacheRequests } from './cache-requests.ts';
import { gateRequests } from './gate-requests.ts';
import type { RequestDescription } from './request-description.ts';
import { searchRequests } from './search-requests.ts';
import { sessionRequests } from './session-requests.ts';
import { statusRequests } from './status-request.ts';
import { workflowRequests } from './workflow-requests.ts';

/** All custom requests, in the order of the documentation. */
export const requests: readonly RequestDescription[] = [
  ...workflowRequests,
  ...sessionRequests,
  ...gateRequests,
  ...searchRequests,
  ...cacheRequests,
  ...statusRequests,
];

/** The command that does what a request does: `praxis.workflow.list`. */
export function commandOf(method: string): string {
  return method.replaceAll('/', '.');
}
