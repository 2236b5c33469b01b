import { expect, it } from 'vitest';
import { diagnosticsOf } from '../../../../server/diagnostics/diagnostic.ts';
import {
  blockEnds,
  directivesIn,
  linesOf,
} from '../../../../server/diagnostics/suppression/directives.ts';
import { document } from '../../../../server/workflow/document.ts';
import { LineIndex } from '../../../../server/workspace/line-index.ts';
import { workspaceFixture } from '../../../workspace-fixture.ts';

/** Counts how often it is asked for a line. */
class CountingLines extends LineIndex {
  looks = 0;

  override lineAt(offset: number): number {
    this.looks++;
    return super.lineAt(offset);
  }
}

const COMMENT = 'praxis-disable-next-line gate/unknown-type';

it.each([
  [
    'in YAML',
    'phases/0/gate-definition.yaml',
    'checkpoint: {}\nevidence_schema:\n',
    (index: number) => `  # ${COMMENT}\n  field_${index}: {type: boolean}\n`,
    2_500,
  ],
  [
    'in Markdown',
    'phases/0/task-1-a.md',
    '# Task 1: A\n',
    () => `\n<!-- ${COMMENT} -->\n\`\`\`\nx\n\`\`\`\n`,
    5_000,
  ],
])(
  'looks at each block once, however many comments there are %s',
  (_where, name, head, part, count) => {
    const body = Array.from({ length: count }, (_, index) => part(index)).join('');
    const { workspace, path } = workspaceFixture(
      `//- metadata.json\n{}\n//- ${name}\n${head}${body}`,
    );
    const known = workspace.caches.ask(document, path(name));
    if (known === undefined) throw new Error('The file is there.');
    const lines = new CountingLines(known.text);
    const counted = { ...known, lines };
    const directives = directivesIn(counted);
    const ends = blockEnds(counted);
    const ranges = directives.map((directive) => linesOf(counted, directive, ends));
    expect(ranges).toHaveLength(count);
    expect(ranges.every(({ first, last }) => last > first)).toBe(true);
    // Two for each comment, and two for each of what stands between: never one times the other.
    expect(lines.looks).toBeLessThan(10 * count);
    expect(workspace.caches.ask(diagnosticsOf, path(name))).toHaveLength(500);
  },
);
