import type { FilePath } from '../../workspace/paths.ts';
import { BASES } from '../../workspace/roots.ts';

/** Which copy of a file it is. */
export interface Copy {
  /** The same for all copies of a file. */
  readonly of: string;
  /** The less, the stronger. */
  readonly base: number;
}

/**
 * One file may lie twice: installed and as a source (FORMAT.md (a)), in bases of which the first is the strongest.
 * An installation may keep the source's name for what it took over: `.praxis-os/standards/universal/`.
 */
export function copyOf(file: FilePath): Copy {
  const segments = file.split(/[\\/]/);
  const last = segments.findLastIndex((segment) => BASES.includes(segment));
  const isTakenOver = segments[last] === BASES.at(-1) && BASES.includes(segments[last - 2] ?? '');
  const at = isTakenOver ? last - 2 : last;
  const base = BASES.indexOf(segments[at] ?? '');
  if (base === -1) return { of: file, base: BASES.length };
  return { of: segments.filter((_, nth) => nth !== at && nth !== last).join('/'), base };
}
