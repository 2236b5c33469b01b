import { describe, expect, it } from 'vitest';
import type { Chunk } from '../../../../server/rag/chunk.ts';
import { chunksOf } from '../../../../server/rag/chunking/chunks.ts';
import { parseMarkdown } from '../../../../server/syntax/markdown.ts';

function standard(text: string): Chunk[] {
  return chunksOf({ file: '/ws/universal/standards/some-page.md', kind: 'standard' }, text);
}

function headingsIn(text: string): string[] {
  return standard(text).map(({ headings }) => headings.join(' > '));
}

const words = (count: number, seed = 'word'): string =>
  Array.from({ length: count }, (_, index) => `${seed}${index}`).join(' ');

/** Long enough to stand alone, short enough to stay whole. */
const body = words(35);

describe('sections', () => {
  it('carry the title of the page and the headings above them', () => {
    const text = `# Page\n\n## One\n\n### Deep\n\n${body}\n\n## Two\n\n${body}\n`;
    expect(standard(text).map(({ title }) => title)).toEqual(['Page', 'Page']);
    expect(headingsIn(text)).toEqual(['One > Deep', 'Two']);
  });

  it('stand in the text where they say', () => {
    const text = `# Page\r\n\r\n## One\r\n\r\n${body}\r\n\r\nänd 🛑 more\r\n\r\n## Two\r\n\r\n${body}\r\n`;
    for (const { range, lines, text: said } of standard(text)) {
      expect(text.slice(range.start, range.end)).toBe(said);
      const before = text.slice(0, range.start).split('\r\n');
      expect(lines.start).toEqual({
        line: before.length - 1,
        character: before.at(-1)?.length,
      });
    }
    expect(standard(text)[0]?.lines.end).toEqual({ line: 6, character: 'änd 🛑 more'.length });
  });

  it('begin before the first heading', () => {
    const chunks = standard(`${body} preamble\n\n# Page\n\n## One\n\n${body}`);
    expect(chunks[0]?.text).toContain('preamble');
    expect(chunks[0]?.headings).toEqual([]);
    expect(chunks[0]?.title).toBe('Page');
  });

  it('have underlined headings as well', () => {
    expect(headingsIn(`Page\n====\n\nOne\n---\n\n${body}\n\nTwo\n---\n\n${body}`)).toEqual([
      'One',
      'Two',
    ]);
  });

  it.each([
    ['a fence', '```bash\n# comment\n## another\n```'],
    ['a longer fence', '````markdown\n```\n## inner\n```\n## still inner\n````'],
    ['an HTML block', '<div>\n## no heading\n</div>'],
    ['a comment', '<!--\n## no heading\n-->'],
    ['a list', '- item\n\n  ## no section'],
    ['a quote', '> ## no section\n> quoted'],
    ['indented code', '    ## code'],
  ])('do not begin in %s', (_, block) => {
    const text = `# Page\n\n## One\n\n${body}\n\n${block}\n\n${body}\n`;
    expect(new Set(headingsIn(text))).toEqual(new Set(['One']));
    expect(
      standard(text)
        .map(({ text: said }) => said)
        .join('\n'),
    ).toContain(block.split('\n')[1] ?? block.trim());
  });

  it('are named by the file where there is no title', () => {
    expect(standard(`## One\n\n${body}`)[0]?.title).toBe('some-page');
  });

  it('of a page that is only a heading are that heading', () => {
    expect(standard('# Only a title\n').map(({ text }) => text)).toEqual(['# Only a title']);
    expect(headingsIn('# Page\n\n## Empty one\n')).toEqual(['Empty one']);
  });

  it('are none in an empty or blank page', () => {
    for (const text of ['', '\n\n', '---\n', '\uFEFF']) expect(standard(text)).toEqual([]);
  });
});

describe('short sections', () => {
  it('are joined with the next one under the same heading, and found by both names', () => {
    const text = `# Page\n\n## Parent\n\n### Alpha thing\n\nBrief.\n\n### Beta thing\n\n${body}\n\n## Other\n\n${body}`;
    const [first, second] = standard(text);
    expect(first?.text).toContain('Brief.');
    expect(first?.text).toContain('### Beta thing');
    expect(first?.headings).toEqual(['Parent', 'Alpha thing']);
    expect(first?.keywords).toContain('Beta thing');
    expect(second?.headings).toEqual(['Other']);
  });

  it('lead to the section below them', () => {
    const text = `# Page\n\n## Parent\n\nTwo kinds.\n\n### First kind\n\n${body}`;
    expect(headingsIn(text)).toEqual(['Parent > First kind']);
    expect(standard(text)[0]?.text).toContain('Two kinds.');
  });

  it.each(['total_phases', '🛑 EXECUTE-NOW', '[TASK_ID]', 'strict', 'gate-definition.yaml'])(
    'stay alone where the heading is a name: %s',
    (name) => {
      const text = `# Page\n\n## Keys\n\n### ${name}\n\nSays little.\n\n### other_key\n\nToo.\n`;
      expect(headingsIn(text)).toEqual([`Keys > ${name}`, 'Keys > other_key']);
    },
  );

  it('are not joined with a section that is about one name', () => {
    const text = `# Page\n\n## Keys\n\n### Names and authors\n\nBrief.\n\n### phases\n\nA list.\n`;
    expect(headingsIn(text)).toEqual(['Keys > Names and authors', 'Keys > phases']);
  });

  it('are not joined with a section under another heading', () => {
    const text = `# Page\n\n## One\n\n### Last of one\n\nBrief.\n\n## Two\n\n${body}`;
    expect(headingsIn(text)).toEqual(['One > Last of one', 'Two']);
  });
});

