import path from 'node:path';
import { expect, it } from 'vitest';
import {
  isSessionId,
  newSessionId,
  statePath,
} from '../../../../server/execution/state/session-id.ts';

it('is a lower-case UUID of version 4, another each time', () => {
  const ids = Array.from({ length: 100 }, newSessionId);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(isSessionId(id)).toBe(true);
  }
  expect(new Set(ids).size).toBe(100);
});

it('is the name of the state file', () => {
  const id = '1ec2c575-729c-44a2-a8b8-31409068cb68';
  expect(statePath('folder', id)).toBe(path.join('folder', `${id}.json`));
});

it.each([
  '',
  '..',
  '../../../../../../../../../../etc/pass',
  '1EC2C575-729C-44A2-A8B8-31409068CB68',
  '1ec2c575-729c-44a2-a8b8-31409068cb6',
  '1ec2c575-729c-44a2-a8b8-31409068cb688',
  '1ec2c575-729c-44a2-a8b8-31409068cb68\n',
  '1ec2c575/729c-44a2-a8b8-31409068cb68',
  '1ec2c575-729c-44a2-a8b8-31409068cb6\0',
])('never leads anywhere else: %j', (id) => {
  expect(statePath('folder', id)).toBeUndefined();
});
