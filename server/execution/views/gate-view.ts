import path from 'node:path';
import { PraxisError } from '../../protocol/errors.ts';
import type { EvidenceFieldItem, GateDescribeResult } from '../../protocol/gate-requests.ts';
import type { EvidenceField, Gate } from '../../workflow/gate.ts';
import { workflowOverview } from '../../workflow/overview.ts';
import { checkpoint } from '../../workflow/snapshot.ts';
import { libraryValidator, passesWhenWith } from '../../workflow/validator-library.ts';
import { phaseFolders } from '../../workflow/workflow-files.ts';
import { GATE_FILE, phaseFolder } from '../../workspace/layout.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/**
 * A gate as `praxis/gate/describe` has it.
 *
 * @param workflow the workflow's folder
 * @throws {PraxisError} PhaseNotAccessible for a phase that the workflow does not have
 */
export function gateView(
  workspace: Workspace,
  workflow: FilePath,
  phase: number,
  uriOf: (file: FilePath) => string,
): GateDescribeResult {
  const { caches } = workspace;
  const folder = phaseFolder(workflow, phase);
  const listed = caches.ask(workflowOverview, workflow);
  const entry = listed.phases.find((each) => each.phase === phase);
  const isThere = caches.ask(phaseFolders, workflow).some(({ number }) => number === phase);
  if (entry === undefined && !isThere && !listed.dynamic) {
    throw new PraxisError(
      'PhaseNotAccessible',
      `${listed.workflowType} has no phase ${phase}.`,
      `It has the phases ${listed.phases.map((each) => each.phase).join(', ')}.`,
    );
  }
  const { gate, checklist } = caches.ask(checkpoint, folder);
  const file = path.join(folder, GATE_FILE);
  return {
    workflowType: listed.workflowType,
    phase,
    phaseName: entry?.name ?? '',
    source: gate === undefined ? 'permissive' : 'yaml',
    usable: gate?.usable ?? true,
    strict: gate?.strict ?? false,
    allowOverride: gate?.allowOverride ?? true,
    evidence: gate?.fields.map((field) => fieldItem(field, gate)) ?? [],
    validators: gate?.validators ?? [],
    crossFieldRules: gate?.crossFieldRules ?? [],
    checklist,
    ...(gate === undefined ? {} : { gateUri: uriOf(file) }),
    unsaved: gate !== undefined && workspace.files.isUnsaved(file),
  };
}

function fieldItem(field: EvidenceField, gate: Gate): EvidenceFieldItem {
  const { name, type, required, description, validator, validatorParams } = field;
  // The gate's own validator wins over that of the library; its lambda stands among `validators`.
  const isOwn = gate.validators.some((each) => each.name === validator);
  const known = validator === undefined || isOwn ? undefined : libraryValidator(validator);
  return {
    name,
    type,
    required,
    description,
    ...(validator === undefined ? {} : { validator }),
    ...(Object.keys(validatorParams).length === 0 ? {} : { validatorParams }),
    ...(known === undefined ? {} : { passesWhen: passesWhenWith(known, validatorParams) }),
  };
}
