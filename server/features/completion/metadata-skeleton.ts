import { type Pointer, pointer, segmentsOf } from '../../syntax/data-tree.ts';
import { describe, propertiesAt } from '../../workflow/schema-lookup.ts';
import { type MetadataSources, metadataValues } from './metadata-values.ts';
import { obviousValue } from './proposed-value.ts';
import { literal, stop } from './snippet.ts';

/**
 * A value for the place `path` of metadata.json as a snippet: all that the schema requires, filled
 * in as far as the workflow's files tell, with a place to type for the rest. The phases and tasks
 * that have files already are all in it.
 */
export function metadataSkeleton(sources: MetadataSources, path: Pointer, unit: string): string {
  let stops = 0;
  return valueAt(path, 0);

  function valueAt(at: Pointer, depth: number): string {
    const type = describe('metadata', at)?.type ?? [];
    if (type.includes('object')) return objectAt(at, depth);
    if (type.includes('array')) return arrayAt(at, depth);
    const value = obviousValue(metadataValues(sources, at))?.value;
    const isText = typeof value === 'string' || (value === undefined && type.includes('string'));
    stops += 1;
    const written = isText ? JSON.stringify(value ?? '').slice(1, -1) : String(value ?? '');
    return isText ? `"${stop(stops, written)}"` : stop(stops, written);
  }

  function objectAt(at: Pointer, depth: number): string {
    const all = propertiesAt('metadata', at);
    const required = all.filter(({ name, required: must }) => must || isKnown(at, name));
    const members = (required.length > 0 ? required : all).map(
      ({ name }) => `${JSON.stringify(name)}: ${valueAt(at + pointer(name), depth + 1)}`,
    );
    return lines('{', members, '}', depth);
  }

  function arrayAt(at: Pointer, depth: number): string {
    const holdsObjects = describe('metadata', at + pointer(0))?.type.includes('object');
    if (holdsObjects !== true) return `[${valueAt(at + pointer(0), depth)}]`;
    const items = Array.from({ length: Math.max(1, knownItems(sources, at)) }, (_, index) =>
      valueAt(at + pointer(index), depth + 1),
    );
    return lines('[', items, ']', depth);
  }

  /** The tasks of a phase are not required, but written down where their files are there. */
  function isKnown(at: Pointer, name: string): boolean {
    return name === 'tasks' && knownItems(sources, at + pointer(name)) > 0;
  }

  function lines(
    opening: string,
    parts: readonly string[],
    closing: string,
    depth: number,
  ): string {
    if (parts.length === 0) {
      stops += 1;
      return `${opening}${stop(stops)}${literal(closing)}`;
    }
    const inner = `\n${unit.repeat(depth + 1)}`;
    const body = parts.join(`,${inner}`);
    return `${opening}${inner}${body}\n${unit.repeat(depth)}${literal(closing)}`;
  }
}

/** How many entries a list of phases or tasks gets from the folders. */
function knownItems({ workflow, metadata }: MetadataSources, at: Pointer): number {
  const [list, index, inner] = segmentsOf(at);
  if (list !== 'phases') return 0;
  if (index === undefined) return workflow.phases.length;
  if (inner !== 'tasks') return 0;
  const first = workflow.phases[0]?.number ?? 0;
  const number = metadata.phases[Number(index)]?.phaseNumber ?? first + Number(index);
  return workflow.phases.find((phase) => phase.number === number)?.tasks.length ?? 0;
}
