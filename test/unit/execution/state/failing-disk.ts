import { nodeDisk, type StateDisk } from '../../../../server/execution/state/state-disk.ts';

/** An error as the system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The disk, with calls that fail with a system's code: `{ fsync: 'ENOSPC' }`. */
export function failingDisk(codes: Partial<Record<keyof StateDisk, string>>): StateDisk {
  const failing = Object.entries(codes).map(([call, code]) => [
    call,
    () => {
      throw systemError(code);
    },
  ]);
  return { ...nodeDisk, ...Object.fromEntries(failing) };
}

/** The disk, and the names of the calls that change or flush it, in order. */
export function recordingDisk(): { disk: StateDisk; calls: string[] } {
  const calls: string[] = [];
  const names = ['writeFileSync', 'fsync', 'renameSync', 'unlinkSync', 'readFileSync'] as const;
  const recording = names.map((name) => [
    name,
    (...given: unknown[]) => {
      calls.push(name);
      return (nodeDisk[name] as (...given: unknown[]) => unknown)(...given);
    },
  ]);
  return { disk: { ...nodeDisk, ...Object.fromEntries(recording) }, calls };
}
