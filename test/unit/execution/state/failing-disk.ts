import { nodeDisk, type StateDisk } from '../../../../server/execution/state/state-disk.ts';

type Call = (...given: unknown[]) => unknown;

/** An error as the system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The disk, with some of its calls replaced for all files but locks, or for locks alone. */
function replaced(
  names: readonly (keyof StateDisk)[],
  replacement: (name: keyof StateDisk, call: Call) => Call,
  forLocks: boolean,
): StateDisk {
  const calls = names.map((name) => {
    const call = nodeDisk[name] as Call;
    const other = replacement(name, call);
    const isLock = (file: unknown): boolean => typeof file === 'string' && file.endsWith('.lock');
    return [
      name,
      (...given: unknown[]) => (isLock(given[0]) === forLocks ? other : call)(...given),
    ];
  });
  return { ...nodeDisk, ...Object.fromEntries(calls) };
}

/** The disk, with calls that fail with a system's code: `{ fsync: 'ENOSPC' }`. */
export function failingDisk(
  codes: Partial<Record<keyof StateDisk, string>>,
  { forLocks = false } = {},
): StateDisk {
  const fail = (name: keyof StateDisk) => () => {
    throw systemError(codes[name] ?? 'UNKNOWN');
  };
  return replaced(Object.keys(codes) as (keyof StateDisk)[], fail, forLocks);
}

/** The disk, and the names of the calls that change, compare or flush a state, in order. */
export function recordingDisk(): { disk: StateDisk; calls: string[] } {
  const calls: string[] = [];
  const record = (name: string, call: Call): Call => {
    return (...given) => {
      calls.push(name);
      return call(...given);
    };
  };
  const names = ['writeFileSync', 'fsync', 'renameSync', 'unlinkSync', 'readFileSync'] as const;
  return { disk: replaced(names, record, false), calls };
}
