import path from 'node:path';
import { pointer } from '../syntax/data-tree.ts';
import { GATE_FILE, METADATA_FILE, PHASES_FOLDER } from '../workspace/layout.ts';
import type { FilePath } from '../workspace/paths.ts';
import type { Drift } from './drift.ts';
import type { Session } from './session.ts';

/** The drift of a session at the place of the edit that caused it. */
export interface PlacedDrift {
  readonly file: FilePath;
  /** An anchor of the file, such as `/phases/1/phase_name`. */
  readonly at: string;
  readonly message: string;
}

/** What a running session has to say to the author of its workflow; completed ones have nothing. */
export function driftNotices({ state, run, status, drift }: Session): PlacedDrift[] {
  if (run === undefined || status === 'completed') return [];
  return drift.map((each) => {
    const { file, at } = placeOf(each, run.workflow);
    return {
      file,
      at,
      message: `${each.message}\nThe session on "${state.targetFile}" is in phase ${state.currentPhase}. ${each.remediation}`,
    };
  });
}

function placeOf({ at, kind }: Drift, workflow: FilePath): { file: FilePath; at: string } {
  const metadataFile = path.join(workflow, METADATA_FILE);
  switch (at.part) {
    case 'workflow':
      return { file: metadataFile, at: kind === 'total-changed' ? '/total_phases' : '/phases#key' };
    case 'phase':
      return {
        file: metadataFile,
        at: `${pointer('phases', at.index)}${kind === 'task-removed' ? '/tasks#key' : '/phase_name'}`,
      };
    case 'gate':
      return {
        file: path.join(workflow, PHASES_FOLDER, String(at.phase), GATE_FILE),
        at:
          at.field === undefined
            ? '/evidence_schema#key'
            : `${pointer('evidence_schema', at.field)}#key`,
      };
  }
}
