import { distributionOf } from '../statistics.ts';
import {
  MODES,
  type Mode,
  type RunningFigureId,
  type RunningResult,
  type RunningSamples,
} from './figures.ts';
import { measureLargeGate, measureTrial } from './large-gate.ts';
import { measureManySessions } from './many-sessions.ts';
import { measureMetadata } from './metadata.ts';
import { measureSessions } from './sessions.ts';

/** Measures what running workflows takes, in both cache modes. @param times of each kind */
export async function measureRunning(times: number, starts: number): Promise<RunningResult> {
  const result: RunningResult = {};
  for (const mode of MODES) {
    add(result, mode, await measureSessions(mode, times));
    add(result, mode, await measureTrial(mode, times));
    add(result, mode, await measureManySessions(mode, { times, starts }));
    add(result, mode, measureMetadata(mode, times));
  }
  // No cache has a part in it.
  add(result, 'development', await measureLargeGate(times));
  return result;
}

function add(result: RunningResult, mode: Mode, samples: RunningSamples): void {
  for (const [id, values] of Object.entries(samples)) {
    const figure = id as RunningFigureId;
    result[figure] = { ...result[figure], [mode]: distributionOf(values) };
  }
}
