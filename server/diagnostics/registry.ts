import type { KnownDocument } from '../workflow/document.ts';
import {
  type DocumentRule,
  familyOf,
  type LinkRule,
  type OutlineRule,
  type Rule,
  type StateRule,
  type WorkflowRule,
} from './rule.ts';
import { missingArgument } from './rules/command/missing-argument.ts';
import { nextLeadsBack } from './rules/command/next-leads-back.ts';
import { nextLeavesPhase } from './rules/command/next-leaves-phase.ts';
import { nextMissing } from './rules/command/next-missing.ts';
import { nextSkips } from './rules/command/next-skips.ts';
import { nextTargetMissing } from './rules/command/next-target-missing.ts';
import { nextToItself } from './rules/command/next-to-itself.ts';
import { patternTarget } from './rules/command/pattern-target.ts';
import { taskNotReached } from './rules/command/task-not-reached.ts';
import { unknownCommandName } from './rules/command/unknown-name.ts';
import { configSyntaxRules } from './rules/config/invalid-json.ts';
import { configUnknownRule } from './rules/config/unknown-rule.ts';
import { configUnknownSetting } from './rules/config/unknown-setting.ts';
import { configWrongValue } from './rules/config/wrong-value.ts';
import { missingPlaceholder } from './rules/dynamic/missing-placeholder.ts';
import { planRules } from './rules/dynamic/plan-problems.ts';
import { unknownPlaceholder } from './rules/dynamic/unknown-placeholder.ts';
import { fileRules } from './rules/file.ts';
import { gateAlwaysRaises } from './rules/gate/always-raises.ts';
import { gateConstantLambda } from './rules/gate/constant-lambda.ts';
import { gateEvidenceNotInPhase } from './rules/gate/evidence-not-in-phase.ts';
import { gateEvidenceTypeMismatch } from './rules/gate/evidence-type-mismatch.ts';
import { gateFieldNameNotText } from './rules/gate/field-name-not-text.ts';
import { gateIncompleteRule } from './rules/gate/incomplete-rule.ts';
import { gateInlineLambda } from './rules/gate/inline-lambda.ts';
import { gateLambdaNotUnderstood } from './rules/gate/lambda-not-understood.ts';
import { gateMissingParameter } from './rules/gate/missing-parameter.ts';
import { gateMissingSection } from './rules/gate/missing-section.ts';
import { gateNotBoolean } from './rules/gate/not-boolean.ts';
import { gateParamsWithoutValidator } from './rules/gate/params-without-validator.ts';
import { gateStrictWithOverride } from './rules/gate/strict-with-override.ts';
import { gateUnknownFieldInRule } from './rules/gate/unknown-field-in-rule.ts';
import { gateUnknownKey } from './rules/gate/unknown-key.ts';
import { gateUnknownParameter } from './rules/gate/unknown-parameter.ts';
import { gateUnknownType } from './rules/gate/unknown-type.ts';
import { gateUnknownValidator } from './rules/gate/unknown-validator.ts';
import { gateUnusedValidator } from './rules/gate/unused-validator.ts';
import { gateWrongType } from './rules/gate/wrong-type.ts';
import { jsonSyntaxRules } from './rules/json-syntax.ts';
import { copyDiffers } from './rules/layout/copy-differs.ts';
import { gateMissing } from './rules/layout/gate-missing.ts';
import { markdownOutsidePhase } from './rules/layout/markdown-outside-phase.ts';
import { phaseFileMissing } from './rules/layout/phase-file-missing.ts';
import { phaseFolderMissing } from './rules/layout/phase-folder-missing.ts';
import { phaseNotListed } from './rules/layout/phase-not-listed.ts';
import { strayMarkdown } from './rules/layout/stray-markdown.ts';
import { taskFileMissing } from './rules/layout/task-file-missing.ts';
import { taskFileName } from './rules/layout/task-file-name.ts';
import { taskFileOutsidePhase } from './rules/layout/task-file-outside-phase.ts';
import { taskNotListed } from './rules/layout/task-not-listed.ts';
import { layoutTaskNumberMismatch } from './rules/layout/task-number-mismatch.ts';
import { linkFileMissing } from './rules/link/file-missing.ts';
import { linkHeadingMissing } from './rules/link/heading-missing.ts';
import { linkWrongCase } from './rules/link/wrong-case.ts';
import { descriptionTooShort } from './rules/metadata/description-too-short.ts';
import { durationWithoutUnit } from './rules/metadata/duration-without-unit.ts';
import { dynamicConfigMissing } from './rules/metadata/dynamic-config-missing.ts';
import { dynamicConfigUnused } from './rules/metadata/dynamic-config-unused.ts';
import { emptyList } from './rules/metadata/empty-list.ts';
import { metadataEvidenceNotInGate } from './rules/metadata/evidence-not-in-gate.ts';
import { generatedPhaseInStaticWorkflow } from './rules/metadata/generated-phase-in-static-workflow.ts';
import { metadataMissingField } from './rules/metadata/missing-field.ts';
import { phaseNameMismatch } from './rules/metadata/phase-name-mismatch.ts';
import { phaseNumberMismatch } from './rules/metadata/phase-number-mismatch.ts';
import { phasePathMismatch } from './rules/metadata/phase-path-mismatch.ts';
import { phasesFromOne } from './rules/metadata/phases-from-one.ts';
import { sourceKeyMissing } from './rules/metadata/source-key-missing.ts';
import { startPhaseMismatch } from './rules/metadata/start-phase-mismatch.ts';
import { taskFileNumberMismatch } from './rules/metadata/task-file-number-mismatch.ts';
import { taskFileRepeated } from './rules/metadata/task-file-repeated.ts';
import { taskNumberMismatch } from './rules/metadata/task-number-mismatch.ts';
import { taskNumberTooLow } from './rules/metadata/task-number-too-low.ts';
import { templateMissing } from './rules/metadata/template-missing.ts';
import { totalPhasesMismatch } from './rules/metadata/total-phases-mismatch.ts';
import { metadataUnknownField } from './rules/metadata/unknown-field.ts';
import { unknownParser } from './rules/metadata/unknown-parser.ts';
import { versionNotSemantic } from './rules/metadata/version-not-semantic.ts';
import { workflowTypeMismatch } from './rules/metadata/workflow-type-mismatch.ts';
import { workflowTypeStyle } from './rules/metadata/workflow-type-style.ts';
import { metadataWrongType } from './rules/metadata/wrong-type.ts';
import {
  phaseEmpty,
  phaseTitleMissing,
  taskEmpty,
  taskTitleMissing,
} from './rules/missing-text.ts';
import { phaseEvidenceNotInGate } from './rules/phase/evidence-not-in-gate.ts';
import { phaseNumberUnlikeFolder } from './rules/phase/number-mismatch.ts';
import { phaseTaskFileMissing } from './rules/phase/task-file-missing.ts';
import { phaseTaskNotListed } from './rules/phase/task-not-listed.ts';
import { phaseTaskNumberMismatch } from './rules/phase/task-number-mismatch.ts';
import { totalTasksMismatch } from './rules/phase/total-tasks-mismatch.ts';
import { sessionDriftRule } from './rules/session-drift.ts';
import { phaseTooLong, taskLong, taskTooLong } from './rules/sizes.ts';
import { stateArtifactNumberMismatch } from './rules/state/artifact-number-mismatch.ts';
import { stateCheckpointMismatch } from './rules/state/checkpoint-mismatch.ts';
import { stateCompletedAhead } from './rules/state/completed-ahead.ts';
import { stateSyntaxRules } from './rules/state/invalid-json.ts';
import { stateMissingField } from './rules/state/missing-field.ts';
import { stateSessionIdMismatch } from './rules/state/session-id-mismatch.ts';
import { stateUnknownPhase } from './rules/state/unknown-phase.ts';
import { stateWorkflowMissing } from './rules/state/workflow-missing.ts';
import { stateWrongType } from './rules/state/wrong-type.ts';
import { suppressionUnknownRule } from './rules/suppression/unknown-rule.ts';
import { suppressionUnused } from './rules/suppression/unused.ts';
import { taskEvidenceNotInGate } from './rules/task/evidence-not-in-gate.ts';
import { taskNameMismatch } from './rules/task/name-mismatch.ts';
import { taskNumberUnlikeFile } from './rules/task/number-mismatch.ts';
import { taskPhaseUnlikeFolder } from './rules/task/phase-mismatch.ts';
import { tooManyFindings } from './rules/too-many-findings.ts';
import { phaseUnclosedFence, taskUnclosedFence } from './rules/unclosed-fence.ts';
import { yamlSyntaxRules } from './rules/yaml-syntax.ts';

