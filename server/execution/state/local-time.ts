/**
 * A moment as the original engine writes it: local time without a zone, in microseconds, such as
 * `2026-01-31T12:34:56.789000` (FORMAT.md, section (g)). `microseconds` are those after the milliseconds, 0 to 999.
 */
export function toLocalIso(date: Date, microseconds = 0): string {
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()];
  const fraction = padded(date.getMilliseconds() * 1000 + microseconds, 6);
  return `${padded(day[0], 4)}-${pairs(day.slice(1), '-')}T${pairs(time, ':')}.${fraction}`;
}

/** JavaScript has milliseconds; the calls within one of them are counted in its microseconds. */
let lastMilliseconds = Number.NaN;
let counted = 0;

/** The present moment as `toLocalIso` writes it; calls within one millisecond are told apart. */
export function localIsoNow(now: () => number = Date.now): string {
  const milliseconds = now();
  counted = milliseconds === lastMilliseconds ? Math.min(counted + 1, 999) : 0;
  lastMilliseconds = milliseconds;
  return toLocalIso(new Date(milliseconds), counted);
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)?$/;

/**
 * Reads a moment of a state file: with or without a fraction (any number of digits, kept to milliseconds) and a zone;
 * without one it is local time. Undefined if it is no date that exists.
 */
export function parseLocalIso(text: string): Date | undefined {
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] =
    ISO.exec(text) ?? [];
  const fields = [Number(year), Number(month) - 1, Number(day)] as const;
  const time = [Number(hour), Number(minute), Number(second)] as const;
  if (!(time[0] < 24 && time[1] < 60 && time[2] < 60)) return undefined; // NaN, too: no match.
  const midnight = utc(...fields, 0, 0, 0, 0);
  if (midnight.getUTCMonth() !== fields[1]) return undefined; // No such day, or no such month.
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  if (zone !== undefined) {
    const offset = offsetOf(zone);
    if (offset === undefined) return undefined;
    return new Date(utc(...fields, ...time, milliseconds).getTime() - offset);
  }
  const date = new Date(0);
  date.setFullYear(...fields);
  date.setHours(...time, milliseconds);
  return date;
}

/** Unlike `Date.UTC`, with years below 100 as they are. */
function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  milliseconds: number,
): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second, milliseconds);
  return date;
}

/** How far a zone is ahead of UTC, in milliseconds. */
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = (zone.match(/\d\d/g) ?? []).map(Number);
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return (zone.startsWith('-') ? -1000 : 1000) * ((hours * 60 + minutes) * 60 + seconds);
}

function pairs(numbers: readonly number[], separator: string): string {
  return numbers.map((number) => padded(number, 2)).join(separator);
}

function padded(number: number | undefined, digits: number): string {
  return String(number ?? 0).padStart(digits, '0');
}
