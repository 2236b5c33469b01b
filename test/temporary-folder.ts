import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of its own for a test, gone afterwards. */
export class TemporaryFolder {
  readonly path = realpathSync(mkdtempSync(path.join(tmpdir(), 'praxis-test-')));

  at(relative: string): string {
    return path.join(this.path, relative);
  }

  /** Writes files, and the folders they stand in. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    for (const [relative, content] of Object.entries(files)) {
      mkdirSync(path.dirname(this.at(relative)), { recursive: true });
      writeFileSync(this.at(relative), content);
    }
  }

  read(relative: string): string {
    return readFileSync(this.at(relative), 'utf8');
  }

  /** The bytes of all files in a folder of it. */
  sizeOf(relative: string): number {
    return readdirSync(this.at(relative), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
  }

  delete(relative: string): void {
    rmSync(this.at(relative), { recursive: true, force: true });
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
