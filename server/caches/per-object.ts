/**
 * Computes a value once for each object, and keeps it as long as the object lives. For values of the caches:
 * they never change, so what is read from one holds for all who ask.
 */
export function perObject<K extends object, V extends object>(compute: (of: K) => V): (of: K) => V {
  const values = new WeakMap<K, V>();
  return (of) => {
    const known = values.get(of);
    if (known !== undefined) return known;
    const made = compute(of);
    values.set(of, made);
    return made;
  };
}
