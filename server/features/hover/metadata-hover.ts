import path from 'node:path';
import { type DataNode, locationAt, type Pointer } from '../../syntax/data-tree.ts';
import type { Metadata } from '../../workflow/metadata.ts';
import { type MetadataFile, phaseOfEntry } from '../workflow-places.ts';
import { evidenceCard } from './evidence-card.ts';
import { fileCard } from './file-card.ts';
import type { Hover, HoverContext } from './hover-context.ts';
import { phaseCard } from './phase-card.ts';
import { schemaCard } from './schema-card.ts';

/** Keys of metadata.json: the schema's words. Values: what they point at, else the words of their key. */
export function hoverInMetadata(
  { tree, summary }: MetadataFile,
  context: HoverContext,
): Hover | undefined {
  const { path: pointer, part, node, entry } = locationAt(tree.root, context.offset);
  if (part === 'between') return undefined;
  const range = part === 'key' ? entry?.keyNode.range : node?.range;
  const pointedAt = part === 'value' ? thingPointedAt(pointer, node, summary, context) : undefined;
  const markdown = pointedAt ?? schemaCard('metadata', pointer);
  return range === undefined || markdown === undefined ? undefined : { range, markdown };
}

function thingPointedAt(
  pointer: Pointer,
  node: DataNode | undefined,
  metadata: Metadata,
  context: HoverContext,
): string | undefined {
  const { workflow } = context;
  const value = node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  const [, index, key = '', task, taskKey] = ENTRY.exec(pointer) ?? [];
  if (index === undefined) {
    if (value === undefined || !pointer.startsWith('/dynamic_config/templates/')) return undefined;
    return fileCard(path.resolve(workflow.folder, value), context);
  }
  const entry = metadata.phases[Number(index)];
  const phase = phaseOfEntry(workflow, metadata, Number(index));
  if (phase === undefined) return undefined;
  switch (key) {
    case 'phase_number':
    case 'phase_name':
      return phaseCard(phase, workflow);
    case 'file':
    case 'phase_file':
      return value === undefined
        ? undefined
        : fileCard(path.resolve(workflow.folder, value), context);
    case 'checkpoint/required_evidence':
      return value === undefined ? undefined : evidenceCard(value, phase);
    case 'tasks': {
      const file = entry?.tasks?.[Number(task)]?.file;
      const isAboutFile = taskKey === 'file' || taskKey === 'name' || taskKey === 'task_number';
      if (!isAboutFile || file === undefined || file === '') return undefined;
      return fileCard(path.resolve(phase.folder, file), context);
    }
    default:
      return undefined;
  }
}

/** A place in the entry of a phase; the numbers are those of the entry, and of the task or name in it. */
const ENTRY =
  /^\/phases\/(\d+)\/(phase_number|phase_name|file|phase_file|tasks|checkpoint\/required_evidence)(?:\/(\d+)(?:\/(\w+))?)?$/;
