/**
 * `Phase 2: Design`, with a colon, full stop or dash. Absent for other texts, for numbers such as
 * `1.2` and for the `[N]` of templates.
 */
export function readNumberedTitle(
  text: string,
  kind: 'phase' | 'task' | 'step',
): { number: number; name?: string } | undefined {
  const match = NUMBERED_TITLE.exec(text);
  if (match?.[1]?.toLowerCase() !== kind) return undefined;
  const [, , digits, name = ''] = match;
  return { number: Number(digits), ...(name === '' ? {} : { name }) };
}

const NUMBERED_TITLE =
  /^[^\p{L}\d]*(phase|task|step)\s+(\d{1,9})(?![.-]?\w)\s*(?:[:.–—-]\s*(.*))?$/iu;
