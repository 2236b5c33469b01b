/** In how many passages each term occurs, kept while passages come and go. */
export class TermStatistics {
  readonly #counts = new Map<string, number>();
  #passages = 0;

  add(terms: Iterable<string>): void {
    this.#passages += 1;
    for (const term of new Set(terms)) this.#counts.set(term, (this.#counts.get(term) ?? 0) + 1);
  }

  remove(terms: Iterable<string>): void {
    this.#passages -= 1;
    for (const term of new Set(terms)) {
      const count = (this.#counts.get(term) ?? 0) - 1;
      if (count > 0) this.#counts.set(term, count);
      else this.#counts.delete(term);
    }
  }

  /** How much a term tells: BM25's inverse document frequency, above 0, in nats. */
  weightOf(term: string): number {
    const count = this.#counts.get(term) ?? 0;
    return Math.log(1 + (this.#passages - count + 0.5) / (count + 0.5));
  }
}
