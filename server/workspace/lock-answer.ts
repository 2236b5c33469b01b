/** How proper-lockfile takes the answers of a disk. */
export type Callback = (error: unknown, result?: unknown) => void;

/** Answers proper-lockfile at once, with what a call of the disk gives or throws. */
export function answer(then: Callback, call: () => unknown): void {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    then(error);
    return;
  }
  then(null, result);
}
