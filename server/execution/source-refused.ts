import { PraxisError } from '../protocol/errors.ts';
import type { FilePath } from '../workspace/paths.ts';
import { refusingDiagnostic } from './blocker.ts';
import type { NoContent } from './dynamic-content.ts';

/**
 * The error for a workflow whose phases cannot be generated: SourceInvalid, or WorkflowInvalid where
 * the workflow is at fault and not its source.
 *
 * @param failed what could not be done, as the beginning of the message
 */
export function sourceRefused(
  { fault, reason, remediation, file, problems }: NoContent,
  failed: string,
  uriOf: (file: FilePath) => string,
): PraxisError {
  return new PraxisError(
    fault === 'workflow' ? 'WorkflowInvalid' : 'SourceInvalid',
    `${failed}: ${reason}`,
    remediation,
    file === undefined
      ? {}
      : {
          uri: uriOf(file),
          diagnostics: problems.map(({ kind, ...problem }) =>
            refusingDiagnostic(uriOf(file), { code: `dynamic/${kind}`, ...problem }),
          ),
        },
  );
}
