import { entryOf } from '../../../syntax/data-tree.ts';
import { isDamaged } from '../../../workflow/damage.ts';
import type { DocumentRule } from '../../rule.ts';
import { schemaRule } from '../schema-rule.ts';

const rule = schemaRule({
  of: 'gate',
  code: 'gate/missing-section',
  title: 'Missing section',
  severity: 'error',
  blocks: ['complete'],
  page: {
    what: 'The gate lacks its section `checkpoint` or `evidence_schema`. Both may be empty (`{}`), but must be there.',
    why: 'A gate without them is none: the phase cannot be completed, because nobody can tell what was to be shown.',
    wrong: { language: 'yaml', text: 'evidence_schema:\n  tests_pass:\n    type: boolean' },
    right: {
      language: 'yaml',
      text: 'checkpoint:\n  strict: true\nevidence_schema:\n  tests_pass:\n    type: boolean',
    },
  },
  covers: ({ keyword, pointer }, tree) =>
    keyword === 'required' && pointer === '' && !isDamaged(tree),
  consequence: 'A gate without it cannot be used, and the phase cannot be completed.',
});

export const gateMissingSection: DocumentRule = {
  ...rule,
  *check(document) {
    for (const finding of rule.check(document)) {
      const misplaced =
        document.kind === 'gate' && finding.data?.missing === 'evidence_schema'
          ? entryOf(entryOf(document.tree.root, 'checkpoint')?.value, 'evidence_schema')
          : undefined;
      yield misplaced === undefined
        ? finding
        : {
            ...finding,
            at: misplaced.keyNode.range,
            message:
              '"evidence_schema" stands within "checkpoint", and is missing beside it.\nA gate without it cannot be used, and the phase cannot be completed. Indent it, and what follows, less.',
          };
    }
  },
};
