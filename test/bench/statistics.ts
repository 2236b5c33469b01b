/** What many samples of one figure come to, in the unit of the samples. */
export interface Distribution {
  readonly count: number;
  readonly min: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** @throws {RangeError} when there are no samples. */
export function distributionOf(samples: readonly number[]): Distribution {
  const sorted = samples.toSorted((a, b) => a - b);
  /** The smallest sample that is not below this share of all (nearest rank). */
  const quantile = (share: number): number => {
    const sample = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
    if (sample === undefined) throw new RangeError('There are no samples.');
    return sample;
  };
  return {
    count: sorted.length,
    min: quantile(0),
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    max: quantile(1),
  };
}

/** The factor by which a figure grows when the workspace becomes ten times as large, on average. */
export function growthPerTenfold(
  smaller: { readonly size: number; readonly figure: number },
  larger: { readonly size: number; readonly figure: number },
): number {
  const tenfolds = Math.log10(larger.size / smaller.size);
  return (larger.figure / smaller.figure) ** (1 / tenfolds);
}
