/**
 * The page of a rule, as it was installed with the server: no network is needed to read it.
 *
 * @param packageFolder the URL of the package's own folder
 */
export function rulePageUri(packageFolder: URL, code: string): string {
  return new URL(`docs/rules/${code.replace('/', '-')}.md`, packageFolder).href;
}
