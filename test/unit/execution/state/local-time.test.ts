import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  localIsoNow,
  parseLocalIso,
  toLocalIso,
} from '../../../../server/execution/state/local-time.ts';

describe('writing a moment', () => {
  it('gives local time with microseconds, without a zone', () => {
    expect(toLocalIso(new Date(2026, 0, 31, 2, 4, 6, 7))).toBe('2026-01-31T02:04:06.007000');
    expect(toLocalIso(new Date(2026, 0, 31, 2, 4, 6, 7), 12)).toBe('2026-01-31T02:04:06.007012');
  });

  it('tells calls within one millisecond apart', () => {
    const noon = new Date(2026, 5, 1, 12).getTime();
    const times = [noon, noon, noon + 1, noon + 1].map((time) => localIsoNow(() => time));
    expect(times.map((time) => time.slice(-6))).toEqual(['000000', '000001', '001000', '001001']);
  });
});

describe('reading a moment', () => {
  it('gives back what was written, to the millisecond', () => {
    const moment = fc.date({
      min: new Date('0002-01-01'),
      max: new Date('9998-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, (date) => {
        const read = parseLocalIso(toLocalIso(date));
        // An hour that happens twice, when summer time ends, is written alike.
        expect(read === undefined ? read : toLocalIso(read)).toBe(toLocalIso(date));
      }),
    );
  });

  it.each([
    ['2025-10-23T11:46:44.286154Z', '2025-10-23T11:46:44.286Z'],
    ['2025-10-23T11:46:44+00:00', '2025-10-23T11:46:44.000Z'],
    ['2025-10-23T11:46:44.5+02:00', '2025-10-23T09:46:44.500Z'],
    ['2025-10-23 11:46:44-0530', '2025-10-23T17:16:44.000Z'],
    ['2025-10-23T11:46:44+02', '2025-10-23T09:46:44.000Z'],
    ['2025-01-01T00:30:00+01:00', '2024-12-31T23:30:00.000Z'],
    ['2024-02-29T11:46Z', '2024-02-29T11:46:00.000Z'],
    ['0050-01-01T00:00:00Z', '0050-01-01T00:00:00.000Z'],
  ])('with a zone: %s', (text, instant) => {
    expect(parseLocalIso(text)?.toISOString()).toBe(instant);
  });

  it.each([
    ['2025-10-23T11:46:44', '2025-10-23T11:46:44.000000'],
    ['2025-10-23T11:46:44.1', '2025-10-23T11:46:44.100000'],
    ['2025-10-23 11:46', '2025-10-23T11:46:00.000000'],
  ])('without one, it is local: %s', (text, written) => {
    const read = parseLocalIso(text);
    expect(read === undefined ? read : toLocalIso(read)).toBe(written);
  });

  it.each([
    '',
    'yesterday',
    '2025-10-23',
    '2025-13-01T00:00:00',
    '2025-02-29T00:00:00',
    '2025-00-10T00:00:00',
    '2025-01-00T00:00:00',
    '2025-01-01T24:00:00',
    '2025-01-01T00:60:00',
    '2025-01-01T00:00:60',
    '2025-01-01T00:00:00+24:00',
    '2025-01-01T00:00:00.',
    ' 2025-01-01T00:00:00',
    '2025-01-01T00:00:00\n',
  ])('refuses what is none: %j', (text) => {
    expect(parseLocalIso(text)).toBeUndefined();
  });
});
