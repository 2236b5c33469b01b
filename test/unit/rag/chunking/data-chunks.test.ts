import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../../../server/rag/chunking/chunks.ts';

const metadataFile = {
  file: '/w/release_v1/metadata.json',
  kind: 'metadata',
  workflowType: 'release_v1',
} as const;
const gateFile = {
  file: '/w/release_v1/phases/2/gate-definition.yaml',
  kind: 'gate',
  workflowType: 'release_v1',
  phase: 2,
} as const;

describe('metadata.json', () => {
  const phase = {
    phase_number: 1,
    phase_name: 'Build It',
    purpose: 'Make the artifact',
    key_deliverables: ['An archive'],
    validation_criteria: ['It installs'],
    tasks: [{ task_number: 1, name: 'Compile', file: 'task-1-compile.md', purpose: 'No warnings' }],
    checkpoint: { required_evidence: ['archive_path'] },
  };
  const text = JSON.stringify(
    {
      workflow_type: 'release_v1',
      name: 'Release',
      description: 'Ship it.',
      tags: ['ship'],
      phases: [phase, { phase_number: '2-N', phase_name: 'Generated' }],
    },
    undefined,
    2,
  );

  it('is a passage of the workflow and one of each phase, where they stand', () => {
    const [workflow, first, generated, ...others] = chunksOf(metadataFile, text);
    expect(others).toEqual([]);
    expect(workflow).toMatchObject({ title: 'Release', headings: [], phase: null });
    expect(workflow?.text).toContain('Ship it.');
    expect(workflow?.tags).toContain('ship');
    expect(first).toMatchObject({ title: 'Release', headings: ['Phase 1: Build It'], phase: 1 });
    for (const said of [
      'Make the artifact',
      'An archive',
      'It installs',
      'Compile',
      'archive_path',
    ]) {
      expect(first?.text).toContain(said);
    }
    expect(JSON.parse(text.slice(first?.range.start, first?.range.end))).toEqual(phase);
    expect(generated).toMatchObject({ headings: ['Phase 2-N: Generated'], phase: null });
  });

  it('is read as far as it can be', () => {
    expect(chunksOf(metadataFile, '{"name": "Half", "phases": [{"phase_name": "A"')).toHaveLength(
      2,
    );
    for (const broken of ['', '[]', 'nonsense', '{}', '{"phases": 3']) {
      expect(chunksOf(metadataFile, broken).length).toBeLessThanOrEqual(1);
    }
  });

  it('has bounded passages', () => {
    const phases = Array.from({ length: 5_000 }, (_, n) => ({
      phase_number: n,
      phase_name: `${n}`.repeat(9_000),
    }));
    const chunks = chunksOf(
      metadataFile,
      JSON.stringify({ name: 'Big', phases: phases.slice(0, 300) }),
    );
    expect(chunks.length).toBeLessThanOrEqual(201);
  });
});

describe('gate-definition.yaml', () => {
  const text = `checkpoint: { strict: true }
evidence_schema:
  tests_total:
    type: integer
    required: true
    validator: in_range
    validator_params: { min_val: 1, max_val: 9 }
    description: "Tests that the runner found"
validators:
  odd: "lambda x: x % 2 == 1"
cross_field_validation:
  - rule: "lambda e: e.get('a') == e.get('b')"
    error_message: "a and b must agree"
`;

  it('is one passage with its fields, rules and validators', () => {
    const [gate, ...others] = chunksOf(gateFile, text);
    expect(others).toEqual([]);
    expect(gate).toMatchObject({ title: 'release_v1', headings: ['Gate of phase 2'], phase: 2 });
    expect(gate?.text.split('\n')).toEqual([
      'A strict gate.',
      'tests_total (integer, required, in_range min_val 1 max_val 9): Tests that the runner found',
      "Rule: a and b must agree (lambda e: e.get('a') == e.get('b'))",
      'Validator odd: lambda x: x % 2 == 1',
    ]);
  });

  it('is none where nothing is said', () => {
    for (const broken of ['', '- a', 'checkpoint: {}\nevidence_schema: {}\n', ': : :']) {
      expect(chunksOf(gateFile, broken)).toEqual([]);
    }
  });
});
