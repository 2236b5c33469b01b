import path from 'node:path';
import { pointer } from '../syntax/data-tree.ts';
import type { TextRange } from '../syntax/text-range.ts';
import { GATE_FILE, METADATA_FILE, phaseFolder } from '../workspace/layout.ts';
import type { FilePath } from '../workspace/paths.ts';
import type { Drift } from './drift.ts';
import type { Run } from './run.ts';
import type { Session } from './session.ts';

/** The drift of a session at the place of the edit that caused it. */
export interface PlacedDrift {
  readonly file: FilePath;
  /** An anchor of the file, such as `/phases/1/phase_name`, or where it stands. */
  readonly at: string | TextRange;
  readonly message: string;
}

/** What a running session has to say to the author of its workflow; completed ones have nothing. */
export function driftNotices({ state, run, status, drift }: Session): PlacedDrift[] {
  if (run === undefined || status === 'completed') return [];
  return drift.map((each) => {
    const { file, at } = placeInSource(each, run) ?? placeOf(each, run.workflow);
    return {
      file,
      at,
      message: `${each.message}\nThe session on "${state.targetFile}" is in phase ${state.currentPhase}. ${each.remediation}`,
    };
  });
}

/** Generated phases are edited in their source: there its place is, or was. */
function placeInSource({ at, phase }: Drift, { content, phases }: Run) {
  if (content?.state !== 'ready') return undefined;
  const { source, positions } = content;
  const number = at.part === 'workflow' ? phase : at.phase;
  const isStatic = phases.some((each) => each.phase === number && each.source === 'static');
  if (isStatic) return undefined;
  const index = content.phases.findIndex((each) => each.number === number);
  const range = positions.get(`phase/${index}`) ?? positions.get('phase/0');
  return range === undefined ? undefined : { file: source, at: range };
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
        file: path.join(phaseFolder(workflow, at.phase), GATE_FILE),
        at:
          at.field === undefined
            ? '/evidence_schema#key'
            : `${pointer('evidence_schema', at.field)}#key`,
      };
  }
}
