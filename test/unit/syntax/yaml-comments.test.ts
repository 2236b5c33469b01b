import { expect, it } from 'vitest';
import { yamlComments } from '../../../server/syntax/yaml-comments.ts';

it.each([
  ['a line of its own, and the end of a line', '# one\nkey: value # two\n', ['# one', '# two']],
  ['the header of a block', 'key: | # one\n  # text\n', ['# one']],
  [
    'CRLF, and lines that end as PyYAML has it',
    '# one\r\nkey: 1\u2028# two\r\n',
    ['# one', '# two'],
  ],
  ['the beginning of a document', '%YAML 1.1\n--- # one\nkey: 1\n... # two\n', ['# one', '# two']],
  ['brackets', 'key: [1, # one\n  2]\n', ['# one']],
  ['no text in quotes, in words or in blocks', 'a: "# x"\nb: c#d\ne: >\n  # f\n', []],
  ['no block without indentation', '--- |\n# text\n', []],
])('comments are found in %s', (_where, text, comments) => {
  expect(yamlComments(text).map(({ start, end }) => text.slice(start, end))).toEqual(comments);
});
