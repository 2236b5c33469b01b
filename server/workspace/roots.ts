import { CELL } from '../caches/cell.ts';
import { defineInput, type Read } from '../caches/definition.ts';
import { type FilePath, isAtOrBelow } from './paths.ts';

/** The workspace folders of the client, in its order. */
export const roots = defineInput<readonly FilePath[]>({ name: 'roots', retain: true });

/** Folders that hold `workflows/`, `standards/`, `specs/`; strongest first (DESIGN.md, 4). */
export const BASES: readonly string[] = ['.praxis-os', '.agent-os', 'universal'];

/** The outermost root that holds a file or folder, or is it; roots may be nested. */
export function rootOf(read: Read, file: FilePath): FilePath | undefined {
  return read(roots, CELL)
    .filter((root) => isAtOrBelow(root, file))
    .reduce<FilePath | undefined>(
      (outermost, root) =>
        outermost === undefined || root.length < outermost.length ? root : outermost,
      undefined,
    );
}
