import { STATUS_MARKS } from './command-language.ts';

/** Without `✅/❌` at the end; no more of the text is looked at than such marks take. */
export function withoutStatus(text: string): string {
  const [marks = ''] = STATUS.exec(text.slice(-20)) ?? [];
  return text.slice(0, text.length - marks.length).trimEnd();
}

const STATUS = new RegExp(`(?:\\s*/?\\s*(?:${STATUS_MARKS.join('|')})\\uFE0F?)+$`, 'u');

/** Without such a mark before it, either: `✅ Works`. */
export function withoutStatusAround(text: string): string {
  return withoutStatus(text.replace(LEADING_STATUS, ''));
}

const LEADING_STATUS = new RegExp(`^(?:(?:${STATUS_MARKS.join('|')})\\uFE0F?\\s*)+(?=\\S)`, 'u');
