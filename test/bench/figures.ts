import type { Distribution } from './statistics.ts';

/** Which part of a distribution is looked at. */
export type Part = Exclude<keyof Distribution, 'count'>;

/** A limit that a part of a figure has to stay under (at or under, for ratios and counts). */
export interface Target {
  readonly part: Part;
  readonly limit: number;
}

/** Something that is measured: how it is called, and what is asked of it. */
export interface Figure {
  readonly title: string;
  readonly unit: 'ms' | 's' | 'µs' | 'MB' | '×' | 'queries';
  /** The part that stands for the figure where there is room for one number. */
  readonly headline: Part;
  /** @param size workflows in the workspace */
  targets(size: number): readonly Target[];
}

const none = (): readonly Target[] => [];
const always =
  (...targets: readonly Target[]) =>
  (): readonly Target[] =>
    targets;
const upToTenOrMore = (few: number, many: number) => (size: number) => [
  { part: 'max' as const, limit: size <= 10 ? few : many },
];

const KEYSTROKE = always({ part: 'p50', limit: 3 }, { part: 'p95', limit: 10 });
const FEATURE = always({ part: 'p95', limit: 15 });

/** All that is measured at each size, in the order of the tables. */
export const figures = {
  nodeAlone: {
    title: 'for comparison: Node started and ended',
    unit: 'ms',
    headline: 'p50',
    targets: none,
  },
  initialize: {
    title: 'spawn → initialize result',
    unit: 'ms',
    headline: 'p50',
    targets: always({ part: 'p50', limit: 200 }),
  },
  firstDiagnostics: {
    title: 'spawn → first diagnostics of the open file',
    unit: 'ms',
    headline: 'p50',
    targets: always({ part: 'p50', limit: 400 }),
  },
  scan: {
    title: 'full scan, from initialized',
    unit: 's',
    headline: 'p50',
    targets: (size) => [{ part: 'p50', limit: size <= 100 ? 3 : 30 }],
  },
  scanProcessor: {
    title: '… processor time, all threads',
    unit: 's',
    headline: 'p50',
    targets: none,
  },
  scanDelay: {
    title: 'event-loop delay during the scan',
    unit: 'ms',
    headline: 'p99',
    targets: always({ part: 'p99', limit: 10 }, { part: 'max', limit: 50 }),
  },
  scanPeak: {
    title: 'resident memory, peak of the scan',
    unit: 'MB',
    headline: 'max',
    targets: none,
  },
  memory: {
    title: 'resident memory after the scan, 10 files open',
    unit: 'MB',
    headline: 'max',
    targets: upToTenOrMore(150, 400),
  },
  memoryCollected: {
    title: '… after a garbage collection',
    unit: 'MB',
    headline: 'max',
    targets: none,
  },
  heapCollected: {
    title: '… of it, JavaScript values in use',
    unit: 'MB',
    headline: 'max',
    targets: none,
  },
  roundTrip: {
    title: 'for comparison: a request that is answered with nothing',
    unit: 'ms',
    headline: 'p50',
    targets: none,
  },
  gateToPhase: {
    title: 'key in gate-definition.yaml → diagnostics of phase.md',
    unit: 'ms',
    headline: 'p50',
    targets: KEYSTROKE,
  },
  gateToMetadata: {
    title: 'key in gate-definition.yaml → diagnostics of metadata.json',
    unit: 'ms',
    headline: 'p50',
    targets: KEYSTROKE,
  },
  metadataToMetadata: {
    title: 'key in metadata.json → its diagnostics, from the task files',
    unit: 'ms',
    headline: 'p50',
    targets: KEYSTROKE,
  },
  taskToMetadata: {
    title: 'key in a task file → diagnostics of metadata.json',
    unit: 'ms',
    headline: 'p50',
    targets: KEYSTROKE,
  },
  completion: {
    title: 'completion after an edit',
    unit: 'ms',
    headline: 'p50',
    targets: FEATURE,
  },
  hover: { title: 'hover after an edit', unit: 'ms', headline: 'p50', targets: FEATURE },
  queries: {
    title: 'queries computed for a key in gate-definition.yaml',
    unit: 'queries',
    headline: 'p50',
    targets: none,
  },
  marking: {
    title: 'marking stale: a buffer changed',
    unit: 'ms',
    headline: 'p50',
    targets: always({ part: 'p99', limit: 1 }),
  },
  markingDisk: {
    title: 'marking stale: a file came or went on disk',
    unit: 'ms',
    headline: 'p50',
    targets: always({ part: 'p99', limit: 1 }),
  },
  metadataDisk: {
    title: 'metadata from disk',
    unit: 'µs',
    headline: 'p50',
    targets: none,
  },
  metadataProduction: {
    title: 'metadata from cache, production mode',
    unit: 'µs',
    headline: 'p50',
    targets: none,
  },
  metadataDevelopment: {
    title: 'metadata from cache, development mode (with its stat)',
    unit: 'µs',
    headline: 'p50',
    targets: none,
  },
  metadataRatio: {
    title: '… production: share of the time from disk (medians)',
    unit: '×',
    headline: 'p50',
    targets: always({ part: 'p50', limit: 1 / 50 }),
  },
} as const satisfies Record<string, Figure>;

export type FigureId = keyof typeof figures;

/** Some of the figures: their samples, or what these come to. */
export type Measured = Partial<Record<FigureId, readonly number[] | Distribution>>;
