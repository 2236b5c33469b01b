import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { parseStateJson } from '../../execution/state/state-json.ts';
import type { StateObject } from '../../execution/state/state-value.ts';
import { isObject } from '../../execution/state/state-value.ts';
import { PraxisError } from '../../protocol/errors.ts';

/** Where `-` reads from. */
export interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
}

/**
 * The JSON object in a file, or on standard input for `-`; numbers as they are written.
 *
 * @param option the option that named the source, for messages
 * @param current the folder that the file's name starts from
 * @param onWait called when a person has to type it
 * @throws {PraxisError} InvalidParams when it cannot be read, or is no JSON object
 */
export async function readJsonObject(
  option: string,
  source: string,
  { current, input, onWait }: { current: string; input: Input; onWait: () => void },
): Promise<StateObject> {
  const place = source === '-' ? 'standard input' : source;
  if (source === '-' && input.isTTY) onWait();
  let text: string;
  try {
    const bytes =
      source === '-' ? await buffer(input) : await readFile(path.resolve(current, source));
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw refused(option, place, reasonOf(error));
  }
  const parsed = parseStateJson(text);
  if ('problem' in parsed) throw refused(option, place, parsed.problem.message);
  if (!isObject(parsed.value)) {
    throw refused(option, place, 'The text is JSON, but no object.');
  }
  return parsed.value;
}

function refused(option: string, place: string, reason: string): PraxisError {
  return new PraxisError(
    'InvalidParams',
    `${option}: ${place} cannot be used. ${reason.replace(/\.?$/, '.')}`,
    'Give a JSON object with a key for each field: {"tests_passed": true}.',
    { path: option },
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  switch ('code' in error ? error.code : undefined) {
    case 'ENOENT':
      return 'There is no such file.';
    case 'EISDIR':
      return 'It is a folder.';
    case 'EACCES':
      return 'It may not be read.';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'The text is not UTF-8.';
    default:
      return error.message;
  }
}
