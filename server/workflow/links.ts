import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Read } from '../caches/definition.ts';
import { parseMarkdown } from '../syntax/markdown.ts';
import { content, listing } from '../workspace/files.ts';
import { placeOf } from '../workspace/layout.ts';
import { below, type FilePath } from '../workspace/paths.ts';
import { rootOf } from '../workspace/roots.ts';
import { document, summaryOf } from './document.ts';
import { headingAnchors } from './heading-anchors.ts';
import type { LinkTarget } from './link-target.ts';
import type { MarkdownSummary } from './markdown-document.ts';

/** A link of a Markdown file that leads nowhere. Ids and values only: where it stands is `link/I`. */
export interface BrokenLink {
  /** Its index among the links of the summary. */
  readonly index: number;
  readonly target: LinkTarget;
  readonly fault:
    | { readonly kind: 'no-file'; readonly names: readonly string[] }
    /** It is there in other letters, upper or lower case: `path` as it would have to be written. */
    | { readonly kind: 'other-case'; readonly path: string }
    /** The file is there, the heading is not; `anchors` are those that are. */
    | { readonly kind: 'no-heading'; readonly file: FilePath; readonly anchors: readonly string[] };
}

/**
 * The links of a Markdown file that lead to no file, or to no heading of it. Nothing is said of links
 * that leave the workspace.
 */
export const brokenLinks = defineQuery<readonly BrokenLink[]>({
  name: 'brokenLinks',
  equals: isDeepStrictEqual,
  compute(read, file) {
    const summary = read(summaryOf, file) as Partial<MarkdownSummary> | undefined;
    const links = summary?.links ?? [];
    if (links.length === 0) return [];
    const boundary = boundaryOf(read, file);
    return links.flatMap((target, index): BrokenLink[] => {
      const fault = faultOf(read, file, target, boundary);
      return fault === undefined ? [] : [{ index, target, fault }];
    });
  },
});

/** The ids in a Markdown file that a link can lead to. */
const anchorsOf = defineQuery<readonly string[]>({
  name: 'anchorsOf',
  equals: isDeepStrictEqual,
  compute(read, file) {
    const known = read(document, file);
    if (known !== undefined && 'markdown' in known) {
      return headingAnchors(known.markdown.tree, known.text);
    }
    const found = read(content, file);
    return found.state === 'text' ? headingAnchors(parseMarkdown(found.text), found.text) : [];
  },
});

/** The folder outside of which nothing is looked at: the workspace root, else what holds the file. */
function boundaryOf(read: Read, file: FilePath): FilePath {
  const root = rootOf(read, file);
  if (root !== undefined) return root;
  const place = read(placeOf, file);
  return place?.workflow ?? place?.holder ?? path.dirname(file);
}

function faultOf(
  read: Read,
  file: FilePath,
  target: LinkTarget,
  boundary: FilePath,
): BrokenLink['fault'] | undefined {
  if (target.path === '') return headingFault(read, file, target);
  if (!isRelative(target.path)) return undefined;
  const found = resolved(read, file, target.path, boundary);
  if (found === undefined) return undefined;
  return 'kind' in found ? found : headingFault(read, found.file, target);
}

/** Not from a drive or the root of a site, and no pattern of a generator, as `task-1-*.md`. */
function isRelative(target: string): boolean {
  return !/^[/~$]|[*\\]|\.\.\.|…/.test(target);
}

/** The file or folder that a link leads to; a fault if it is not there, nothing beyond the boundary. */
function resolved(
  read: Read,
  file: FilePath,
  target: string,
  boundary: FilePath,
): { file: FilePath } | BrokenLink['fault'] | undefined {
  const folder = path.dirname(file);
  const query = target.indexOf('?');
  const wanted = path.resolve(folder, query > 0 ? target.slice(0, query) : target);
  if (wanted !== boundary && below(boundary, wanted) === undefined) return undefined;
  let at = folder;
  while (at !== wanted && below(at, wanted) === undefined) at = path.dirname(at);
  const segments = below(at, wanted)?.split('/') ?? [];
  let otherCase = false;
  for (const segment of segments) {
    const names = read(listing, at).entries.map(({ name }) => name);
    const name = nameIn(names, segment);
    if (name === undefined) {
      // Only the last name can be misspelt in a way that is worth a guess.
      return { kind: 'no-file', names: path.join(at, segment) === wanted ? names : [] };
    }
    otherCase ||= name.normalize() !== segment.normalize();
    at = path.join(at, name);
  }
  if (!otherCase) return { file: at };
  const written = path.relative(folder, at).split(path.sep).join('/');
  return { kind: 'other-case', path: target.startsWith('./') ? `./${written}` : written };
}

function nameIn(names: readonly string[], wanted: string): string | undefined {
  const composed = wanted.normalize();
  return (
    names.find((name) => name.normalize() === composed) ??
    names.find((name) => name.normalize().toLowerCase() === composed.toLowerCase())
  );
}

function headingFault(
  read: Read,
  file: FilePath,
  { fragment = '' }: LinkTarget,
): BrokenLink['fault'] | undefined {
  if (!/\.md$/i.test(file) || !namesHeading(fragment)) return undefined;
  if (read(content, file).state !== 'text') return undefined;
  const anchors = read(anchorsOf, file);
  const wanted = comparable(fragment);
  if (anchors.some((anchor) => comparable(anchor) === wanted)) return undefined;
  return { kind: 'no-heading', file, anchors };
}

/** Not the top of the page, lines of a source, or a text to be searched. */
function namesHeading(fragment: string): boolean {
  return fragment !== '' && !/^(?:top|L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?|:~:.*)$/.test(fragment);
}

/** Letters of either case lead to the same heading, and whether an emoji keeps its selector varies. */
function comparable(anchor: string): string {
  return anchor.normalize().toLowerCase().replaceAll('\uFE0F', '');
}
