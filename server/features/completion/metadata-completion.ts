import { describe } from '../../workflow/schema-lookup.ts';
import type { Workflow } from '../../workflow/snapshot.ts';
import type { FilePath } from '../../workspace/paths.ts';
import type { MetadataFile } from '../workflow-places.ts';
import type { Offer } from './completion-item.ts';
import { type JsonCursor, jsonCursor } from './json-cursor.ts';
import { metadataKeys } from './metadata-keys.ts';
import { metadataSkeleton } from './metadata-skeleton.ts';
import { type MetadataSources, metadataValues } from './metadata-values.ts';
import { plainLine, plainText } from './snippet.ts';

/** Keys and values of metadata.json; in an empty file, the file. */
export function completeMetadata(
  document: MetadataFile,
  workflow: Workflow,
  files: readonly FilePath[],
  offset: number,
): readonly Offer[] {
  const sources = { metadata: document.summary, workflow, files };
  const unit = /^([ \t]+)\S/m.exec(document.text)?.[1] ?? '  ';
  if (document.text.trim() === '') return [wholeFile(sources, offset, unit)];
  const cursor = jsonCursor(document.text, offset);
  if (cursor === undefined) return [];
  return cursor.expects === 'key'
    ? metadataKeys(cursor, sources, unit)
    : [...values(cursor, sources), ...entry(cursor, sources, unit)];
}

function wholeFile(sources: MetadataSources, offset: number, unit: string): Offer {
  const snippet = metadataSkeleton(sources, '', unit);
  return {
    label: 'metadata.json',
    kind: 'file',
    detail: 'all that is required',
    replace: { start: offset, end: offset },
    newText: plainText(snippet),
    snippet,
  };
}

function values(
  { path, replace, written, lacksComma }: JsonCursor,
  sources: MetadataSources,
): Offer[] {
  return metadataValues(sources, path).map(({ value, kind, detail, documentation }) => ({
    label: String(value),
    kind,
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation }),
    ...(written.startsWith('"') ? { filterText: `"${value}` } : {}),
    replace,
    newText: JSON.stringify(value) + (lacksComma ? ',' : ''),
  }));
}

/** The skeleton of an object or a list: the next phase, the next task. */
function entry(cursor: JsonCursor, sources: MetadataSources, unit: string): Offer[] {
  const { path, replace, written, lacksComma } = cursor;
  const { type = [], title = '', description } = describe('metadata', path) ?? {};
  const isEntry = type.includes('object');
  if (written !== '' || !(isEntry || type.includes('array'))) return [];
  const snippet = metadataSkeleton(sources, path, unit) + (lacksComma ? ',' : '');
  return [
    {
      label: isEntry ? `{ ${title} }` : `[ ${title} ]`,
      kind: 'value',
      ...(description === undefined ? {} : { documentation: description }),
      replace,
      newText: plainLine(snippet),
      snippet,
    },
  ];
}
