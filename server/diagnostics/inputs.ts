import { Cell } from '../caches/cell.ts';
import type { QueryEngine } from '../caches/engine.ts';
import { KeyedCell } from '../caches/keyed-cell.ts';
import { type DriftNotice, sessionDrift } from './session-drift.ts';
import { type RuleSeverities, severitySettings } from './severity.ts';

/** What diagnostics depend on besides the files. */
export interface DiagnosticInputs {
  readonly severities: Cell<RuleSeverities>;
  readonly drift: KeyedCell<readonly DriftNotice[]>;
}

/** Provides the inputs of the diagnostics to an engine: no severities set, no session running. */
export function provideDiagnosticInputs(engine: QueryEngine): DiagnosticInputs {
  return {
    severities: new Cell(engine, severitySettings, {}),
    drift: new KeyedCell(engine, sessionDrift, []),
  };
}