/** Every rule there is, in the order of the documentation. A new rule is one file and a line here. */
export const rules: readonly Rule[] = [
  metadataMissingField,
  metadataWrongType,
  workflowTypeMismatch,
  workflowTypeStyle,
  totalPhasesMismatch,
  phaseNumberMismatch,
  phasesFromOne,
  startPhaseMismatch,
  phaseNameMismatch,
  phasePathMismatch,
  generatedPhaseInStaticWorkflow,
  taskNumberTooLow,
  taskNumberMismatch,
  taskFileNumberMismatch,
  taskFileRepeated,
  dynamicConfigMissing,
  dynamicConfigUnused,
  sourceKeyMissing,
  templateMissing,
  unknownParser,
  versionNotSemantic,
  durationWithoutUnit,
  descriptionTooShort,
  emptyList,
  metadataEvidenceNotInGate,
  metadataUnknownField,
  phaseFolderMissing,
  phaseNotListed,
  phaseFileMissing,
  taskFileMissing,
  taskFileOutsidePhase,
  taskNotListed,
  layoutTaskNumberMismatch,
  taskFileName,
  strayMarkdown,
  markdownOutsidePhase,
  gateMissing,
  copyDiffers,
  phaseNumberUnlikeFolder,
  totalTasksMismatch,
  phaseTaskFileMissing,
  phaseTaskNotListed,
  phaseTaskNumberMismatch,
  phaseEvidenceNotInGate,
  phaseTooLong,
  phaseEmpty,
  phaseTitleMissing,
  phaseUnclosedFence,
  taskNumberUnlikeFile,
  taskPhaseUnlikeFolder,
  taskNameMismatch,
  taskEvidenceNotInGate,
  taskTooLong,
  taskLong,
  taskEmpty,
  taskTitleMissing,
  taskUnclosedFence,
  nextTargetMissing,
  patternTarget,
  nextToItself,
  nextLeadsBack,
  nextSkips,
  nextLeavesPhase,
  nextMissing,
  taskNotReached,
  unknownCommandName,
  missingArgument,
  gateMissingSection,
  gateWrongType,
  gateNotBoolean,
  gateUnknownType,
  gateFieldNameNotText,
  gateIncompleteRule,
  gateLambdaNotUnderstood,
  gateUnknownValidator,
  gateInlineLambda,
  gateUnknownParameter,
  gateMissingParameter,
  gateParamsWithoutValidator,
  gateConstantLambda,
  gateAlwaysRaises,
  gateUnusedValidator,
  gateUnknownFieldInRule,
  gateEvidenceTypeMismatch,
  gateEvidenceNotInPhase,
  gateStrictWithOverride,
  gateUnknownKey,
  linkFileMissing,
  linkWrongCase,
  linkHeadingMissing,
  unknownPlaceholder,
  missingPlaceholder,
  ...planRules,
  ...stateSyntaxRules,
  stateMissingField,
  stateWrongType,
  stateSessionIdMismatch,
  stateCompletedAhead,
  stateCheckpointMismatch,
  stateArtifactNumberMismatch,
  stateWorkflowMissing,
  stateUnknownPhase,
  ...configSyntaxRules,
  configWrongValue,
  configUnknownSetting,
  configUnknownRule(ruleNames),
  sessionDriftRule,
  ...jsonSyntaxRules,
  ...yamlSyntaxRules,
  ...fileRules,
  tooManyFindings,
  suppressionUnused,
  suppressionUnknownRule,
];

