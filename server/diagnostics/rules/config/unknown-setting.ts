import { type DataNode, locate, type Pointer, pointer } from '../../../syntax/data-tree.ts';
import { propertiesAt } from '../../../workflow/schema-lookup.ts';
import type { DocumentRule } from '../../rule.ts';
import { unknownKeys } from '../unknown-keys.ts';

export const configUnknownSetting: DocumentRule = {
  scope: 'document',
  code: 'config/unknown-setting',
  title: 'Unknown setting',
  severity: 'warning',
  page: {
    what: 'A key under `praxis` in `.praxis-os/config.json` is no setting of praxis-ls, or a key under `rag` or `mcp` is nearly one that is read.',
    why: 'It is ignored, and so is what it was to set.',
    wrong: { language: 'json', text: '{"praxis": {"ignored": ["drafts/**"]}}' },
    right: { language: 'json', text: '{"praxis": {"ignore": ["drafts/**"]}}' },
  },
  *check(document) {
    if (document.kind !== 'config') return;
    const settings = settingObjects(document.tree.root, '/praxis');
    for (const path of ['/rag', '/mcp', ...settings]) {
      for (const { entry, meant } of unknownKeys(document, { path, like: path })) {
        // Other programs may keep what is theirs beside the keys that are read.
        if (meant === undefined && !path.startsWith('/praxis')) continue;
        const name = [...path.split('/').slice(1), entry.key].join('.');
        const repair = meant === undefined ? 'Delete it' : `Write "${meant}"`;
        yield {
          at: entry.keyNode.range,
          message: `There is no setting "${name}".\nIt is ignored. ${repair}.`,
          ...(meant === undefined ? {} : { data: { expected: meant } }),
        };
      }
    }
  },
};

/** The objects below a path whose keys are settings; those of `rules` are codes. */
function settingObjects(root: DataNode | undefined, path: Pointer): Pointer[] {
  const node = locate(root, path)?.node;
  const known = propertiesAt('project-config', path);
  if (node?.kind !== 'object' || known.length === 0) return [];
  const names = new Set(known.map(({ name }) => name));
  return [
    path,
    ...node.entries
      .filter(({ key }) => names.has(key))
      .flatMap(({ key }) => settingObjects(root, `${path}${pointer(key)}`)),
  ];
}
