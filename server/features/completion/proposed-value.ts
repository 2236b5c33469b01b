import type { Pointer } from '../../syntax/data-tree.ts';
import { valuesAt } from '../../workflow/schema-lookup.ts';
import type { SchemaName } from '../../workflow/schemas.ts';
import type { Offer } from './completion-item.ts';

/** A value that fits a place of a data file. */
export interface ProposedValue extends Pick<Offer, 'detail' | 'documentation'> {
  readonly value: string | number | boolean;
  readonly kind: 'value' | 'file' | 'name';
  /** True: nothing else would be right, so skeletons fill it in unasked. False: they never do. */
  readonly certain?: boolean;
}

/** Values from the workspace first; then those the schema allows, its examples only where nothing else is known. */
export function withSchemaValues(
  schema: SchemaName,
  path: Pointer,
  known: readonly ProposedValue[],
): ProposedValue[] {
  const values = new Set(known.map(({ value }) => value));
  const others = valuesAt(schema, path).flatMap(({ value, description, kind }): ProposedValue[] => {
    if (!isScalar(value) || value === '' || values.has(value)) return [];
    if (kind === 'example' && known.length > 0) return [];
    const detail = description ?? (kind === 'allowed' ? undefined : kind);
    return [
      {
        value,
        kind: 'value',
        ...(detail === undefined ? {} : { detail }),
        ...(kind === 'example' ? { certain: false } : {}),
      },
    ];
  });
  return [...known, ...others];
}

/** The value to fill in unasked: one that is certain, or the only one there is. */
export function obviousValue(values: readonly ProposedValue[]): ProposedValue | undefined {
  const [first] = values;
  return (first?.certain ?? values.length === 1) ? first : undefined;
}

function isScalar(value: unknown): value is ProposedValue['value'] {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
