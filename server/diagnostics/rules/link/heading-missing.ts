import path from 'node:path';
import { nearest } from '../../../workflow/nearest.ts';
import type { LinkRule } from '../../rule.ts';

export const linkHeadingMissing: LinkRule = {
  scope: 'link',
  code: 'link/heading-missing',
  title: 'Link to a heading that is not there',
  severity: 'warning',
  page: {
    what: 'What follows the `#` of a link names no heading of the file. Headings are named as GitHub does it: in lower case, without punctuation and emoji, a hyphen for each blank, `-1` behind the second of the same name. Anchors of HTML (`<a id="name">`) count as well.',
    why: 'The link opens the file at its beginning, and the reader has to search for what was meant.',
    wrong: { language: 'markdown', text: '## Release notes\n\nSee [the notes](#releasenotes).' },
    right: { language: 'markdown', text: '## Release notes\n\nSee [the notes](#release-notes).' },
  },
  *check(broken) {
    for (const { index, target, fault } of broken) {
      if (fault.kind !== 'no-heading') continue;
      const { fragment = '', path: written } = target;
      const meant = nearestAnchor(fragment, fault.anchors);
      const place = written === '' ? 'This file' : path.basename(fault.file);
      const repair =
        meant === undefined ? 'Name one that is there, or delete the "#"' : `Write "#${meant}"`;
      yield {
        at: `link/${index}`,
        message: `${place} has no heading "#${fragment}".\nThe link leads to the beginning of the file only. ${repair}.`,
        ...(meant === undefined ? {} : { data: { expected: `${written}#${meant}` } }),
      };
    }
  },
};

/** The same words come first, whatever stands between them. */
function nearestAnchor(fragment: string, anchors: readonly string[]): string | undefined {
  const words = (anchor: string): string => anchor.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return (
    anchors.find((anchor) => words(anchor) === words(fragment)) ?? nearest(fragment, anchors)[0]
  );
}
