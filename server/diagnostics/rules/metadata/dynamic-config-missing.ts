import { entryOf } from '../../../syntax/data-tree.ts';
import type { DocumentRule } from '../../rule.ts';

export const dynamicConfigMissing: DocumentRule = {
  scope: 'document',
  code: 'metadata/dynamic-config-missing',
  title: 'Dynamic workflow without dynamic_config',
  severity: 'error',
  blocks: ['start'],
  page: {
    what: '`dynamic_phases` is true, but there is no `dynamic_config`.',
    why: 'A dynamic workflow begins by reading its source as `dynamic_config` says. Without it a session cannot be started.',
    wrong: { language: 'json', text: '"dynamic_phases": true' },
    right: {
      language: 'json',
      text: '"dynamic_phases": true,\n"dynamic_config": {\n  "source_path_key": "spec_path",\n  "parser": "spec_tasks_parser"\n}',
    },
  },
  *check(document) {
    if (document.kind !== 'metadata') return;
    const { dynamicPhases, damaged } = document.summary;
    if (!dynamicPhases || damaged || entryOf(document.tree.root, 'dynamic_config')) return;
    yield {
      at: '/dynamic_phases#key',
      message:
        'dynamic_phases is true, but there is no dynamic_config.\nIt tells where the phases come from; without it no session can be started. Add "dynamic_config", or set dynamic_phases to false.',
      data: { missing: 'dynamic_config' },
    };
  },
};
