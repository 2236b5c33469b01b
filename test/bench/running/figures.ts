import type { InitializeOptions } from '../../lsp-client.ts';
import type { Part } from '../figures.ts';
import type { Distribution } from '../statistics.ts';

/** Something that running a workflow takes, in milliseconds. */
export interface RunningFigure {
  readonly title: string;
  /** What the part named has to stay under. */
  readonly target?: { readonly part: Part; readonly limit: number; readonly mode?: Mode };
  /** What the system that is answered took, as its analysis gives it. */
  readonly seed?: number;
}

/** Where a figure is taken: over the wire in either cache mode, or beside the code. */
export const MODES = ['development', 'production'] as const;
export type Mode = (typeof MODES)[number];

/** How a server is started in a cache mode. */
export function inMode(mode: Mode): InitializeOptions {
  return { initializationOptions: { praxis: { cache: { mode } } } };
}

const p95 = (limit: number) => ({ part: 'p95' as const, limit });

export const runningFigures = {
  roundTrip: { title: 'for comparison: a request that is answered with nothing' },
  fsync: { title: "for comparison: the disk's part, a file written and fsynced, and its folder" },
  start: { title: 'start of a session', target: p95(10), seed: 100 },
  taskWarm: { title: 'a task, warm', target: p95(1), seed: 5 },
  taskEdited: { title: 'a task, right after a key in it', target: p95(5), seed: 200 },
  taskSaved: { title: 'a task, right after it was written to the disk', target: p95(5), seed: 200 },
  completePhase: { title: 'completePhase, until it is safe on the disk', target: p95(5) },
  gateTrial: {
    title: 'completePhase with dryRun: 50 fields, 20 lambdas',
    target: p95(5),
  },
  gateJudged: { title: '… the judge alone, in process', target: p95(5) },
  gateFirst: { title: '… the first time: the gate is read and its lambdas too', target: p95(5) },
  listCold: { title: 'list of 1,000 sessions, cold', target: p95(100) },
  listWarm: { title: 'list of 1,000 sessions, warm', target: p95(5) },
  startAmongMany: { title: 'start of a session beside 1,000 others', target: p95(10), seed: 100 },
  metadata: {
    title: 'metadata, warm, in process',
    target: { part: 'p95', limit: 0.02, mode: 'production' },
    seed: 1,
  },
} as const satisfies Record<string, RunningFigure>;

export type RunningFigureId = keyof typeof runningFigures;

/** What was measured, in milliseconds, by figure and mode. */
export type RunningResult = Partial<Record<RunningFigureId, Partial<Record<Mode, Distribution>>>>;

/** Samples of some figures, in milliseconds. */
export type RunningSamples = Partial<Record<RunningFigureId, readonly number[]>>;
