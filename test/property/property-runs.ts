/** How often each promise is tried unless the test says otherwise; a nightly run sets thousands. */
export function propertyRuns(usual: number): { numRuns: number; seed?: number } {
  const { PRAXIS_PROPERTY_RUNS: runs, PRAXIS_PROPERTY_SEED: seed } = process.env;
  return {
    numRuns: runs === undefined ? usual : Number(runs),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  };
}
