/** Exact decimals of floats: JavaScript's `toFixed` rounds halves up, Python rounds them to even. */

/** A finite float as `mantissa * 2 ** exponent`, exactly. */
function partsOf(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const magnitude = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return {
    mantissa: value < 0 ? -magnitude : magnitude,
    exponent: (biased === 0 ? 1 : biased) - 1075,
  };
}

/** `value * 10 ** digits`, rounded to the nearest integer and halves to even. */
export function scaled(value: number, digits: number): bigint {
  const { mantissa, exponent } = partsOf(value);
  let numerator = mantissa;
  let denominator = 1n;
  if (exponent > 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (digits > 0) numerator *= 10n ** BigInt(digits);
  else denominator *= 10n ** BigInt(-digits);
  return roundedQuotient(numerator, denominator);
}

/** The integer nearest to a quotient, halves to even; the denominator is positive. */
export function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const twice = (magnitude % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return numerator < 0n ? -rounded : rounded;
}

/** No float has more digits than this, before and behind the point; what follows is zeros. */
const maxPlaces = 1100;

/** The digits and the decimal exponent of a positive float: `d.ddd * 10 ** exponent`. */
export function significant(value: number, count: number): { digits: string; exponent: number } {
  if (count > maxPlaces) {
    const { digits, exponent } = significant(value, maxPlaces);
    return { digits: digits.padEnd(count, '0'), exponent };
  }
  if (value === 0) return { digits: '0'.repeat(count), exponent: 0 };
  const exponent = Number(/e([-+]\d+)$/.exec(value.toExponential())?.[1]);
  const digits = String(scaled(value, count - 1 - exponent));
  // 9.99 becomes 10.0: one digit too many.
  return digits.length > count
    ? { digits: digits.slice(0, count), exponent: exponent + 1 }
    : { digits, exponent };
}

/** The shortest text that reads back as the same float: `0.1`, `1e+16`, `1e-05`, `inf`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '', power = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 16) return sign + fixed(digits, exponent);
  return `${sign}${mantissa}${exponentText(exponent)}`;
}

function fixed(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** At least two digits: `e+16`, `e-05`. */
export function exponentText(exponent: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** A positive float with exactly `places` digits behind the point. */
export function fixedText(value: number, places: number): string {
  const exact = Math.min(places, maxPlaces);
  const digits = String(scaled(value, exact)).padStart(exact + 1, '0');
  if (places === 0) return digits;
  return `${digits.slice(0, -exact)}.${digits.slice(-exact).padEnd(places, '0')}`;
}
