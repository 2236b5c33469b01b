import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withSection } from '../../../scripts/docs/marked-section.ts';
import { outdatedFiles } from '../../../scripts/docs/outdated.ts';

describe('the generated documentation', () => {
  it('is up to date: run `npm run docs` if it is not', () => {
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    expect(outdatedFiles(root).map((file) => file.path)).toEqual([]);
  });

  it('replaces what stands between its markers, and nothing else', () => {
    const before = 'Above\n<!-- rules:begin -->\nold\n<!-- rules:end -->\nBelow\n';
    const after = 'Above\n<!-- rules:begin -->\n\nnew\n\n<!-- rules:end -->\nBelow\n';
    expect(withSection(before, 'rules', 'new\n')).toBe(after);
    expect(withSection(after, 'rules', 'new\n')).toBe(after);
    expect(withSection(before, 'settings', 'new')).toBe(before);
  });
});
