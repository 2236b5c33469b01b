import { isLosslessNumber } from 'lossless-json';
import { parseStateJson, printStateJson } from './state-json.ts';
import { isObject, keysOf, type StateObject, type StateValue } from './state-value.ts';

/** More changes than this are counted, not told. */
const MOST_TOLD = 8;

/** Longer values are named, not shown, in UTF-16 code units. */
const LONGEST_SHOWN = 60;

/**
 * What happened to a state file meanwhile, in sentences for a StateConflict: from the text that the caller knew to the
 * one that was found, undefined if the file is gone (`StateFileConflict`). Always at least one sentence.
 */
export function describeConflict(before: string, found: string | undefined): readonly string[] {
  if (found === undefined) return ['The state file was deleted.'];
  const now = parseStateJson(found);
  if ('problem' in now) return [`The state file cannot be read any more. ${now.problem.message}`];
  const then = parseStateJson(before);
  if (!('value' in then) || !isObject(then.value) || !isObject(now.value)) {
    return ['The state file was replaced by another text.'];
  }
  const changes = changesBetween(then.value, now.value);
  if (changes.length === 0) return ['The state file was written again, with the same content.'];
  if (changes.length <= MOST_TOLD) return changes;
  const untold = changes.length - MOST_TOLD + 1;
  return [...changes.slice(0, MOST_TOLD - 1), `There are ${untold} more changes.`];
}

function changesBetween(then: StateObject, now: StateObject): string[] {
  return namesIn(then, now).flatMap((name) => {
    const before = own(then, name);
    const after = own(now, name);
    if (same(before, after)) return [];
    switch (name) {
      case 'completed_phases':
        return completedPhases(before, after) ?? [change(name, before, after)];
      case 'checkpoints':
        return inner(name, before, after, (phase, _, checkpoint) =>
          checkpoint === undefined
            ? `The checkpoint of phase ${phase} was removed.`
            : `The checkpoint of phase ${phase} is now ${shown(checkpoint)}.`,
        );
      case 'phase_artifacts':
        return inner(name, before, after, (phase, old, artifact) =>
          artifact === undefined
            ? `The evidence of phase ${phase} was removed.`
            : `The evidence of phase ${phase} was ${old === undefined ? 'given' : 'replaced'}.`,
        );
      case 'metadata':
        return inner(name, before, after, (key, old, value) =>
          change(`metadata.${key}`, old, value),
        );
      default:
        return [change(name, before, after)];
    }
  });
}

/** One sentence for each key that differs; for the whole, where one of the two is no object. */
function inner(
  name: string,
  before: StateValue | undefined,
  after: StateValue | undefined,
  tell: (key: string, old: StateValue | undefined, value: StateValue | undefined) => string,
): string[] {
  if (!isObject(before) || !isObject(after)) return [change(name, before, after)];
  return namesIn(before, after)
    .filter((key) => !same(own(before, key), own(after, key)))
    .map((key) => tell(key, own(before, key), own(after, key)));
}

function completedPhases(before: StateValue | undefined, after: StateValue | undefined) {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined;
  const [old, current] = [before.map(shown), after.map(shown)];
  const sentences = [
    ...current
      .filter((phase) => !old.includes(phase))
      .map((phase) => `Phase ${phase} is now completed.`),
    ...old
      .filter((phase) => !current.includes(phase))
      .map((phase) => `Phase ${phase} is no longer completed.`),
  ];
  return sentences.length === 0 ? undefined : sentences;
}

function change(
  name: string,
  before: StateValue | undefined,
  after: StateValue | undefined,
): string {
  if (after === undefined) return `${name} was removed.`;
  if (before === undefined) return `${name} was added: ${shown(after)}.`;
  const [old, now] = [shown(before), shown(after)];
  return old === now ? `${name} was changed.` : `${name} went from ${old} to ${now}.`;
}

function shown(value: StateValue): string {
  if (typeof value === 'string' && value.length <= LONGEST_SHOWN) return `"${value}"`;
  const text = value !== null && typeof value === 'object' ? containerText(value) : String(value);
  return text.length <= LONGEST_SHOWN ? text : 'another value';
}

function containerText(value: object): string {
  if (isLosslessNumber(value)) return value.value;
  const printed = printStateJson(value as StateValue);
  return 'text' in printed ? printed.text.replace(/\s*\n\s*/g, ' ') : 'another value';
}

function namesIn(then: StateObject, now: StateObject): readonly string[] {
  return [...new Set([...keysOf(then), ...keysOf(now)])];
}

function own(object: StateObject, key: string): StateValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function same(a: StateValue | undefined, b: StateValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const [first, second] = [printStateJson(a), printStateJson(b)];
  return 'text' in first && 'text' in second && first.text === second.text;
}
