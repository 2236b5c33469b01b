import type { WorkflowRule } from '../../rule.ts';

export const taskEvidenceNotInGate: WorkflowRule = {
  scope: 'workflow',
  code: 'task/evidence-not-in-gate',
  title: 'Example of a submission that the gate does not know',
  severity: 'hint',
  page: {
    what: "An example of `complete_phase` in a task or phase file submits evidence under names that the phase's `gate-definition.yaml` does not have.",
    why: 'An agent copies the example. The gate ignores what it does not know, and misses what it asks for under another name.',
    wrong: {
      language: 'markdown',
      text: '<!-- gate-definition.yaml has the field tests_pass -->\n```python\ncomplete_phase(session_id, phase=0, evidence={"tests_passing": True})\n```',
    },
    right: {
      language: 'markdown',
      text: '<!-- gate-definition.yaml has the field tests_pass -->\n```python\ncomplete_phase(session_id, phase=0, evidence={"tests_pass": True})\n```',
    },
  },
  *check(workflow) {
    for (const phase of workflow.phases) {
      for (const { file, summary } of [phase, ...phase.tasks]) {
        for (const [index, submission] of (summary?.submissions ?? []).entries()) {
          const number = submission.phase ?? phase.number;
          const of = workflow.phases.find((candidate) => candidate.number === number);
          if (of?.gate?.usable !== true) continue;
          const fields = new Set(of.gate.fields.map(({ name }) => name));
          const unknown = submission.names.filter((name) => !fields.has(name));
          const [first] = unknown;
          if (first === undefined) continue;
          const list = unknown.map((name) => `"${name}"`).join(', ');
          yield {
            file,
            at: `submission/${index}/${submission.names.indexOf(first)}`,
            message: `The gate of phase ${number} has no ${unknown.length === 1 ? 'field' : 'fields'} ${list}.\nAn agent copies this example, and the gate ignores these names (phases/${number}/gate-definition.yaml, evidence_schema). It knows ${[...fields].join(', ')}.`,
            related: [
              { file: of.gateFile, at: '/evidence_schema#key', message: 'What the gate asks for.' },
            ],
            data: { unknown },
          };
        }
      }
    }
  },
};
