import type { SchemaDescription } from '../workflow/schema-lookup.ts';

/** `string, required`: the type of a key and whether it must be there, in a few words. */
export function typeInWords({ type, enum: allowed, required }: SchemaDescription): string {
  const words = type.length === 0 ? 'anything' : type.join(' or ');
  const form = allowed === undefined || isBoolean(allowed) ? words : allowed.join(' | ');
  return required ? `${form}, required` : form;
}

function isBoolean(allowed: readonly unknown[]): boolean {
  return allowed.every((value) => typeof value === 'boolean');
}
