import { expect, test } from 'vitest';
import { readLinkTarget } from '../../../server/workflow/link-target.ts';

test.each([
  ['task-1-a.md', { path: 'task-1-a.md' }],
  ['../2/phase.md#gate', { path: '../2/phase.md', fragment: 'gate' }],
  ['#steps', { path: '', fragment: 'steps' }],
  ['my%20file.md', { path: 'my file.md' }],
  ['100%.md', { path: '100%.md' }],
  ['task-1-*.md', { path: 'task-1-*.md' }],
])('%s is a place in the workspace', (written, target) => {
  expect(readLinkTarget(written)).toEqual(target);
});

test.each([
  '',
  'https://example.org',
  'mailto:a@example.org',
  '//example.org',
  '{{file}}',
  '[NAME].md',
  '<name>.md',
])('%j is none', (written) => {
  expect(readLinkTarget(written)).toBeUndefined();
});
