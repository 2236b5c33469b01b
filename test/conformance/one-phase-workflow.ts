import { sampleMetadata, type WorkspaceFiles } from '../e2e/sample-workflow.ts';

/** A workflow of one phase, installed where it is run from, with or without a gate. */
export function onePhaseWorkflow(type: string, gate: string | undefined): WorkspaceFiles {
  const folder = `.praxis-os/workflows/${type}`;
  const phases = [
    {
      phase_number: 0,
      phase_name: 'Only',
      purpose: 'To be judged',
      estimated_effort: '1 minute',
      key_deliverables: ['A verdict'],
      validation_criteria: ['The verdict is right'],
    },
  ];
  return {
    [`${folder}/metadata.json`]: sampleMetadata(type, { total_phases: 1, phases }),
    [`${folder}/phases/0/phase.md`]: '# Phase 0: Only\n',
    ...(gate === undefined ? {} : { [`${folder}/phases/0/gate-definition.yaml`]: gate }),
  };
}
