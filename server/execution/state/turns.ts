/** Actions with the same key happen one after the other, in the order in which they came. */
export class Turns {
  /** The last to come of each key, over when the action is; it never rejects. */
  readonly #last = new Map<string, Promise<void>>();

  /** Runs `action` when all that came before it are over, whatever became of them. */
  take<T>(key: string, action: () => Promise<T>): Promise<T> {
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(action);
    const over = (): void => {
      if (this.#last.get(key) === last) this.#last.delete(key);
    };
    const last = turn.then(over, over);
    this.#last.set(key, last);
    return turn;
  }
}
