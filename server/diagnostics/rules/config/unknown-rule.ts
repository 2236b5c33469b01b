import { locate } from '../../../syntax/data-tree.ts';
import { nearest } from '../../../workflow/nearest.ts';
import type { DocumentRule } from '../../rule.ts';

/** @param names the codes and families of all rules: the registry knows them, and this is one of them */
export function configUnknownRule(names: () => readonly string[]): DocumentRule {
  return {
    scope: 'document',
    code: 'config/unknown-rule',
    title: 'Severity for a rule that is not there',
    severity: 'warning',
    page: {
      what: 'A key of `praxis.diagnostics.rules` in `.praxis-os/config.json` is neither the code of a rule, as `gate/unknown-type`, nor a family, as `gate/*`.',
      why: 'It sets the severity of nothing, and the rule that was meant keeps its own.',
      wrong: {
        language: 'json',
        text: '{"praxis": {"diagnostics": {"rules": {"gate/unknown-types": "off"}}}}',
      },
      right: {
        language: 'json',
        text: '{"praxis": {"diagnostics": {"rules": {"gate/unknown-type": "off"}}}}',
      },
    },
    *check(document) {
      if (document.kind !== 'config') return;
      const rules = locate(document.tree.root, '/praxis/diagnostics/rules')?.node;
      if (rules?.kind !== 'object' || rules.entries.length === 0) return;
      const known = names();
      for (const { key, keyNode } of rules.entries) {
        if (known.includes(key)) continue;
        const meant = known.includes(`${key}/*`) ? `${key}/*` : nearest(key, known)[0];
        const repair = meant === undefined ? 'Delete it' : `Write "${meant}"`;
        yield {
          at: keyNode.range,
          message: `There is no rule "${key}".\nThis sets the severity of nothing. ${repair}.`,
          ...(meant === undefined ? {} : { data: { expected: meant } }),
        };
      }
    },
  };
}
