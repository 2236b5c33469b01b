import { entryOf, pointer, toValue } from '../../../syntax/data-tree.ts';
import type { DocumentRule } from '../../rule.ts';
import { recordedPhases } from './recorded-phases.ts';

export const stateArtifactNumberMismatch: DocumentRule = {
  scope: 'document',
  code: 'state/artifact-number-mismatch',
  title: 'Artifact of another phase than its key says',
  severity: 'warning',
  page: {
    what: 'The `phase_number` of an artifact is not the key that it stands under.',
    why: 'The evidence is shown for one phase and counts for another.',
    wrong: { language: 'json', text: '{"phase_artifacts": {"1": {"phase_number": 2}}}' },
    right: { language: 'json', text: '{"phase_artifacts": {"1": {"phase_number": 1}}}' },
  },
  *check(document) {
    if (document.kind !== 'state') return;
    for (const { key, keyNode, value } of recordedPhases(document.tree).artifacts) {
      const number = toValue(entryOf(value, 'phase_number')?.value);
      if (typeof number !== 'number' || String(number) === key) continue;
      yield {
        at: pointer('phase_artifacts', key, 'phase_number'),
        message: `This is the artifact of phase ${key} by its key, and of phase ${number} by its number.\nIts evidence counts for another phase than it is shown for. Write ${key}.`,
        related: [{ file: document.file, at: keyNode.range, message: 'The key.' }],
        data: { expected: Number(key) },
      };
    }
  },
};
