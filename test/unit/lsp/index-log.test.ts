import { expect, it } from 'vitest';
import { IndexLog } from '../../../server/lsp/index-log.ts';
import { problem } from '../../../server/rag/problem.ts';

const MISSING = problem('model-missing', 'There is no model.', 'Get one.');
const DIED = problem('worker-died', 'It died.', 'It is started again.');

it('has each problem once until all is well again', () => {
  const told: string[] = [];
  const log = new IndexLog((message) => told.push(message));
  log.take({ state: 'building', problems: [MISSING] });
  log.take({ state: 'degraded', problems: [MISSING] });
  // The service tells of it by itself, too.
  log.tell('It died. It is started again.');
  log.take({ state: 'degraded', problems: [DIED, MISSING] });
  expect(told).toEqual(['There is no model. Get one.', 'It died. It is started again.']);
  log.take({ state: 'ready', problems: [] });
  log.take({ state: 'degraded', problems: [MISSING] });
  expect(told).toHaveLength(3);
});
