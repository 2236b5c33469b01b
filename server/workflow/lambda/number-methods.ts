import { bitLength } from './integers.ts';
import { type Methods, methods } from './native.ts';
import type { PythonValue } from './values.ts';

export const intMethods: Methods<bigint> = methods<bigint>({
  bit_length: ['', (_, self) => BigInt(bitLength(self))],
  bit_count: [
    '',
    (_, self) => BigInt((self < 0n ? -self : self).toString(2).replaceAll('0', '').length),
  ],
  conjugate: ['', (_, self) => self],
});

export const floatMethods: Methods<number> = methods<number>({
  is_integer: ['', (_, self) => Number.isInteger(self)],
  conjugate: ['', (_, self) => self],
});

/** The attributes of numbers that are no methods. */
export function numberAttribute(value: bigint | number, name: string): PythonValue | undefined {
  if (name === 'real') return value;
  if (name === 'imag') return typeof value === 'bigint' ? 0n : 0;
  if (typeof value === 'number') return undefined;
  if (name === 'numerator') return value;
  return name === 'denominator' ? 1n : undefined;
}
