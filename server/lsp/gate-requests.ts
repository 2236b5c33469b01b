import { gateView } from '../execution/views/gate-view.ts';
import { type GateDescribeParams, gateDescribeParams } from '../protocol/gate-requests.ts';
import { below, type FilePath } from '../workspace/paths.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Commands } from './commands.ts';
import type { WorkflowLocator } from './workflow-locator.ts';

/** Serves `praxis/gate/describe`, from the value that judges, too. */
export function serveGates(
  commands: Commands,
  workspace: Workspace,
  locator: WorkflowLocator,
  uriOf: (file: FilePath) => string,
): void {
  commands.serve(
    'praxis/gate/describe',
    gateDescribeParams,
    async (params) => gateView(workspace, await locator.folderOf(params), params.phase, uriOf),
    (gate) =>
      gate.source === 'permissive'
        ? `Phase ${gate.phase} has no gate: any evidence passes.`
        : `The gate of phase ${gate.phase} (${gate.strict ? 'strict' : 'lenient'}) asks for ${gate.evidence.map(({ name, type }) => `${name} (${type})`).join(', ') || 'nothing'}.`,
    {
      complete: async (): Promise<Partial<GateDescribeParams>> => ({
        ...(await commands.workflowTouched(true)),
        phase: phaseTouched(commands) ?? 0,
      }),
      shows: ({ gateUri }) => gateUri,
    },
  );
}

/** The phase of the document touched last. */
export function phaseTouched({ touchedLast }: Commands): number | undefined {
  if (touchedLast === undefined) return undefined;
  const inside = below(touchedLast.workflow, touchedLast.file) ?? '';
  const [, phase] = /^phases\/(\d+)\//.exec(inside) ?? [];
  return phase === undefined ? undefined : Number(phase);
}
