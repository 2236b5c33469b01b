/** A place where numbers that should run 1, 2, 3 … do not. Indices are into the list that was given. */
export type SequenceFault =
  | { readonly kind: 'repeated'; readonly index: number; readonly first: number }
  | { readonly kind: 'gap'; readonly index: number; readonly expected: number }
  | { readonly kind: 'order'; readonly index: number; readonly before: number };

/**
 * What is wrong with the numbers of tasks, one fault for each wrong number: a number that occurs
 * twice, one that stands after a higher one, one that leaves a gap below it. A list that begins with
 * 0 is judged from there; what is absent is taken for right. A number that was written twice in the
 * place of another leaves a gap too, which is not told again.
 */
export function sequenceFaults(numbers: readonly (number | undefined)[]): SequenceFault[] {
  const faults: SequenceFault[] = [];
  const firstIndex = new Map<number, number>();
  for (const [index, number] of numbers.entries()) {
    if (number === undefined) continue;
    const first = firstIndex.get(number);
    if (first === undefined) firstIndex.set(number, index);
    else faults.push({ kind: 'repeated', index, first });
  }
  const isRepeated = faults.length > 0;
  const hasUnknown = numbers.includes(undefined);
  let highest: number | undefined;
  for (const [number, index] of firstIndex) {
    if (highest !== undefined && number < highest) {
      const before = firstIndex.get(highest) ?? index;
      faults.push({ kind: 'order', index, before });
      continue;
    }
    highest = number;
    const isGap = number > 1 && !firstIndex.has(number - 1);
    if (isGap && !isRepeated && !hasUnknown) {
      faults.push({ kind: 'gap', index, expected: expectedAt(number, firstIndex) });
    }
  }
  return faults.toSorted((a, b) => a.index - b.index);
}

/** The lowest number that is missing right below `number`. */
function expectedAt(number: number, present: ReadonlyMap<number, number>): number {
  let expected = number - 1;
  while (expected > 1 && !present.has(expected - 1)) expected -= 1;
  return expected;
}
