import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { defineQuery, type Read } from '../caches/definition.ts';
import { parseMarkdown } from '../syntax/markdown.ts';
import { content, listing } from '../workspace/files.ts';
import { PHASES_FOLDER, placeOf } from '../workspace/layout.ts';
import { below, type FilePath, isAtOrBelow } from '../workspace/paths.ts';
import { rootOf } from '../workspace/roots.ts';
import { document, summaryOf } from './document.ts';
import { headingAnchors } from './heading-anchors.ts';
import type { LinkTarget } from './link-target.ts';
import type { MarkdownSummary } from './markdown-document.ts';
import { nearest } from './nearest.ts';

/** A link of a Markdown file that leads nowhere. Ids and values only: where it stands is `link/I`. */
export interface BrokenLink {
  /** Its index among the links of the summary. */
  readonly index: number;
  readonly target: LinkTarget;
  readonly fault: /** `meant`: what it was probably meant to be, as it would have to be written. */
    | { readonly kind: 'no-file'; readonly meant?: string }
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
    const search = searchFor(read, file);
    return links.flatMap((target, index): BrokenLink[] => {
      const fault = faultOf(search, target);
      return fault === undefined ? [] : [{ index, target, fault }];
    });
  },
});

/** What the links of a file are looked up with. */
interface Search {
  readonly read: Read;
  readonly file: FilePath;
  /** The workflow that the file is part of, if any. */
  readonly workflow: FilePath | undefined;
  /** The workspace root, else what holds the file: outside of it nothing is looked at. */
  readonly boundary: FilePath;
  /** Where a standard stands in the folders that it was installed from. */
  readonly source: FilePath | undefined;
  /** Where files are made by the run, so that none is missed: what a template links to. */
  readonly generated: FilePath | undefined;
}

function searchFor(read: Read, file: FilePath): Search {
  const place = read(placeOf, file);
  const holder = place?.workflow ?? place?.holder ?? path.dirname(file);
  const isTemplate = place?.role.kind === 'template';
  return {
    read,
    file,
    workflow: place?.workflow,
    boundary: rootOf(read, file) ?? holder,
    source: INSTALLED.test(file)
      ? file.replace(INSTALLED, `${path.sep}standards${path.sep}`)
      : undefined,
    generated: isTemplate ? path.join(holder, PHASES_FOLDER) : undefined,
  };
}

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

/** The installer copies `universal/standards/` to `.praxis-os/standards/universal/`. */
const INSTALLED = /[\\/]standards[\\/]universal[\\/]/;

function faultOf(search: Search, target: LinkTarget): BrokenLink['fault'] | undefined {
  if (target.path === '') return headingFault(search.read, search.file, target);
  if (!isRelative(target.path)) return undefined;
  const found = leadsTo(search, target.path);
  if (found === undefined) return undefined;
  return 'kind' in found ? found : headingFault(search.read, found.file, target);
}

/** Where a link leads; an installed copy was written for the place that it was copied from. */
function leadsTo(search: Search, target: string): ReturnType<typeof resolved> {
  const inPlace = resolved(search, target);
  if (inPlace === undefined || !('kind' in inPlace) || search.source === undefined) return inPlace;
  const fromSource = resolved({ ...search, file: search.source }, target);
  return fromSource === undefined || 'kind' in fromSource ? inPlace : fromSource;
}

/** Not from a drive or the root of a site, and no pattern of a generator, as `task-1-*.md`. */
function isRelative(target: string): boolean {
  return !/^[/~$]|[*\\]|\.\.\.|…/.test(target);
}

/** The file or folder that a link leads to; a fault if it is not there, nothing beyond the boundary. */
function resolved(
  search: Search,
  target: string,
): { file: FilePath } | BrokenLink['fault'] | undefined {
  const { read, file, workflow, boundary, generated } = search;
  const folder = path.dirname(file);
  const query = target.indexOf('?');
  const wanted = path.resolve(folder, query > 0 ? target.slice(0, query) : target);
  if (wanted !== boundary && below(boundary, wanted) === undefined) return undefined;
  if (generated !== undefined && below(generated, wanted) !== undefined) return undefined;
  let at = folder;
  while (at !== wanted && below(at, wanted) === undefined) at = path.dirname(at);
  let otherCase = false;
  for (const segment of below(at, wanted)?.split('/') ?? []) {
    const names = read(listing, at).entries.map(({ name }) => name);
    const name = nameIn(names, segment);
    if (name === undefined) {
      // A workflow that stands alone may be written for folders that only its users have.
      const isLast = path.join(at, segment) === wanted;
      if (!isLast && workflow !== undefined && below(workflow, wanted) === undefined) {
        return undefined;
      }
      const meant = meantInstead(search, wanted, isLast ? names : []);
      return { kind: 'no-file', ...(meant === undefined ? {} : { meant }) };
    }
    otherCase ||= name.normalize() !== segment.normalize();
    at = path.join(at, name);
  }
  if (!otherCase) return { file: at };
  const written = writtenFrom(folder, at);
  return { kind: 'other-case', path: target.startsWith('./') ? `./${written}` : written };
}

/** A neighbour of nearly that name, or a file of that name one folder off: in the file's own, above it. */
function meantInstead(
  { read, file, boundary }: Search,
  wanted: FilePath,
  neighbours: readonly string[],
): string | undefined {
  const folder = path.dirname(file);
  const name = path.basename(wanted);
  const near = nearest(name, neighbours)[0];
  if (near !== undefined) return writtenFrom(folder, path.join(path.dirname(wanted), near));
  const others = [folder, path.dirname(folder)].filter((each) => isAtOrBelow(boundary, each));
  const holder = others.find((each) =>
    read(listing, each).entries.some((entry) => entry.name === name && entry.kind === 'file'),
  );
  return holder === undefined ? undefined : writtenFrom(folder, path.join(holder, name));
}

function writtenFrom(folder: FilePath, file: FilePath): string {
  return path.relative(folder, file).split(path.sep).join('/') || '.';
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
