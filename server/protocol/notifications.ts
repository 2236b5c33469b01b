import { INDEX_STATUS } from './search-requests.ts';

/** A custom notification from the server, as the documentation tables know it. */
export interface NotificationDescription {
  readonly method: string;
  /** Parameters in short; `?` marks what may be missing. */
  readonly params: string;
  /** When it is sent, to go on after "when". */
  readonly sentWhen: string;
}

/** All custom notifications, in the order of the documentation. */
export const notifications: readonly NotificationDescription[] = [
  {
    method: 'praxis/cache/didInvalidate',
    params: 'uris, workflowTypes, dropped, kept',
    sentWhen: 'the answers that a change calls for have been computed',
  },
  {
    method: 'praxis/session/didChange',
    params: 'sessionId, change, session',
    sentWhen: 'a session moved on, its state file was edited, or its workflow drifted away from it',
  },
  {
    method: 'praxis/index/didChange',
    params: INDEX_STATUS,
    sentWhen:
      'the search index gets on, at most ten times a second, or its state changes: the same as the result of `praxis/index/status`',
  },
];
