/** What commander refuses, as a sentence of ours: with a capital and a full stop, and no `error: `. */
export function sentenceOf(message: string): string {
  const sentence = message.replace(/^error: /, '').replace(/([^.?!)])$/, '$1.');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Takes an option that may be given several times, as a list in the order of the line. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
