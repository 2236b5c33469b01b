import { describe, expect, it } from 'vitest';
import {
  baselineOf,
  compare,
  readBaseline,
  writeBaseline,
} from '../../../../server/cli/lint/baseline.ts';
import type { LintResult } from '../../../../server/cli/lint/lint-result.ts';
import { TemporaryFolder } from '../../../temporary-folder.ts';
import { BROKEN, linted } from './linted.ts';

const everywhere = (): boolean => true;
const total = ({ found }: Pick<LintResult, 'found'>): number =>
  found.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0);

describe('a baseline', () => {
  const before = linted(BROKEN).result;

  it('knows all that it was made from', () => {
    const { fresh, known, gone } = compare(baselineOf(before), before, everywhere);
    expect({ fresh, gone }).toEqual({ fresh: [], gone: [] });
    expect(known).toBe(total(before));
    expect(known).toBeGreaterThan(4);
  });

  it('knows findings that have only moved', () => {
    const moved = linted(BROKEN.replace('checkpoint: {', '\n# moved\n\ncheckpoint: {')).result;
    expect(moved).not.toEqual(before);
    const { fresh, gone } = compare(baselineOf(before), moved, everywhere);
    expect({ fresh, gone }).toEqual({ fresh: [], gone: [] });
  });

  it('shows what is new, though the same fault is known elsewhere in the file', () => {
    const more = linted(
      BROKEN.replace('type: number', 'type: number\n  b:\n    type: number'),
    ).result;
    const { fresh } = compare(baselineOf(before), more, everywhere);
    const codes = fresh.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes.filter((code) => code === 'gate/unknown-type')).toHaveLength(1);
  });

  it('tells what is gone, of files that were checked', () => {
    const less = linted(BROKEN.replace('type: number', 'type: integer')).result;
    const { gone, fresh } = compare(baselineOf(before), less, everywhere);
    expect(fresh).toEqual([]);
    expect(gone).toMatchObject([
      {
        file: 'workflows/release_v1/phases/0/gate-definition.yaml',
        code: 'gate/unknown-type',
        count: 1,
      },
    ]);
    expect(compare(baselineOf(before), less, () => false).gone).toEqual([]);
  });

  it('is written in an order that does not depend on the run, and read back', () => {
    using folder = new TemporaryFolder();
    const baseline = baselineOf({ ...before, found: before.found.toReversed() });
    expect(JSON.stringify(baseline)).toBe(JSON.stringify(baselineOf(before)));
    writeBaseline('b.json', folder.path, baseline);
    expect(readBaseline('b.json', folder.path)).toEqual(baseline);
  });

  it.each([
    ['is not there', undefined, /the file cannot be read \(ENOENT\)/],
    ['is no JSON', '{', /the file is no JSON/],
    ['is of another version', '{"version": 2, "findings": {}}', /no baseline of this version/],
    ['has another shape', '{"version": 1, "findings": {"a": {"b": ["c"]}}}', /no baseline/],
  ])('that %s is refused', (_what, text, message) => {
    using folder = new TemporaryFolder();
    if (text !== undefined) folder.write({ 'b.json': text });
    expect(() => readBaseline('b.json', folder.path)).toThrow(message);
  });
});
