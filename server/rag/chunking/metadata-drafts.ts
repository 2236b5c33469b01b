import { type DataNode, entryOf, toValue } from '../../syntax/data-tree.ts';
import { parseJson } from '../../syntax/json.ts';
import { type PhaseEntry, readMetadata } from '../../workflow/metadata.ts';
import type { Draft } from './draft.ts';

/** A hostile file has no end of phases. */
const MOST_PHASES = 200;

/** The workflow as one passage and each phase entry as one, in readable words (FORMAT.md (b)). */
export function metadataDrafts(text: string, workflowType: string): Draft[] {
  const tree = parseJson(text);
  const { root } = tree;
  const metadata = readMetadata(tree);
  if (root?.kind !== 'object' || root.entries.length === 0) return [];
  const title = metadata.name ?? metadata.workflowType ?? workflowType;
  const tags = textsOf(root, 'tags');
  const keywords = [metadata.workflowType ?? workflowType];
  const { phases } = metadata;
  const workflow: Draft = {
    title,
    headings: [],
    text: lines(
      `${title} (${metadata.workflowType ?? workflowType})`,
      metadata.description,
      labelled('Version', metadata.version),
      labelled('Category', metadata.category),
      labelled('Estimated duration', metadata.estimatedDuration),
      labelled('Outputs', metadata.primaryOutputs.join('; ')),
      labelled('Phases', phases.slice(0, MOST_PHASES).map(nameOf).join('; ')),
      labelled('Tags', tags.join(', ')),
    ),
    keywords,
    range: root.range,
    tags,
    phase: null,
  };
  const nodes = entryOf(root, 'phases')?.value;
  const items = nodes?.kind === 'array' ? nodes.items.slice(0, MOST_PHASES) : [];
  return [
    workflow,
    ...items.map((node, index) => phaseDraft(node, phases[index], { title, keywords, tags })),
  ];
}

function phaseDraft(
  node: DataNode,
  entry: PhaseEntry | undefined,
  { title, keywords, tags }: Pick<Draft, 'title' | 'keywords' | 'tags'>,
): Draft {
  const number = entry?.phaseNumber;
  const tasks = entry?.tasks ?? [];
  return {
    title,
    headings: [entry === undefined ? 'Phase' : `Phase ${nameOf(entry).replace(' ', ': ')}`],
    text: lines(
      entry?.phaseName,
      entry?.purpose,
      labelled('Estimated effort', entry?.estimatedEffort),
      labelled('Deliverables', textsOf(node, 'key_deliverables').join('; ')),
      labelled('Criteria', textsOf(node, 'validation_criteria').join('; ')),
      labelled('Evidence', entry?.requiredEvidence.join(', ')),
      ...tasks.map(({ taskNumber, name, purpose }) =>
        labelled(`Task ${taskNumber ?? '?'}`, [name, purpose].filter(Boolean).join(': ')),
      ),
    ),
    keywords,
    range: node.range,
    tags,
    phase: typeof number === 'number' ? number : null,
  };
}

/** `2 Verify the Artifact` */
function nameOf({ phaseNumber, phaseName }: PhaseEntry): string {
  return `${phaseNumber ?? '?'} ${phaseName ?? ''}`.trim();
}

function labelled(label: string, value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : `${label}: ${value}`;
}

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n');
}

function textsOf(node: DataNode, key: string): string[] {
  const value = toValue(entryOf(node, key)?.value);
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
