import { PraxisError } from '../protocol/errors.ts';
import { below, type FilePath } from '../workspace/paths.ts';
import type { Range } from '../workspace/position-encoding.ts';

/** A finding of a rule that forbids to run a workflow; `diagnostics/` finds it, whatever its severity. */
export interface Blocker {
  readonly file: FilePath;
  readonly code: string;
  /** Its first line stands alone. */
  readonly message: string;
  readonly range: Range;
  readonly blocks: readonly ('start' | 'complete')[];
  /** The phase that it is about, where it is about one. */
  readonly phase?: number;
}

/**
 * The refusal to run a workflow that cannot be used.
 *
 * @param action what was refused, as in "cannot be started"
 */
export function workflowInvalid(
  workflow: FilePath,
  type: string,
  action: string,
  blockers: readonly Blocker[],
  uriOf: (file: FilePath) => string,
): PraxisError {
  const [first] = blockers;
  const more = blockers.length > 1 ? ` (and ${blockers.length - 1} more)` : '';
  return new PraxisError(
    'WorkflowInvalid',
    `${type} ${action}: ${first === undefined ? 'it cannot be read' : placed(workflow, first)}${more}`,
    'Correct the files: the diagnostics say where and how. What is on the screen counts, saved or not.',
    {
      diagnostics: blockers.map((each) => refusingDiagnostic(uriOf(each.file), each)),
    },
  );
}

/** What refuses to run a workflow, as an error of the wire tells it beside its message. */
export function refusingDiagnostic(
  uri: string,
  { code, message, range }: Pick<Blocker, 'code' | 'message' | 'range'>,
): object {
  return { uri, range, severity: 1, code, source: 'praxis', message };
}

/** `phases/2/gate-definition.yaml, line 5: "checkpoint" is missing.` */
export function placed(workflow: FilePath, { file, range, message }: Blocker): string {
  const [line = ''] = message.split('\n', 1);
  return `${below(workflow, file) ?? file}, line ${range.start.line + 1}: ${line}`;
}
