import { blocksOf, isProse, type MarkdownTree } from '../syntax/markdown-tree.ts';

/**
 * What the fragment of a link can name in a Markdown document: its headings as GitHub makes ids of
 * them, ids written behind a heading (`{#id}`), and anchors of HTML (`<a id="…">`, `name` as well).
 */
export function headingAnchors(tree: MarkdownTree, text: string): string[] {
  const anchors = new Set<string>();
  for (const { text: title } of blocksOf(tree, 'heading')) {
    const written = WRITTEN_ID.exec(title)?.[1];
    if (written !== undefined) anchors.add(written);
    const slug = headingSlug(title);
    let unique = slug;
    for (let count = 1; anchors.has(unique); count++) unique = `${slug}-${count}`;
    anchors.add(unique);
  }
  for (const { index, groups } of text.matchAll(HTML_ANCHOR)) {
    const id = groups?.id;
    if (id !== undefined && isProse(tree, index)) anchors.add(id);
  }
  return [...anchors];
}

/**
 * The id that GitHub gives to a heading: lower case; letters, digits, marks, hyphens and underscores
 * are kept, each blank is a hyphen.
 */
function headingSlug(title: string): string {
  return title
    .replaceAll(TAG, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

const WRITTEN_ID = /\{#([^\s{}]+)\}\s*$/;
const TAG = /<\/?[a-z][^<>]{0,200}>/gi;
/** Bounded, so that no text makes it slow. */
const HTML_ANCHOR = /<[a-z][^<>]{0,200}?\s(?:id|name)\s{0,3}=\s{0,3}["']?(?<id>[^\s"'<>]{1,200})/gi;
