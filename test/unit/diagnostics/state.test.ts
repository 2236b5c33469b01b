import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';

const ID = '1ec2c575-729c-44a2-a8b8-31409068cb68';
const FILE = `.praxis-os/.cache/state/${ID}.json`;

const ARTIFACT = {
  evidence: {},
  outputs: {},
  commands_executed: [],
  timestamp: '2026-01-31T12:34:56.789012',
};

const SOUND = {
  session_id: ID,
  workflow_type: 'release_v1',
  target_file: 'notes',
  current_phase: 1,
  completed_phases: [0],
  phase_artifacts: { '0': { phase_number: 0, ...ARTIFACT } },
  checkpoints: { '0': 'passed' },
  created_at: '2026-01-31T12:34:56.789012',
  updated_at: '2026-01-31T12:34:56.789012',
  metadata: { total_phases: 2 },
};

const phase = (number: number) => ({ phase_number: number, phase_name: `Phase ${number}` });

function findings(text: string, workflow: object | undefined = undefined): string[] {
  const files = {
    ...(workflow === undefined
      ? {}
      : { '.praxis-os/workflows/release_v1/metadata.json': JSON.stringify(workflow) }),
    [FILE]: text,
  };
  const fixture = Object.entries(files).map(([name, body]) => `//- ${name}\n${body}\n`);
  const { workspace, path } = workspaceFixture(fixture.join(''), { base: '' });
  return workspace.caches.ask(diagnosticsOf, path(FILE)).map(({ code, range, message }) => {
    const { start } = range;
    return `${start.line + 1}:${start.character + 1} ${code} ${message.split('\n', 1)[0]}`;
  });
}

const WORKFLOW = { phases: [phase(0), phase(1)] };
const state = (changes: object) =>
  findings(JSON.stringify({ ...SOUND, ...changes }), WORKFLOW).map((each) =>
    each.replace(/^\S+ /, ''),
  );

describe('the state file of a session', () => {
  it('is left alone when it is sound, complete or paused', () => {
    expect(state({})).toEqual([]);
    expect(state({ metadata: { paused: true, spec_path: 'specs/one' } })).toEqual([]);
    const both = { '0': { phase_number: 0, ...ARTIFACT }, '1': { phase_number: 1, ...ARTIFACT } };
    expect(
      state({
        current_phase: 2,
        completed_phases: [0, 1],
        phase_artifacts: both,
        checkpoints: { '0': 'passed', '1': 'skipped' },
      }),
    ).toEqual([]);
    // A failed attempt leaves its artifact, and the phase stays.
    expect(state({ phase_artifacts: both, checkpoints: { '0': 'passed', '1': 'failed' } })).toEqual(
      [],
    );
  });

  it('is told at the line where it cannot be read, once', () => {
    const text = JSON.stringify(SOUND, undefined, 2);
    expect(findings(text.slice(0, 200), WORKFLOW)).toEqual([
      expect.stringMatching(/^\d+:\d+ state\/invalid-json /),
    ]);
    expect(findings(text.replace('"current_phase": 1,', '"current_phase": 1'), WORKFLOW)).toEqual([
      expect.stringMatching(/^[56]:\d+ state\/invalid-json /),
    ]);
  });

  it('may hold what Python takes for a number', () => {
    const artifact = { phase_number: 0, ...ARTIFACT, evidence: { score: 'HERE' } };
    const text = JSON.stringify({ ...SOUND, phase_artifacts: { '0': artifact } });
    expect(findings(text.replace('"HERE"', 'NaN'), WORKFLOW)).toEqual([]);
    expect(findings(text.replace('"HERE"', '-Infinity'), WORKFLOW)).toEqual([]);
  });

  it('has all fields, of the right types', () => {
    const { target_file: _, ...rest } = SOUND;
    expect(findings(JSON.stringify(rest), WORKFLOW)).toEqual([
      expect.stringContaining('state/missing-field "target_file" is missing.'),
    ]);
    expect(state({ current_phase: '1' })).toEqual([
      'state/wrong-type "current_phase" must be a whole number, not the text "1". Remove the quotes.',
    ]);
    expect(state({ checkpoints: { '0': 'pased' } })).toEqual([
      'state/wrong-type "0" must be one of pending, passed, failed, skipped, not the text "pased". Did you mean passed?',
    ]);
  });

  it('agrees with itself', () => {
    expect(state({ session_id: 'f'.repeat(36) })).toEqual([
      `state/session-id-mismatch The session's id is not the name of its file, "${ID}".`,
    ]);
    expect(state({ current_phase: 0 })).toEqual([
      'state/completed-ahead Phase 0 is listed as completed, while the current phase is 0.',
    ]);
    expect(state({ checkpoints: { '0': 'failed' } })).toEqual([
      'state/checkpoint-mismatch Phase 0 is listed as completed, but has the checkpoint "failed".',
    ]);
    expect(state({ checkpoints: {} })).toEqual([
      'state/checkpoint-mismatch Phase 0 is listed as completed, but has no checkpoint.',
    ]);
    expect(state({ phase_artifacts: {} })).toEqual([
      'state/checkpoint-mismatch The checkpoint of phase 0 says "passed", but there is no artifact of that phase.',
    ]);
    expect(state({ phase_artifacts: { '0': { phase_number: 1, ...ARTIFACT } } })).toEqual([
      'state/artifact-number-mismatch This is the artifact of phase 0 by its key, and of phase 1 by its number.',
    ]);
  });

  it('agrees with its workflow', () => {
    expect(state({ workflow_type: 'release_v0' })).toEqual([
      'state/workflow-missing There is no workflow "release_v0" in this workspace.',
    ]);
    expect(state({ current_phase: 7 })).toEqual([
      'state/unknown-phase The workflow release_v1 has no phase 7: its last one is 1.',
    ]);
    const dynamic = { dynamic_phases: true, phases: [phase(0), phase(1)] };
    expect(findings(JSON.stringify({ ...SOUND, current_phase: 7 }), dynamic)).toEqual([]);
  });

  it('is looked for where rag.index_path puts it', () => {
    const { workspace, path } = workspaceFixture(
      `//- .praxis-os/config.json\n{"rag": {"index_path": "var/index"}}\n//- var/state/${ID}.json\n{\n//- ${FILE}\n{\n`,
      { base: '' },
    );
    const codes = (file: string) =>
      workspace.caches.ask(diagnosticsOf, path(file)).map(({ code }) => code);
    expect(codes(`var/state/${ID}.json`)).toEqual(['state/invalid-json']);
    expect(codes(FILE)).toEqual([]);
  });
});
