import { pointer } from '../../syntax/data-tree.ts';
import { propertiesAt } from '../../workflow/schema-lookup.ts';
import { typeInWords } from '../schema-words.ts';
import type { Offer } from './completion-item.ts';
import type { JsonCursor } from './json-cursor.ts';
import { metadataSkeleton } from './metadata-skeleton.ts';
import { type MetadataSources, metadataValues } from './metadata-values.ts';
import { obviousValue } from './proposed-value.ts';
import { plainLine } from './snippet.ts';

/** The keys that an object of metadata.json may have and has not, required ones first, with their values. */
export function metadataKeys(cursor: JsonCursor, sources: MetadataSources, unit: string): Offer[] {
  const { path, present, replace, written, hasColon, lacksComma } = cursor;
  const absent = propertiesAt('metadata', path).filter(({ name }) => !present.has(name));
  const ranked = [
    ...absent.filter(({ required }) => required),
    ...absent.filter(({ required }) => !required),
  ];
  return ranked.map((property): Offer => {
    const { name, description } = property;
    const key = JSON.stringify(name);
    const offer = {
      label: name,
      kind: 'key' as const,
      detail: typeInWords(property),
      ...(description === undefined ? {} : { documentation: description }),
      ...(written.startsWith('"') ? { filterText: `"${name}` } : {}),
      replace,
    };
    if (hasColon) return { ...offer, newText: key };
    const place = path + pointer(name);
    const snippet = `${key}: ${metadataSkeleton(sources, place, unit)}${lacksComma ? ',' : ''}`;
    const values = metadataValues(sources, place);
    const hasChoice = values.length > 0 && obviousValue(values) === undefined;
    return {
      ...offer,
      newText: plainLine(snippet),
      snippet,
      ...(hasChoice ? { retrigger: true } : {}),
    };
  });
}
