import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { outdatedFiles } from './docs/outdated.ts';

/**
 * `npm run docs`: writes the pages of the rules, settings and requests, and the tables of the README,
 * from the registries. With `--check` it writes nothing and fails if something is out of date.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const outdated = outdatedFiles(root);

if (process.argv.includes('--check')) {
  for (const file of outdated) console.error(`${file.path} is out of date: run npm run docs.`);
  process.exitCode = outdated.length === 0 ? 0 : 1;
} else {
  for (const { path: name, text } of outdated) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    console.log(`${text === undefined ? 'removed' : 'wrote'} ${name}`);
  }
}
