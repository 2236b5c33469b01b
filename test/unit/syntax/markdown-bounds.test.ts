import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../server/syntax/markdown.ts';
import type { MarkdownTree } from '../../../server/syntax/markdown-tree.ts';
import { blocksOf } from '../../../server/syntax/markdown-tree.ts';
import type { TextRange } from '../../../server/syntax/text-range.ts';
import { markdownish } from './markdownish.ts';

function rangesOf(tree: MarkdownTree): TextRange[] {
  const inBlocks = tree.blocks.flatMap((block) => {
    if (block.kind === 'table') {
      return [
        block.range,
        ...[...block.header, ...block.rows.flat()].map((cell) => cell.textRange),
      ];
    }
    return [block.range, block.kind === 'code' ? block.bodyRange : block.textRange];
  });
  const inLinks = tree.links.flatMap(({ range, targetRange }) => [range, targetRange]);
  return [...inBlocks, ...inLinks, ...tree.verbatim.map(({ range }) => range)];
}

describe('whatever the text', () => {
  test('there is a tree, and every range lies within the text', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        for (const { start, end } of rangesOf(parseMarkdown(text))) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('blocks, links and verbatim stretches come in the order of the text', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        const { blocks, links, verbatim } = parseMarkdown(text);
        for (const list of [blocks, links, verbatim]) {
          const starts = list.map(({ range }) => range.start);
          expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        }
        for (const [index, { range }] of verbatim.entries()) {
          expect(range.end).toBeLessThanOrEqual(verbatim[index + 1]?.range.start ?? text.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a text made to be slow', () => {
  const SIZE = 300_000;
  const filled = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length));
  const paragraphs = (piece: string) =>
    filled(`${piece.repeat(Math.floor(3_900 / piece.length))}\n\n`);

  test.each([
    ['one line of brackets', filled('[')],
    ['one line of emphasis', filled('*a ')],
    ['one line of backslashes', filled('\\')],
    ['one wide table', `${filled('|a')}\n${filled('|-')}\n`],
    ['one paragraph of many lines', filled('[a\n')],
    ['a definition whose title never closes', `[a]: b "${filled('x\n')}`],
    ['paragraphs of links that never close', paragraphs('[](')],
    ['paragraphs of nested images', paragraphs('![')],
    ['paragraphs of emphasis', paragraphs('*a')],
    ['paragraphs of blanks', paragraphs('<a   ')],
    ['paragraphs of backticks', paragraphs('``a`')],
    ['quotes in quotes', filled(`${'> '.repeat(1_000)}a\n`)],
    ['lists in lists', Array.from({ length: 700 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n')],
    ['items on one line', filled(`${'- '.repeat(1_900)}a\n`)],
    ['empty items', filled('-\n')],
    ['blanks below a bar', `p\na|b\n${filled(' ')}x`],
  ])('%s: is read in time', (_, text) => {
    const start = performance.now();
    parseMarkdown(text);
    // Each takes well under a second; without the bounds some take minutes.
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('costs its neighbours nothing: what is within bounds is read', () => {
    const text = `# A\n\n${'['.repeat(5_000)}\n\n${'*a'.repeat(1_500)}\n\n## [B](b.md)\n`;
    const tree = parseMarkdown(text);
    expect(blocksOf(tree, 'heading').map((heading) => heading.text)).toEqual(['A', 'B']);
    expect(tree.links.map(({ target }) => target)).toEqual(['b.md']);
  });
});
