import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withSection } from './marked-section.ts';
import { generatedPages, RULES_FOLDER, readmeSections } from './pages.ts';

/** A file whose text is not what would be generated; `text` is absent for one that is to go. */
export interface OutdatedFile {
  readonly path: string;
  readonly text: string | undefined;
}

/** The files of the repository at `root` that `npm run docs` would change. */
export function outdatedFiles(root: string): OutdatedFile[] {
  const pages = generatedPages();
  const stale = listing(path.join(root, RULES_FOLDER))
    .map((name) => `${RULES_FOLDER}/${name}`)
    .filter((file) => !pages.has(file));
  const wanted = [...pages, ...readme(root)].filter(
    ([file, text]) => text !== contentOf(path.join(root, file)),
  );
  return [
    ...wanted.map(([file, text]) => ({ path: file, text })),
    ...stale.map((file) => ({ path: file, text: undefined })),
  ];
}

function readme(root: string): [string, string][] {
  let text = contentOf(path.join(root, 'README.md'));
  if (text === undefined) return [];
  for (const [name, content] of readmeSections()) text = withSection(text, name, content);
  return [['README.md', text]];
}

function contentOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function listing(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
