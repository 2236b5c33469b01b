import type { Pointer } from '../../../syntax/data-tree.ts';
import { schemaRule } from '../schema-rule.ts';

export const gateNotBoolean = schemaRule({
  of: 'gate',
  code: 'gate/not-boolean',
  title: 'Switch that is neither true nor false',
  severity: 'error',
  page: {
    what: '`strict`, `allow_override` or `required` is neither `true` nor `false`.',
    why: 'Any value counts as true unless it is empty or 0, so that the text `"false"` makes a gate strict.',
    wrong: { language: 'yaml', text: 'checkpoint:\n  strict: "false"' },
    right: { language: 'yaml', text: 'checkpoint:\n  strict: false' },
  },
  covers: ({ keyword, pointer }) => keyword === 'type' && isSwitch(pointer),
  consequence: 'Any value that is not empty or 0 counts as true, even the text "false".',
});

/** Whether a place in a gate takes true or false. */
export function isSwitch(path: Pointer): boolean {
  return /^\/checkpoint\/(?:strict|allow_override)$|^\/evidence_schema\/[^/]+\/required$/.test(
    path,
  );
}