describe('long sections', () => {
  it('are cut at paragraphs, and the next part repeats the end of the one before', () => {
    const paragraphs = [1, 2, 3, 4].map((n) => `${words(40, `p${n}x`)}. Last sentence of ${n}.`);
    const chunks = standard(`# Page\n\n## Long\n\n${paragraphs.join('\n\n')}\n`);
    expect(chunks.length).toBeGreaterThan(1);
    for (const { text } of chunks) expect(text.length).toBeLessThanOrEqual(800);
    for (const paragraph of paragraphs) {
      expect(chunks.some(({ text }) => text.includes(paragraph))).toBe(true);
    }
    expect(chunks[1]?.text).toMatch(/^Last sentence of \d\.\n\n/);
  });

  it('are cut between the items of a list', () => {
    const items = Array.from({ length: 30 }, (_, n) => `- item ${n} ${words(8, `w${n}x`)}`);
    const chunks = standard(`# Page\n\n## List\n\n${items.join('\n')}\n`);
    expect(chunks.length).toBeGreaterThan(2);
    for (const { text } of chunks) expect(text).toMatch(/^- item/);
  });

  it('are cut between sentences where nothing else bounds them', () => {
    const line = Array.from({ length: 60 }, (_, n) => `Sentence ${n} says something.`).join(' ');
    for (const { text } of standard(`# Page\n\n## Line\n\n${line}\n`)) {
      expect(text).toMatch(/^Sentence .*\.$/s);
    }
  });

  it.each([
    ['table', ['| a | b |', '|---|---|', ...rows(40)]],
    [
      'fence',
      ['```yaml', ...Array.from({ length: 60 }, (_, n) => `key${n}: value`), '', 'end: 1', '```'],
    ],
  ])('keep a %s whole, with the line that leads to it', (_, lines) => {
    const block = lines.join('\n');
    const chunks = standard(
      `# Page\n\n## S\n\n${body}\n\n${body}\n\nLike so:\n\n${block}\n\n${body}`,
    );
    expect(chunks.filter(({ text }) => text.includes(block))).toHaveLength(1);
  });

  // All that a script may hold: headings, other fences, tables, rules, keywords, blank lines.
  const script = [
    ...['# A comment', '', '## Another', 'x = 1', '', '---', '', '```yaml', 'inner: 1', '```', ''],
    ...[
      '| a | b |',
      '|---|---|',
      '| 1 | 2 |',
      '',
      '**Keywords for search**: a, b',
      '',
      'Title',
      '===',
    ],
  ];
  const long = Array.from({ length: 100 }, () => script).flat();

  it.each([
    ['in a section', ['~~~~python', ...long, '~~~~']],
    ['with longer fences in it', ['``````', ...long, '`````', ...long, '``````']],
    ['that is never closed', ['~~~', ...long, '# The end']],
    ['in an item', ['- Do this:', '', ...['~~~~', ...long, '~~~~'].map((line) => `  ${line}`)]],
    ['by its indentation', long.map((line) => `    ${line}`)],
  ])('never cut code, however long: %s', (_, lines) => {
    const code = lines
      .join('\n')
      .replace(/^- .*\n\s*/, '')
      .trim();
    expect(code.length).toBeGreaterThan(10_000);
    const text = `# Page\n\n## S\n\n${body}\n\n${words(70)}\n\n${lines.join('\n')}\n`;
    const chunks = standard(text);
    expect(chunks.filter((chunk) => chunk.text.includes(code))).toHaveLength(1);
    for (const { headings, range, text: said } of chunks) {
      expect(headings).toEqual(['S']);
      expect(text.slice(range.start, range.end)).toBe(said);
    }
  });

  it.each([
    ['between fences', ['~~~~', ...long, '~~~~']],
    ['by its indentation', long.map((line) => `    ${line}`)],
    [
      'deep in a list',
      ['- a', '  - b', '', ...['~~~', ...long, '~~~'].map((line) => `    ${line}`)],
    ],
  ])('are code where code is, whose comments are no headings: %s', (_, lines) => {
    const text = `# Page\n\n## S\n\n${body}\n\n${words(70)}\n\n${lines.join('\n')}\n`;
    const blocks = standard(text).flatMap((chunk) => parseMarkdown(chunk.text).blocks);
    expect(blocks.filter(({ kind }) => kind === 'heading')).toEqual([]);
    expect(blocks.filter(({ kind }) => kind === 'code')).toHaveLength(1);
  });

  it('keep a table of hundreds of rows whole, with its header', () => {
    const table = ['| a | b |', '|---|---|', ...rows(1_000)].join('\n');
    const chunks = standard(`# Page\n\n## T\n\n${body}\n\n${words(70)}\n\n${table}\n\n${body}`);
    expect(chunks.filter(({ text }) => text.includes(table))).toHaveLength(1);
  });

  it('cut only an absurd table, at its rows', () => {
    const table = ['| a | b |', '|---|---|', ...rows(10_000)].join('\n');
    const chunks = standard(`# Page\n\n## T\n\n${table}\n`);
    expect(chunks.length).toBeGreaterThan(3);
    for (const { text } of chunks) {
      expect(text.length).toBeLessThanOrEqual(40_000);
      expect(text).toMatch(/^\| .* \|$/s);
    }
  });

  it('do not end with a heading', () => {
    const text = `# Page\n\n## A thing\n\nBrief.\n\n**Keywords**: a, b\n\n## B thing\n\n${body}\n\n${words(70)}`;
    for (const { text: said } of standard(text)) expect(said).not.toMatch(/## .*$/);
  });
});

describe('keywords', () => {
  it('of the line for search belong to every passage, and the line is none', () => {
    const chunks = standard(
      `# Page\n\n**Keywords for search**: \`alpha\`, beta gamma,\ndelta\n\n${body}\n\n## One\n\n${body}`,
    );
    expect(chunks).toHaveLength(2);
    for (const { keywords, text } of chunks) {
      expect(keywords).toEqual(['alpha', 'beta gamma', 'delta']);
      expect(text).not.toContain('Keywords');
    }
  });

  it('of front matter too; its title and tags count, and it is no heading', () => {
    const chunks = standard(
      `---\ntitle: From the front\ntags: [git, release]\nsummary: about things\n---\n\n## One\n\n${body}`,
    );
    expect(chunks.map(({ title, headings }) => [title, ...headings])).toEqual([
      ['From the front', 'One'],
    ]);
    expect(chunks[0]?.tags).toEqual(expect.arrayContaining(['git', 'release']));
    expect(chunks[0]?.keywords).toEqual(['about things']);
  });

  it('are not read from what is no front matter', () => {
    expect(standard(`---\n\n${body}\n\n---\n\n${body}`).length).toBeGreaterThan(0);
    expect(standard(`${body}\n\n---\ntitle: No\n---\n`)[0]?.title).toBe('some-page');
  });
});

describe('hashes', () => {
  it('are the same for the same words under the same headings, wherever they stand', () => {
    const [one] = standard(`# Page\n\n## One\n\n${body}`);
    const [moved] = standard(`# Page\n\n${body} intro\n\n## One\n\n${body}`).slice(1);
    expect(moved?.hash).toBe(one?.hash);
    expect(one?.hash).toMatch(/^[0-9a-f]{40}$/);
  });

  it('differ with the text, the headings and the kind of file', () => {
    const text = `# Page\n\n## One\n\n${body}`;
    const hashes = [
      standard(text),
      standard(`${text}!`),
      standard(text.replace('One', 'Two')),
      chunksOf({ file: '/ws/a.md', kind: 'spec' }, text),
    ].map((chunks) => chunks[0]?.hash);
    expect(new Set(hashes).size).toBe(4);
  });
});

describe('hostile text', () => {
  const nested = Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- x${depth}`);
  it.each([
    ['nested 200 deep', nested.join('\n')],
    ['of headings', '## a_b\n\nx\n\n'.repeat(100_000)],
    ['of fences', '```\n'.repeat(250_000)],
    ['of rules', '---\n\n'.repeat(200_000)],
    ['of bold', '**A'.repeat(330_000)],
    ['in one line', 'word '.repeat(200_000)],
    ['of table rows', `|a|b|\n|-|-|\n${'|x|y|\n'.repeat(160_000)}`],
  ])('%s takes bounded time and gives bounded passages', (_, text) => {
    const start = performance.now();
    const chunks = standard(text);
    // Well under a second; the bound is for machines that are busy.
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(chunks.length).toBeLessThan(3_000);
    for (const { text: said } of chunks) expect(said.length).toBeLessThanOrEqual(40_000);
  });
});

function rows(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `| row ${n} | value of it |`);
}
