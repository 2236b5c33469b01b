import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../server/syntax/markdown.ts';
import { headingAnchors } from '../../../server/workflow/heading-anchors.ts';

const anchors = (text: string) => headingAnchors(parseMarkdown(text), text);

describe('the anchors of a Markdown document', () => {
  it.each([
    ['# Release Notes', 'release-notes'],
    ['## A & B: `snake_case` of **bold**?', 'a--b-snake_case-of-bold'],
    ['## 🎯 TL;DR', '-tldr'],
    ['## 1.2 Über [links](x.md)', '12-über-links'],
    ['## Vec<T> and <b>tags</b>', 'vec-and-tags'],
    ['Underlined\n---', 'underlined'],
    ['> ## Quoted', 'quoted'],
    ['## 見出し 一', '見出し-一'],
  ])('%s', (text, anchor) => {
    expect(anchors(text)).toEqual([anchor]);
  });

  it('are told apart by numbers', () => {
    expect(anchors('# A\n# A\n# A-1\n# A\n')).toEqual(['a', 'a-1', 'a-1-1', 'a-2']);
  });

  it('are those of HTML too, and ids that are written out', () => {
    expect(anchors('<a id="one"></a>\n<a name=two>\n\n# Three {#drei}\n')).toEqual([
      'drei',
      'three-drei',
      'one',
      'two',
    ]);
  });

  it('are none in code and comments', () => {
    expect(anchors('```\n# no\n<a id="no">\n```\n<!-- <a id="no"> -->\n`<a id="no">`\n')).toEqual(
      [],
    );
  });
});
