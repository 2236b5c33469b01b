import type { LinkRule } from '../../rule.ts';

export const linkFileMissing: LinkRule = {
  scope: 'link',
  code: 'link/file-missing',
  title: 'Link to a file that is not there',
  severity: 'warning',
  page: {
    what: 'A relative link or image names a file or folder that does not exist. Looked at are the Markdown files of workflows, standards and specs; not looked at are code, comments, URLs, placeholders such as `{{name}}` and what lies outside of the workspace.',
    why: 'Whoever follows the link finds nothing: a reader stops, and an agent goes on without what it was to read.',
    wrong: {
      language: 'markdown',
      text: '<!-- core/review-rules.md is there -->\n⚠️ MUST-READ: [core/rules.md](core/rules.md)',
    },
    right: {
      language: 'markdown',
      text: '<!-- core/review-rules.md is there -->\n⚠️ MUST-READ: [core/review-rules.md](core/review-rules.md)',
    },
  },
  *check(broken) {
    for (const { index, target, fault } of broken) {
      if (fault.kind !== 'no-file') continue;
      const { meant } = fault;
      const repair =
        meant === undefined ? 'Correct the path, or delete the link' : `Write "${meant}"`;
      yield {
        at: `link/${index}`,
        message: `The link leads to "${target.path}", which is not there.\nPaths are read from the folder of this file. ${repair}.`,
        ...(meant === undefined ? {} : { data: { expected: meant } }),
      };
    }
  },
};
