import { expect, it } from 'vitest';
import { messageOf } from '../../../server/rag/problem.ts';

it.each([
  [
    'lance error: LanceError(IO): file size is too small, /home/build_user/.cargo/registry/src/lance-io-0.32.0/src/utils.rs:88:68',
    'file size is too small',
  ],
  [
    'lance error: LanceError(IO): Generic memory error: Invalid range 0..2623 for object of size 20 bytes, /rustc/05f9/library/core/src/ops/function.rs:250:5, /home/build_user/src/scheduler.rs:396:27',
    'Generic memory error: Invalid range 0..2623 for object of size 20 bytes',
  ],
  ['lance error: it is gone, C:\\a user\\src\\utils.rs:88:68', 'it is gone'],
  ['failed to load native library.\n  You may need to run npm.', 'failed to load native library'],
  ["ENOENT: no such file or directory, mkdir '/a b/c.rs'", undefined],
  ['no reason at all. ERR: .', 'no reason at all'],
  ['', 'it does not say why'],
])('takes of %j what says something to people', (raw, plain = raw) => {
  expect(messageOf(new Error(raw))).toBe(plain);
});
