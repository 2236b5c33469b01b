import { entryOf, locate } from '../../../syntax/data-tree.ts';
import type { DocumentRule } from '../../rule.ts';

export const sourceKeyMissing: DocumentRule = {
  scope: 'document',
  code: 'metadata/source-key-missing',
  title: 'Start option of the source not named',
  severity: 'hint',
  page: {
    what: '`dynamic_config` of a dynamic workflow has no `source_path_key`, or an empty one.',
    why: 'It names the start option that holds the source. Without it the option is `spec_path`, which whoever starts the workflow has to know.',
    wrong: { language: 'json', text: '"dynamic_config": { "parser": "spec_tasks_parser" }' },
    right: {
      language: 'json',
      text: '"dynamic_config": {\n  "source_path_key": "spec_path",\n  "parser": "spec_tasks_parser"\n}',
    },
  },
  *check(document) {
    if (document.kind !== 'metadata') return;
    const { dynamicPhases, dynamicConfig, damaged } = document.summary;
    if (!dynamicPhases || dynamicConfig === undefined || damaged) return;
    const config = locate(document.tree.root, '/dynamic_config')?.node;
    const isWritten = entryOf(config, 'source_path_key') !== undefined;
    if (isWritten && dynamicConfig.sourcePathKey.trim() !== '') return;
    yield {
      at: isWritten ? '/dynamic_config/source_path_key' : '/dynamic_config#key',
      message:
        'No start option is named that holds the source of the phases.\nWithout source_path_key it is "spec_path". Say so: whoever starts the workflow looks here for it.',
      data: { missing: 'source_path_key', expected: 'spec_path' },
    };
  },
};
