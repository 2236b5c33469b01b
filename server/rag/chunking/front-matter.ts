import { toValue } from '../../syntax/data-tree.ts';
import { parseYaml } from '../../syntax/yaml.ts';

/** The YAML block that a markdown file may begin with, as far as search reads it. */
export interface FrontMatter {
  /** Where the document itself begins; 0 without front matter. */
  readonly end: number;
  readonly title: string | undefined;
  readonly tags: readonly string[];
  /** All other texts of it, `description` and the like. */
  readonly keywords: readonly string[];
}

const NONE: FrontMatter = { end: 0, title: undefined, tags: [], keywords: [] };

/** Longer than people write it; what is longer is no front matter but a text between two rules. */
const LONGEST = 5_000;

/**
 * Reads front matter: `---` on the first line, then a YAML map, then `---`. CommonMark knows none, and
 * would take its last line for a heading.
 */
export function frontMatterOf(text: string): FrontMatter {
  const [whole, yaml] = FRONT_MATTER.exec(text.slice(0, LONGEST)) ?? [];
  if (whole === undefined || yaml === undefined) return NONE;
  const { root } = parseYaml(yaml);
  if (root?.kind !== 'object') return NONE;
  const values = root.entries.map(({ key, value }) => [key.toLowerCase(), textsOf(value)] as const);
  const titles = values.find(([key]) => key === 'title')?.[1];
  return {
    end: whole.length,
    title: titles?.[0],
    tags: values.filter(([key]) => key === 'tags').flatMap(([, texts]) => texts),
    keywords: values
      .filter(([key]) => key !== 'title' && key !== 'tags')
      .flatMap(([, texts]) => texts),
  };
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** The texts of a scalar or of a list of them; `a, b` counts as two. */
function textsOf(node: Parameters<typeof toValue>[0]): string[] {
  const value = toValue(node);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((each) => typeof each === 'string')
    .flatMap((each) => each.split(','))
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
