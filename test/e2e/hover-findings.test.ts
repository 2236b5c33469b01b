import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompletionList, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { uriOfPath } from '../../server/workspace/paths.ts';
import type { LspClient } from '../lsp-client.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { sampleWorkflow } from './sample-workflow.ts';
import { startServer } from './server.ts';

const GATE = 'workflows/sample_v1/phases/0/gate-definition.yaml';
const TEXT = `checkpoint: {}
evidence_schema:
  items_counted:
    type: number
# praxis-disable-file gate/not-boolean
`;

describe('hover over a squiggle', () => {
  let folder: TemporaryFolder;
  let client: LspClient;
  beforeEach(async () => {
    folder = new TemporaryFolder();
    folder.write({ ...sampleWorkflow('sample_v1'), [GATE]: TEXT });
    client = await startServer({ roots: [folder.path] });
    client.open(uri(), TEXT);
  });
  afterEach(async () => {
    await client.kill();
    folder[Symbol.dispose]();
  });
  const uri = () => uriOfPath(folder.at(GATE));
  const hoverAt = (line: number, character: number) =>
    client.request<Hover | null>('textDocument/hover', {
      textDocument: { uri: uri() },
      position: { line, character },
    });
  const textOf = (hover: Hover | null): string =>
    (hover?.contents as MarkupContent | undefined)?.value ?? '';

  it('says what the rule is about and how to silence it, below what there was to say', async () => {
    const text = textOf(await hoverAt(3, 12));
    expect(text).toContain('**Unknown evidence type** · `gate/unknown-type`');
    expect(text).toContain('No value is of a type that is not there');
    expect(text).toContain('`# praxis-disable-next-line gate/unknown-type: reason`');
    // What hover says of the type itself stands above.
    expect(text.indexOf('\n\n---\n\n**Unknown evidence type**')).toBeGreaterThan(10);
  });

  it('is plain text for a client that reads no markdown', async () => {
    await client.kill();
    client = await startServer({ client: 'bare', roots: [folder.path] });
    client.open(uri(), TEXT);
    const hover = await hoverAt(3, 12);
    expect(hover?.contents).toMatchObject({ kind: 'plaintext' });
    expect(textOf(hover)).toContain('\n\nUnknown evidence type · gate/unknown-type\n\n');
    expect(textOf(hover)).not.toMatch(/`|\*\*|---/);
    const { items } = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: uri() },
      position: { line: 3, character: 4 },
    });
    const documented = items.map(({ documentation }) => documentation as MarkupContent | undefined);
    expect(documented.some((content) => content?.kind === 'plaintext')).toBe(true);
    for (const content of documented) expect(content?.value ?? '').not.toMatch(/`|\*\*/);
  });

  it('stands alone where there is nothing else to say', async () => {
    const hover = await hoverAt(4, 30);
    expect(textOf(hover)).toMatch(
      /^\*\*Suppression that silences nothing\*\* · `suppression\/unused`/,
    );
    expect(hover?.range).toEqual({
      start: { line: 4, character: 22 },
      end: { line: 4, character: 38 },
    });
  });

  it('goes with the squiggle', async () => {
    const text = TEXT.replace('gate/not-boolean', 'gate/unknown-type');
    client.change(uri(), text);
    expect(textOf(await hoverAt(3, 12))).not.toContain('gate/unknown-type');
    expect(await hoverAt(4, 30)).toBeNull();
  });
});
