import { ordered, truthy } from './comparison.ts';
import type { Machine, PythonValue } from './values.ts';

/**
 * The items in order: equal ones stay as they stood, in reverse order too.
 * @throws {Raised} TypeError where two of them have no order
 */
export function sorted(
  machine: Machine,
  items: readonly PythonValue[],
  key: PythonValue,
  reverse: PythonValue,
): PythonValue[] {
  machine.budget.items(items.length);
  const keyed = items.map((item) => ({
    item,
    by: key === null ? item : machine.call(key, [item]),
  }));
  const isReverse = truthy(reverse);
  if (isReverse) keyed.reverse();
  keyed.sort((a, b) => {
    if (ordered(machine, '<', a.by, b.by)) return -1;
    return ordered(machine, '<', b.by, a.by) ? 1 : 0;
  });
  if (isReverse) keyed.reverse();
  return keyed.map(({ item }) => item);
}
