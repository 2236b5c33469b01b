/** How long a piece of background work may hold the thread, in milliseconds. */
const SLICE = 4;

/**
 * Runs work that yields between its units, a slice at a time, so that messages are read in
 * between. What it looks at may change between slices: `begin` is called before each.
 *
 * @returns what the work returns; undefined when `isCancelled` said so.
 */
export async function inSlices<T>(
  work: Generator<unknown, T>,
  options: { begin?: () => void; isCancelled?: () => boolean } = {},
): Promise<T | undefined> {
  for (;;) {
    if (options.isCancelled?.()) return undefined;
    options.begin?.();
    const until = performance.now() + SLICE;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
