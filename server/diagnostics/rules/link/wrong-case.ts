import type { LinkRule } from '../../rule.ts';

export const linkWrongCase: LinkRule = {
  scope: 'link',
  code: 'link/wrong-case',
  title: 'Link that differs from its file in upper and lower case',
  severity: 'warning',
  page: {
    what: 'A relative link names a file that is there, but spells it with other capitals.',
    why: 'On Windows and macOS the link works; on Linux, and on the web page of the repository, it leads nowhere.',
    wrong: { language: 'markdown', text: '<!-- README.md is there -->\n[Overview](readme.md)' },
    right: { language: 'markdown', text: '<!-- README.md is there -->\n[Overview](README.md)' },
  },
  *check(broken) {
    for (const { index, target, fault } of broken) {
      if (fault.kind !== 'other-case') continue;
      yield {
        at: `link/${index}`,
        message: `The link says "${target.path}", the file is called "${fault.path}".\nWhere upper and lower case count, as on Linux, it leads nowhere. Write "${fault.path}".`,
        data: { expected: fault.path },
      };
    }
  },
};
