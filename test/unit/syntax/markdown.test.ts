import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../server/syntax/markdown.ts';
import { blocksOf, isProse, linksIn } from '../../../server/syntax/markdown-tree.ts';
import { mark, marked } from '../marked-text.ts';

describe('headings', () => {
  test('have a level and their text without marks', () => {
    const { text, ranges } = marked('# «Phase 1»\n\n## «**Bold** `code` [link](a.md)» ##\n');
    const headings = blocksOf(parseMarkdown(text), 'heading');
    expect(headings.map(({ level, text }) => [level, text])).toEqual([
      [1, 'Phase 1'],
      [2, 'Bold code link'],
    ]);
    expect(headings[0]?.textRange).toEqual(ranges[0]);
    expect(
      mark(
        text,
        headings.slice(1).map(({ textRange }) => textRange),
      ),
    ).toBe('# Phase 1\n\n## **«Bold** `code` [link»](a.md) ##\n');
  });

  test('keep the placeholders of templates: brackets that lead nowhere are text', () => {
    const tree = parseMarkdown('# Phase [PHASE_NUMBER]: [PHASE_NAME]\n');
    expect(blocksOf(tree, 'heading')[0]?.text).toBe('Phase [PHASE_NUMBER]: [PHASE_NAME]');
    expect(tree.links).toEqual([]);
  });

  test('may be underlined', () => {
    const { text, ranges } = marked('«Title\n=====»\n\n«Section\n---»\n');
    const headings = blocksOf(parseMarkdown(text), 'heading');
    expect(headings.map(({ level, text, range }) => ({ level, text, range }))).toEqual([
      { level: 1, text: 'Title', range: ranges[0] },
      { level: 2, text: 'Section', range: ranges[1] },
    ]);
  });

  test('are none in code and comments', () => {
    const tree = parseMarkdown('```\n# a\n```\n\n<!--\n# b\n-->\n\n    # c\n');
    expect(blocksOf(tree, 'heading')).toEqual([]);
  });
});

describe('a part of a block', () => {
  test('has its text without marks, and is cut to what the block holds', () => {
    const { text, ranges } = marked('- [ ] «**one** two\n  `three` **four**»\n  - five\n');
    const [item] = blocksOf(parseMarkdown(text), 'item');
    const second = text.indexOf('`three`');
    expect(item?.within({ start: second, end: text.length })).toEqual({
      text: 'three four',
      textRange: { start: second + 1, end: text.indexOf('**\n  - five') },
    });
    expect(item?.source.end).toBe(ranges[0]?.end);
    expect(item?.within({ start: text.length, end: text.length }).text).toBe('');
  });
});

describe('list items', () => {
  test('have a depth, a box where there is one, and a text of their own', () => {
    const tree = parseMarkdown(
      '- [ ] one\n- [x] *two*\n  more\n  1. three\n\n     Later.\n- four\n',
    );
    expect(
      blocksOf(tree, 'item').map(({ depth, checked, text }) => ({ depth, checked, text })),
    ).toEqual([
      { depth: 0, checked: false, text: 'one' },
      { depth: 0, checked: true, text: 'two more' },
      { depth: 1, checked: undefined, text: 'three' },
      { depth: 0, checked: undefined, text: 'four' },
    ]);
    expect(blocksOf(tree, 'paragraph').map(({ text }) => text)).toEqual(['Later.']);
  });

  test('hold their nested items; their text begins behind marker and box', () => {
    const { text, ranges } = marked('«- [ ] «outer»\n  «- «inner»»»\n');
    const items = blocksOf(parseMarkdown(text), 'item');
    expect(items.flatMap(({ range, textRange }) => [range, textRange])).toEqual(ranges);
  });

  test('take only their first paragraph for text, and no code', () => {
    const tree = parseMarkdown('- ```\n  code\n  ```\n\n  after\n');
    expect(blocksOf(tree, 'item')[0]?.text).toBe('');
    expect(blocksOf(tree, 'paragraph')[0]?.text).toBe('after');
  });
});

describe('tables', () => {
  test('have cells with their text and its place, empty ones too', () => {
    const text = '| Evidence | Type |\n|---|---|\n| `done` | boolean |\n| | **x** |\nplain | \\|\n';
    const [table] = blocksOf(parseMarkdown(text), 'table');
    expect(table?.header.map((cell) => cell.text)).toEqual(['Evidence', 'Type']);
    expect(table?.rows.map((row) => row.map((cell) => cell.text))).toEqual([
      ['done', 'boolean'],
      ['', 'x'],
      ['plain', '|'],
    ]);
    expect(mark(text, table?.rows.flat().map((cell) => cell.textRange) ?? [])).toBe(
      '| Evidence | Type |\n|---|---|\n| `«done»` | «boolean» |\n| «»| **«x»** |\n«plain» | \\«|»\n',
    );
  });
});

test('a delimiter row may end in blanks', () => {
  const [table] = blocksOf(parseMarkdown('| a | b |\n|---|---|  \n| 1 | 2 |\n'), 'table');
  expect(table?.rows[0]?.map((cell) => cell.text)).toEqual(['1', '2']);
});