export const documentRules: readonly DocumentRule[] = rules.filter(
  (rule) => rule.scope === 'document',
);

export const outlineRules: readonly OutlineRule[] = rules.filter(
  (rule) => rule.scope === 'outline',
);

export const workflowRules: readonly WorkflowRule[] = rules.filter(
  (rule) => rule.scope === 'workflow',
);

export const linkRules: readonly LinkRule[] = rules.filter((rule) => rule.scope === 'link');

export const stateRules: readonly StateRule[] = rules.filter((rule) => rule.scope === 'state');

const byCode: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.code, rule]));

/** The rule of a code. Throws an Error for a code that no rule has: that is a fault of ours. */
export function ruleOf(code: string): Rule {
  const rule = byCode.get(code);
  if (rule === undefined) throw new Error(`There is no rule "${code}" in the registry.`);
  return rule;
}

/** The families of what the parsers of a kind of document report, the likelier first. */
const FAMILIES: Readonly<Partial<Record<KnownDocument['kind'], readonly string[]>>> = {
  gate: ['yaml'],
  metadata: ['json'],
  definition: ['yaml', 'dynamic'],
  plan: ['dynamic'],
  config: ['config', 'json'],
  state: ['state', 'json'],
};

/** The code under which a kind of problem that the parser found in a document is known. */
export function syntaxCode({ kind: ofDocument }: KnownDocument, kind: string): string {
  const families = ['file', ...(FAMILIES[ofDocument] ?? [])];
  const family = families.find((each) => byCode.has(`${each}/${kind}`));
  return `${family ?? families.at(-1)}/${kind}`;
}

const families: ReadonlySet<string> = new Set(rules.map(({ code }) => `${familyOf(code)}/*`));

/** Whether a text is the code of a rule, or a family such as `gate/*`. */
export function isRuleOrFamily(text: string): boolean {
  return byCode.has(text) || families.has(text);
}

/** All codes and families, to tell what a misspelt one was meant to be. */
export function ruleNames(): readonly string[] {
  return [...byCode.keys(), ...families];
}

/** Families of faults that leave nothing of a text to rely on. */
const UNREADABLE: ReadonlySet<string> = new Set(['file', 'json', 'yaml']);

/** Whether a rule is about text that cannot be read: a comment in it is not trusted, and cannot silence it. */
export function isSyntaxError({ code, scope, severity }: Rule): boolean {
  return scope === 'syntax' && severity === 'error' && UNREADABLE.has(familyOf(code));
}

/** Whether a document has such a fault. */
export function isBroken(known: KnownDocument): boolean {
  return known.problems.some(({ kind }) => isSyntaxError(ruleOf(syntaxCode(known, kind))));
}
