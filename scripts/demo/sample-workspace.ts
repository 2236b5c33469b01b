import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { uriOf } from '../../test/lsp-client.ts';
import { TemporaryFolder } from '../../test/temporary-folder.ts';

const UNIVERSAL = fileURLToPath(new URL('../../universal', import.meta.url));
const WORKFLOWS = 'universal/workflows/';

/**
 * A copy of `universal/` for the demo to work on. It looks like somebody's checkout: a `.git` beside
 * it tells the server that this is development. Files are named from the `workflows/` folder on, and
 * those outside it from the root on, as `universal/specs/…`.
 */
export class SampleWorkspace {
  readonly #folder = new TemporaryFolder();

  constructor() {
    cpSync(UNIVERSAL, this.#folder.at('universal'), { recursive: true });
    mkdirSync(this.#folder.at('.git'));
  }

  get root(): string {
    return this.#folder.path;
  }

  uriOf(file: string): string {
    return uriOf(this.#folder.at(fromRoot(file)));
  }

  /** The reverse of {@link uriOf}. */
  nameOf(uri: string): string {
    const name = path.relative(this.root, fileURLToPath(uri)).replaceAll(path.sep, '/');
    return name.startsWith(WORKFLOWS) ? name.slice(WORKFLOWS.length) : name;
  }

  read(file: string): string {
    return readFileSync(this.#folder.at(fromRoot(file)), 'utf8');
  }

  write(file: string, text: string): void {
    this.#folder.write({ [fromRoot(file)]: text });
  }

  delete(file: string): void {
    this.#folder.delete(fromRoot(file));
  }

  /** The names of what lies in a folder, sorted. */
  list(folder: string): string[] {
    return readdirSync(this.#folder.at(fromRoot(folder))).toSorted();
  }

  /** How many files a workflow has. */
  countFiles(workflow: string): number {
    return readdirSync(this.#folder.at(fromRoot(workflow)), {
      recursive: true,
      withFileTypes: true,
    }).filter((entry) => entry.isFile()).length;
  }

  /** Removes it from the disk. */
  remove(): void {
    this.#folder[Symbol.dispose]();
  }
}

function fromRoot(name: string): string {
  return /^(universal|\.praxis-os)\//.test(name) ? name : WORKFLOWS + name;
}
