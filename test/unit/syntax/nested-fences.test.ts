import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../server/syntax/markdown.ts';
import { blocksOf } from '../../../server/syntax/markdown-tree.ts';
import { blankNestedFences } from '../../../server/syntax/nested-fences.ts';
import { mark, marked } from '../marked-text.ts';
import { markdownish } from './markdownish.ts';

const isHeading = (line: string): boolean => line.startsWith('# Real');

describe('fences within a block of markdown', () => {
  test('are blanked out, so that what follows the block is no code', () => {
    const { text, ranges } = marked(
      '```markdown\n# Example\n«```bash»\nls\n«```»\n```\n\n# Real\n\n```\ncode\n```\n',
    );
    const read = blankNestedFences(text, isHeading);
    expect(mark(text, read.fences)).toBe(mark(text, ranges));
    expect(read.text).toHaveLength(text.length);
    expect(blocksOf(parseMarkdown(read.text), 'heading').map((heading) => heading.text)).toEqual([
      'Real',
    ]);
  });

  test('may be several', () => {
    const { text, ranges } = marked('```md\n«```js»\n«```»\ntext\n«```py»\n«```»\n```\n# Real\n');
    expect(mark(text, blankNestedFences(text, isHeading).fences)).toBe(mark(text, ranges));
  });

  test.each([
    ['the block has no end of its own', '```markdown\n```bash\nls\n```\n# Real\n'],
    ['the next fence stands below a line of the document', '```md\n```sh\n```\n# Real\n```\n```\n'],
    ['the block is of another language', '```bash\n```bash\nls\n```\n```\n'],
    ['the outer fence is longer', '````markdown\n```bash\nls\n```\n````\n'],
  ])('stay when %s', (_, text) => {
    expect(blankNestedFences(text, isHeading)).toEqual({ text, fences: [] });
  });

  test('no text crashes it, and none gets longer or shorter', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        const fenced = `\`\`\`md\n${text}\n\`\`\`sh\n${text}\n\`\`\`\n${text}\n\`\`\`\n`;
        expect(blankNestedFences(fenced, isHeading).text).toHaveLength(fenced.length);
      }),
    );
  });
});
