import type { PhaseOutline } from '../../../workflow/snapshot.ts';
import { GATE_FILE, PHASE_FILE } from '../../../workspace/layout.ts';
import type { OutlineRule } from '../../rule.ts';
import { listedPhases } from '../listed-phases.ts';

export const gateMissing: OutlineRule = {
  scope: 'outline',
  code: 'layout/gate-missing',
  title: 'Phase without a gate',
  severity: 'hint',
  page: {
    what: 'A listed phase has no `gate-definition.yaml`. If no phase of the workflow has one, that is said once, at `phases` in `metadata.json`.',
    why: 'Without a gate every evidence passes, and none at all passes too: nothing keeps a phase from being called complete.',
    wrong: { language: 'text', text: 'phases/0/phase.md\nphases/0/task-1-collect.md' },
    right: {
      language: 'text',
      text: 'phases/0/phase.md\nphases/0/task-1-collect.md\nphases/0/gate-definition.yaml',
    },
  },
  *check(workflow) {
    const present = listedPhases(workflow).flatMap(({ phase }): PhaseOutline[] =>
      phase?.names.includes(PHASE_FILE) ? [phase] : [],
    );
    const open = present.filter(({ names }) => !names.includes(GATE_FILE));
    if (open.length === present.length && open.length > 1) {
      yield {
        file: workflow.metadataFile,
        at: '/phases#key',
        message: `No phase of this workflow has a gate: each is complete as soon as somebody says so.\nA ${GATE_FILE} in phases/<N>/ tells which evidence a phase needs. Add one to each phase.`,
      };
      return;
    }
    for (const { file, number, summary } of open) {
      yield {
        file,
        at: summary?.gate.present ? 'gate' : 'title',
        message: `Phase ${number} has no ${GATE_FILE}: it is complete as soon as somebody says so.\nWithout a gate every evidence passes. Create phases/${number}/${GATE_FILE}.`,
        data: { phase: number },
      };
    }
  },
};
