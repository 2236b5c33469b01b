import { diagnosticsOf } from '../../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../../workspace-fixture.ts';

/**
 * What is found in a fixture, as `line code` with lines from 1, and the guilty text: `5 gate/unknown-type number`.
 *
 * @param codes only these, or those of these families
 */
export function foundIn(fixture: string, ...codes: readonly string[]): string[] {
  const { workspace, files } = workspaceFixture(fixture);
  return files.flatMap(({ file, text }) =>
    workspace.caches
      .ask(diagnosticsOf, file)
      .filter(({ code }) => codes.some((each) => code.startsWith(each.replace('*', ''))))
      .map(({ code, range: { start, end } }) => {
        const line = text.split('\n')[start.line] ?? '';
        const guilty = line.slice(
          start.character,
          end.line === start.line ? end.character : undefined,
        );
        return `${start.line + 1} ${code} ${guilty}`;
      }),
  );
}
