import { fileURLToPath, pathToFileURL } from 'node:url';

/** The package's own folder: two levels above this file in the sources, one above the bundle. */
const packageFolder = new URL(
  import.meta.url.includes('/dist/') ? '../' : '../../',
  import.meta.url,
);

/** The page of a rule, as it was installed with the server: no network is needed to read it. */
export function rulePageUri(code: string): string {
  const page = new URL(`docs/rules/${code.replace('/', '-')}.md`, packageFolder);
  return pathToFileURL(fileURLToPath(page)).href;
}
