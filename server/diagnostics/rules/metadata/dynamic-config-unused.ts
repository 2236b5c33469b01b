import { entryOf } from '../../../syntax/data-tree.ts';
import { isGenerated } from '../../../workflow/metadata.ts';
import type { DocumentRule } from '../../rule.ts';

export const dynamicConfigUnused: DocumentRule = {
  scope: 'document',
  code: 'metadata/dynamic-config-unused',
  title: 'dynamic_config of a static workflow',
  severity: 'warning',
  page: {
    what: 'There is a `dynamic_config`, but `dynamic_phases` is not true.',
    why: 'Nothing is generated: the source is never read and the templates are never used.',
    wrong: {
      language: 'json',
      text: '"dynamic_phases": false,\n"dynamic_config": { "source_path_key": "spec_path" }',
    },
    right: {
      language: 'json',
      text: '"dynamic_phases": true,\n"dynamic_config": { "source_path_key": "spec_path" }',
    },
  },
  *check(document) {
    if (document.kind !== 'metadata') return;
    const { dynamicPhases, dynamicConfig, totalPhases, phases, damaged } = document.summary;
    if (dynamicConfig === undefined || dynamicPhases || damaged) return;
    // A total or a phase number that only a dynamic workflow has is reported, with the same repair.
    if (totalPhases === 'dynamic' || phases.some(isGenerated)) return;
    const written = entryOf(document.tree.root, 'dynamic_phases');
    // A value that is no boolean is reported as such.
    const value = written?.value;
    if (value !== undefined && !(value.kind === 'scalar' && typeof value.value === 'boolean'))
      return;
    yield {
      at: '/dynamic_config#key',
      message:
        'dynamic_config is given, but dynamic_phases is not true.\nThe phases of this workflow are not generated, so nothing reads it. Set "dynamic_phases": true, or delete it.',
    };
  },
};
