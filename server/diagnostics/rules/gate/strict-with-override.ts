import { entryOf, toValue } from '../../../syntax/data-tree.ts';
import type { DocumentRule } from '../../rule.ts';

export const gateStrictWithOverride: DocumentRule = {
  scope: 'document',
  code: 'gate/strict-with-override',
  title: 'Strict gate that announces an override',
  severity: 'hint',
  page: {
    what: 'A gate is `strict` and says `allow_override: true`.',
    why: 'There is no override: the engine reads `allow_override` and never uses it. Whoever reads the gate may hope that an error can be passed over, and it cannot.',
    wrong: { language: 'yaml', text: 'checkpoint:\n  strict: true\n  allow_override: true' },
    right: { language: 'yaml', text: 'checkpoint:\n  strict: true\n  allow_override: false' },
  },
  *check(document) {
    if (document.kind !== 'gate') return;
    const checkpoint = entryOf(document.tree.root, 'checkpoint')?.value;
    const strict = entryOf(checkpoint, 'strict');
    const override = entryOf(checkpoint, 'allow_override');
    if (toValue(strict?.value) !== true || toValue(override?.value) !== true) return;
    yield {
      at: '/checkpoint/allow_override',
      message:
        'This gate is strict, and no override exists that "allow_override" could allow.\nThe engine reads the key and never uses it. Write false, or make the gate lenient ("strict: false").',
      related: [{ file: document.file, at: '/checkpoint/strict', message: 'Strict is set here.' }],
      data: { expected: false },
    };
  },
};
