/** A field of a protocol buffer message: its number, and a value in one of the shapes that ONNX needs. */
export type Field =
  | readonly [number: number, integer: bigint | number]
  | readonly [number: number, text: string]
  | readonly [number: number, bytes: Uint8Array]
  | readonly [number: number, message: readonly Field[]];

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** Encodes a message, its fields in the order given, so that the same message has the same bytes. */
export function encodeMessage(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(fields.flatMap(encodeField));
}

function encodeField([number, value]: Field): Uint8Array[] {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return [varint((number << 3) | VARINT), varint(value)];
  }
  const bytes =
    typeof value === 'string'
      ? Buffer.from(value)
      : value instanceof Uint8Array
        ? value
        : encodeMessage(value);
  return [varint((number << 3) | LENGTH_DELIMITED), varint(bytes.length), bytes];
}

/** Seven bits a byte, the lowest first; the eighth bit says that another byte follows. */
function varint(value: bigint | number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt(value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
