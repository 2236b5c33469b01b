import type { DocumentRule } from '../../rule.ts';
import { recordedPhases } from './recorded-phases.ts';

/** Outcomes of a gate after which a phase can be complete. */
const DONE = new Set<unknown>(['passed', 'skipped']);
/** Those after which it cannot; any other value is none of them, which the schema says. */
const NOT_DONE = new Set<unknown>(['pending', 'failed', undefined]);

export const stateCheckpointMismatch: DocumentRule = {
  scope: 'document',
  code: 'state/checkpoint-mismatch',
  title: 'Checkpoint that contradicts the phase',
  severity: 'warning',
  page: {
    what: 'A state file has a completed phase whose checkpoint is not `passed` or `skipped`, or the outcome of a gate for a phase without an artifact, which is what the gate judged.',
    why: 'Nobody can tell whether the phase was completed, and with what evidence.',
    wrong: { language: 'json', text: '{"completed_phases": [0], "checkpoints": {"0": "failed"}}' },
    right: { language: 'json', text: '{"completed_phases": [0], "checkpoints": {"0": "passed"}}' },
  },
  *check(document) {
    if (document.kind !== 'state') return;
    const { completed, checkpoints, artifacts } = recordedPhases(document.tree);
    const submitted = new Set(artifacts.map(({ key }) => key));
    const told = new Set<number>();
    for (const { phase, at } of completed) {
      const outcome = checkpoints.get(phase);
      if (DONE.has(outcome) || told.has(phase)) continue;
      told.add(phase);
      if (!NOT_DONE.has(outcome)) continue;
      const found = outcome === undefined ? 'has no checkpoint' : `has the checkpoint "${outcome}"`;
      yield {
        at: outcome === undefined ? at : `/checkpoints/${phase}`,
        message: `Phase ${phase} is listed as completed, but ${found}.\nA phase is completed by a gate that passes. Correct the checkpoint, or take the phase out of "completed_phases".`,
        related: [{ file: document.file, at, message: 'It is listed as completed here.' }],
      };
    }
    for (const [phase, outcome] of checkpoints) {
      if (submitted.has(String(phase)) || told.has(phase)) continue;
      if (outcome !== 'passed' && outcome !== 'failed') continue;
      yield {
        at: `/checkpoints/${phase}#key`,
        message: `The checkpoint of phase ${phase} says "${outcome}", but there is no artifact of that phase.\nThe evidence that its gate judged is lost ("phase_artifacts"). Submit it again, or delete the checkpoint.`,
      };
    }
  },
};
