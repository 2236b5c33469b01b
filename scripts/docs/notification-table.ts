import { notifications } from '../../server/protocol/notifications.ts';
import { table } from './table.ts';

/** What the server tells by itself. */
export function notificationTable(): string {
  return table(
    ['notification', 'parameters', 'sent when'],
    notifications.map(({ method, params, sentWhen }) => [
      `\`${method}\``,
      `\`${params}\``,
      sentWhen,
    ]),
  );
}
