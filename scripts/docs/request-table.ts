import { commandOf, requests } from '../../server/protocol/requests.ts';
import { table } from './table.ts';

/** The custom requests, with the commands of the same name. */
export function requestTable(): string {
  return table(
    ['request', 'command', 'parameters', 'result', 'stability'],
    requests.map(({ method, params, result, stability }) => [
      `\`${method}\``,
      `\`${commandOf(method)}\``,
      params === '' ? 'none' : `\`${params}\``,
      `\`${result}\``,
      stability,
    ]),
  );
}
