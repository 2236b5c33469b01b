import type { FilePath } from '../../workspace/paths.ts';
import { BASES } from '../../workspace/roots.ts';

/** Which copy of a file it is. */
export interface Copy {
  /** The same for all copies of a file. */
  readonly of: string;
  /** The less, the stronger. */
  readonly base: number;
}

/** One file may lie twice: installed and as a source (FORMAT.md (a)), in bases of which the first is the strongest. */
export function copyOf(file: FilePath): Copy {
  const segments = file.split(/[\\/]/);
  const at = segments.findLastIndex((segment) => BASES.includes(segment));
  const base = BASES.indexOf(segments[at] ?? '');
  if (base === -1) return { of: file, base: BASES.length };
  return { of: segments.toSpliced(at, 1).join('/'), base };
}
