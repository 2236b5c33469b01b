import { randomUUID } from 'node:crypto';
import { LosslessNumber, parse } from 'lossless-json';

/** What users wrote in these comes back as they wrote it (DESIGN.md, section 4). */
const VERBATIM_PARAMS = ['evidence', 'options'] as const;

const CARRIES_EVIDENCE = /"praxis[/.]session[/.](?:completePhase|start)"/;

/**
 * Puts numbers that JavaScript would change (`5.0`, `1e3`, twenty digits) back into the evidence and
 * options of a message, as `LosslessNumber`s. Other messages, and other parts of this one, stay as
 * `JSON.parse` read them.
 * A message that carries evidence is read exactly whatever it says: to look for such numbers first
 * would save nothing, since each has one in its `"jsonrpc":"2.0"`.
 *
 * @param body the text that `message` was read from
 */
export function keepNumbers(body: string, message: object): void {
  if (!CARRIES_EVIDENCE.test(body)) return;
  let exact: unknown;
  try {
    exact = parse(body, undefined, numberAsWritten);
  } catch {
    return; // It was read already, or refused: what this reader dislikes more keeps plain numbers.
  }
  graft(paramsOf(message), paramsOf(exact));
}

/** Marks a number in a text that is being written; never leaves this file, and nobody can guess it. */
const MARK = randomUUID();
const MARKED = new RegExp(`"${MARK}(.*?)"`, 'g');

/** Writes a message, numbers that were kept as they were. */
export function writeMessage(message: unknown): string {
  try {
    const text = JSON.stringify(message);
    // An object of the user's own may look like a number: only instances are.
    if (!text.includes('"isLosslessNumber":true')) return text;
  } catch (error) {
    // JSON.stringify knows no long integers.
    if (!(error instanceof TypeError)) throw error;
  }
  return JSON.stringify(message, markNumber).replaceAll(MARKED, '$1');
}

function markNumber(_key: string, value: unknown): unknown {
  if (value instanceof LosslessNumber) return `${MARK}${value.value}`;
  return typeof value === 'bigint' ? `${MARK}${value}` : value;
}

function numberAsWritten(text: string): number | LosslessNumber {
  const number = Number(text);
  return String(number) === text ? number : new LosslessNumber(text);
}

/** The params of a custom request, or of the command of the same name. */
function paramsOf(message: unknown): Record<string, unknown> | undefined {
  const params = objectIn(message, 'params');
  const given = params?.arguments;
  return Array.isArray(given) ? objectIn({ given: given[0] }, 'given') : params;
}

function graft(
  onto: Record<string, unknown> | undefined,
  from: Record<string, unknown> | undefined,
): void {
  for (const key of VERBATIM_PARAMS) {
    const value = from?.[key];
    if (onto !== undefined && typeof value === 'object' && value !== null) onto[key] = value;
  }
}

function objectIn(value: unknown, key: string): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const inner: unknown = (value as Record<string, unknown>)[key];
  return typeof inner === 'object' && inner !== null && !(inner instanceof LosslessNumber)
    ? (inner as Record<string, unknown>)
    : undefined;
}
