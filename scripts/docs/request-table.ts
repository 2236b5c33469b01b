import { requests } from '../../server/protocol/requests.ts';
import { table } from './table.ts';

/** The custom requests. Each is a command, too, with dots for slashes. */
export function requestTable(): string {
  return table(
    ['request', 'parameters', 'result', 'errors', 'stability'],
    requests.map(({ method, params, result, errors, stability }) => [
      `\`${method}\``,
      params === '' ? 'none' : `\`${params}\``,
      `\`${result}\``,
      errors.length === 0 ? '' : errors.join(', '),
      stability,
    ]),
  );
}