describe('code blocks', () => {
  test('have the language and the lines between their fences', () => {
    const { text, ranges } = marked(
      '«```bash\n«ls\n\ncd\n»```»\n\n«~~~\n~~~»\n\n«```\n«unclosed»»',
    );
    const blocks = blocksOf(parseMarkdown(text), 'code');
    expect(blocks.map(({ info, fenced }) => ({ info, fenced }))).toEqual([
      { info: 'bash', fenced: true },
      { info: '', fenced: true },
      { info: '', fenced: true },
    ]);
    const [first, empty, unclosed] = blocks;
    expect([first?.range, first?.bodyRange]).toEqual(ranges.slice(0, 2));
    expect(empty?.range).toEqual(ranges[2]);
    expect(text.slice(empty?.bodyRange.start, empty?.bodyRange.end)).toBe('');
    expect([unclosed?.range, unclosed?.bodyRange]).toEqual(ranges.slice(3));
  });

  test('may stand in lists, and be indented only', () => {
    const tree = parseMarkdown('1. do\n\n   ```sh\n   ls\n   ```\n\nThen\n\n    indented\n');
    expect(blocksOf(tree, 'code').map(({ info, fenced }) => [info, fenced])).toEqual([
      ['sh', true],
      ['', false],
    ]);
  });
});

describe('links', () => {
  test('have a target and its place', () => {
    const text =
      'See [a *b*](x.md#top "title"), ![logo](<my logo.png>), [c]() and [d][ref].\n\n[Ref]: y.md\n';
    const { links } = parseMarkdown(text);
    expect(links.map(({ kind, text, target }) => [kind, text, target])).toEqual([
      ['link', 'a *b*', 'x.md#top'],
      ['image', 'logo', 'my logo.png'],
      ['link', 'c', ''],
      ['link', 'd', 'y.md'],
    ]);
    expect(
      mark(
        text,
        links.map(({ targetRange }) => targetRange),
      ),
    ).toBe(
      'See [a *b*](«x.md#top» "title"), ![logo](<«my logo.png»>), [c](«») and [d][ref].\n\n[Ref]: «y.md»\n',
    );
  });

  test('may be collapsed and shortcut references, if the definition exists', () => {
    const { links } = parseMarkdown(
      '[A] and [b][] and [c] and [A][nope]\n\n[a]: 1.md\n[b]: 2.md\n[b]: 3.md\n',
    );
    expect(links.map(({ target }) => target)).toEqual(['1.md', '2.md']);
  });

  test('stand in the order of the text and are found by place', () => {
    const { text, ranges } = marked('[![i](1.png)](2.md) «[b](3.md)» [c](4.md)');
    const tree = parseMarkdown(text);
    expect(tree.links.map(({ target }) => target)).toEqual(['2.md', '1.png', '3.md', '4.md']);
    const [range = { start: 0, end: 0 }] = ranges;
    expect(linksIn(tree, range).map(({ target }) => target)).toEqual(['3.md']);
  });

  test('are none in code', () => {
    expect(parseMarkdown('`[a](b.md)`\n\n```\n[a](b.md)\n```\n').links).toEqual([]);
  });
});

test('prose is what is neither code nor comment', () => {
  const { text, ranges } = marked(
    'yes «`no`» yes «<!-- no -->» yes\n\n«```\nno\n```»\n\n«<!--\nno\n-->»\n\n- yes\n',
  );
  const tree = parseMarkdown(text);
  for (let offset = 0; offset < text.length; offset += 1) {
    const isMarked = ranges.some(({ start, end }) => start <= offset && offset < end);
    expect([offset, isProse(tree, offset)]).toEqual([offset, !isMarked]);
  }
});

test.each([
  ['', 0],
  ['a', 1],
  ['a\n', 1],
  ['a\nb', 2],
  ['a\r\nb\r\n', 2],
  ['a\rb\r\n\n', 3],
])('%j has %i lines', (text, lines) => {
  expect(parseMarkdown(text).lineCount).toBe(lines);
});

describe('line ends', () => {
  const text =
    '# T\n\n- [ ] a `b`\n- c\n\n| h | i |\n|---|---|\n| j | k |\n\n```sh\nls\n```\n\n<div>\n\ntext\nmore\n';

  test.each([
    ['CRLF', '\r\n'],
    ['a lone CR', '\r'],
  ])('%s reads as LF does', (_, lineEnd) => {
    const tree = parseMarkdown(text.replaceAll('\n', lineEnd));
    const plain = parseMarkdown(text);
    const outline = (of: typeof tree) =>
      of.blocks.map((block) => [block.kind, 'text' in block ? block.text : '']);
    expect(outline(tree)).toEqual(outline(plain));
    expect(tree.lineCount).toBe(plain.lineCount);
  });

  test('ranges end before a CR', () => {
    const { text, ranges } = marked('«# «T»»\r\n\r\n«- «a»»\r\n');
    const blocks = [
      ...blocksOf(parseMarkdown(text), 'heading'),
      ...blocksOf(parseMarkdown(text), 'item'),
    ];
    expect(blocks.flatMap(({ range, textRange }) => [range, textRange])).toEqual(ranges);
  });

  test('a byte order mark does not hide the title', () => {
    expect(blocksOf(parseMarkdown('\uFEFF# T\n'), 'heading')[0]?.text).toBe('T');
  });
});
