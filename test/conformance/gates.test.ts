import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResponseMessage } from 'vscode-jsonrpc';
import type { CompletePhaseResult } from '../../server/protocol/session-requests.ts';
import { Runner } from '../e2e/running.ts';
import { framed } from '../e2e/server.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { casesOf } from './case-files.ts';
import {
  type GateCase,
  type OwnGateCase,
  ownGateCase,
  type RecordedGateCase,
  recordedGateCase,
} from './gate-case.ts';
import { onePhaseWorkflow } from './one-phase-workflow.ts';

/*
 * Gates are tried over the wire, not by calling the judge: how a gate is read from disk, how evidence
 * writes its numbers and what refuses an unusable gate are as much part of the answer as the verdict.
 */

const { own, recorded } = casesOf<OwnGateCase, RecordedGateCase>('gates');

let folder: TemporaryFolder;
let runner: Runner;

beforeAll(async () => {
  folder = new TemporaryFolder();
  // Development mode: files are written and asked for at once.
  folder.write({ '.git/HEAD': '' });
  runner = await Runner.over(folder);
});
afterAll(async () => {
  await runner.client.shutdown();
  folder[Symbol.dispose]();
});

describe('gates of our own', () => {
  it.each(own.map(ownGateCase).map(named))('%s', check);
});

describe.skipIf(recorded.length === 0)('gates recorded from the original', () => {
  it.each(recorded.map(recordedGateCase).map(named))('%s', check);
});

function named(given: GateCase): [string, GateCase] {
  return [given.id, given];
}

async function check(id: string, given: GateCase): Promise<void> {
  const type = `gate_${id.replaceAll(/[^\w]/g, '_')}_v1`;
  folder.write(onePhaseWorkflow(type, given.gate));
  const { sessionId } = await runner.start(type, id);
  const trial = await submit(sessionId, given.evidence, true);
  expect((await runner.get(sessionId)).checkpoints).toEqual({});
  const answer = await submit(sessionId, given.evidence, false);
  const after = await runner.get(sessionId);
  folder.delete('.praxis-os');

  if ('error' in answer) {
    expect(given.refusal, JSON.stringify(answer.error)).toBeDefined();
    expect(answer.error).toMatchObject({ code: 1002, data: { kind: 'WorkflowInvalid' } });
    const line = given.refusal?.line ?? String.raw`\d+`;
    expect(answer.error.message).toMatch(new RegExp(`gate-definition\\.yaml, line ${line}:`));
    expect(trial).toMatchObject({ error: { code: 1002 } });
    expect(after).toMatchObject({ currentPhase: 0, checkpoints: {}, phaseArtifacts: {} });
    return;
  }
  const { result } = answer;
  expect(given.refusal === undefined || given.refusal.allowed, JSON.stringify(result)).toBe(true);
  if (given.isRare && result.errors.some((error) => /not supported|unsupported/.test(error)))
    return;
  expect(seen(given, result)).toEqual(wanted(given));
  expect('result' in trial ? seen(given, trial.result) : trial).toEqual(seen(given, result));

  // What follows from any verdict.
  expect(result.checkpointPassed).toBe(result.errors.length === 0);
  expect(result.remediation === '').toBe(result.errors.length === 0);
  expect(result.nextSteps.length === 0).toBe(result.errors.length === 0);
  expect(after).toMatchObject(
    result.checkpointPassed
      ? { currentPhase: 1, isComplete: true, checkpoints: { 0: 'passed' } }
      : { currentPhase: 0, isComplete: false, checkpoints: { 0: 'failed' } },
  );
}

let nextId = 1;

/** Submits evidence byte for byte. */
async function submit(
  sessionId: string,
  evidence: string,
  dryRun: boolean,
): Promise<{ result: CompletePhaseResult } | { error: { message: string } }> {
  const id = `evidence-${nextId++}`;
  const answer = runner.client.waitFor('a verdict', (message) =>
    'id' in message && message.id === id ? (message as ResponseMessage) : undefined,
  );
  runner.client.sendRaw(
    framed(
      `{"jsonrpc":"2.0","id":"${id}","method":"praxis/session/completePhase","params":{"sessionId":"${sessionId}","phase":0,"dryRun":${dryRun},"evidence":${evidence}}}`,
    ),
  );
  const { result, error } = await answer;
  return error === undefined ? { result: result as CompletePhaseResult } : { error };
}

/** What a verdict says of that which the case speaks of. */
function seen({ expected, ignoresHostText }: GateCase, result: CompletePhaseResult): object {
  const cut = (texts: readonly string[]) => (ignoresHostText ? texts.map(withoutHostText) : texts);
  const all = {
    checkpointPassed: result.checkpointPassed,
    errors: cut(result.errors),
    warnings: cut(result.warnings),
    errorCount: result.errors.length,
    warningCount: result.warnings.length,
    fieldsMissing: result.diagnostics.fieldsMissing,
    fieldsFailed: result.diagnostics.fieldsFailed,
    fieldsRequired: result.diagnostics.fieldsRequired,
    strictMode: result.diagnostics.strictMode,
    gateSource: result.diagnostics.gateSource,
    raised: [...result.errors, ...result.warnings].some((text) => HOST_TEXT.test(text)),
  };
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in expected));
}

function wanted({ expected, ignoresHostText }: GateCase): object {
  if (!ignoresHostText) return expected;
  const { errors, warnings } = expected;
  return {
    ...expected,
    ...(errors === undefined ? {} : { errors: errors.map(withoutHostText) }),
    ...(warnings === undefined ? {} : { warnings: warnings.map(withoutHostText) }),
  };
}

const HOST_TEXT = /(Validator failed: |rule error: ).*$/s;

function withoutHostText(text: string): string {
  return text.replace(HOST_TEXT, '$1');
}
