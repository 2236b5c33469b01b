import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { distance } from 'fastest-levenshtein';
import settingsSchema from '../../schemas/settings.schema.json' with { type: 'json' };
import type { Settings } from './settings.ts';

/** The settings of somebody who set nothing; `schemas/settings.schema.json` names the same. */
export const DEFAULT_SETTINGS: Settings = {
  cache: { mode: 'auto' },
  diagnostics: { scope: 'workflow', channel: 'auto', syntax: 'auto', rules: {} },
  ignore: [],
  trusted: true,
  retrieval: { enabled: true, model: '', allowHub: false, tasks: false },
  log: { level: 'info' },
};

type Json = Record<string, unknown>;

/**
 * Reads settings as clients send them: nested under `praxis` or bare, with dotted keys or without.
 *
 * @returns the settings with the default of each wrong value, and one sentence on each of these.
 */
export function readSettings(sent: unknown): {
  settings: Settings;
  problems: readonly string[];
} {
  if (sent === undefined || sent === null) return { settings: DEFAULT_SETTINGS, problems: [] };
  const unwrapped = isObject(sent) ? expandDots(sent) : sent;
  const given = isObject(unwrapped) && 'praxis' in unwrapped ? unwrapped.praxis : unwrapped;
  const praxis = isObject(given) ? expandDots(given) : (given ?? {});
  if (!isObject(praxis) || isNestedDeeper(praxis, MOST_LEVELS)) {
    const fault = isObject(praxis) ? 'are nested too deep' : 'must be an object';
    return {
      settings: DEFAULT_SETTINGS,
      problems: [`The settings ${fault}; all defaults are used.`],
    };
  }
  const problems: string[] = [];
  const validate = validator();
  const valid = structuredClone(praxis);
  if (!validate({ praxis: valid })) {
    // One value may be wrong in two ways; which values are right says most.
    const faults = new Map((validate.errors ?? []).map((error) => [error.instancePath, error]));
    for (const error of validate.errors ?? []) {
      if (error.keyword === 'enum') faults.set(error.instancePath, error);
    }
    for (const error of faults.values()) problems.push(dropAt(valid, error));
  }
  for (const path of unknownPaths(praxis, DEFAULT_SETTINGS as unknown as Json)) {
    problems.push(unknownSetting(path));
  }
  return {
    settings: merge(DEFAULT_SETTINGS as unknown as Json, valid) as unknown as Settings,
    problems: [...new Set(problems)],
  };
}

/** Settings have three levels. What is far deeper would be too much for those who copy it. */
const MOST_LEVELS = 20;

function isNestedDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isNestedDeeper(each, levels - 1));
}

let compiled: ValidateFunction | undefined;

function validator(): ValidateFunction {
  // The schema is our own and tested; checking it against the meta schema would cost 40 ms.
  compiled ??= new Ajv({
    allErrors: true,
    strict: false,
    verbose: true,
    meta: false,
    validateSchema: false,
  }).compile(settingsSchema);
  return compiled;
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a string',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

/** Takes out the setting that an error is about, so that its default counts, and says so. */
function dropAt(settings: Json, error: ErrorObject): string {
  const path = error.instancePath
    .split('/')
    .slice(2)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  let holder = settings;
  for (const key of path) {
    const value = holder[key];
    if (isObject(value) && key !== path.at(-1)) {
      holder = value;
    } else {
      // Of a list that has one wrong item nothing is taken.
      delete holder[key];
      break;
    }
  }
  const { allowedValues, type } = error.params;
  const expected: string = Array.isArray(allowedValues)
    ? `must be one of ${allowedValues.join(', ')}`
    : type in NOUNS
      ? `must be ${NOUNS[type]}`
      : (error.message ?? 'is not allowed');
  const got = JSON.stringify(error.data)?.slice(0, 60);
  return `The setting ${['praxis', ...path].join('.')} ${expected}, got ${got}; its default is used.`;
}

/** The paths of keys that no setting has; what stands below `rules` is the user's own. */
function unknownPaths(given: Json, known: Json, above: readonly string[] = []): string[] {
  return Object.entries(given).flatMap(([key, value]) => {
    const path = [...above, key];
    const name = path.join('.');
    if (!(key in known)) return [name];
    return name !== 'diagnostics.rules' && isObject(value) && isObject(known[key])
      ? unknownPaths(value, known[key], path)
      : [];
  });
}

function unknownSetting(path: string): string {
  const nearest = settingPaths(DEFAULT_SETTINGS as unknown as Json).toSorted(
    (a, b) => distance(path, a) - distance(path, b),
  )[0];
  const hint =
    nearest !== undefined && distance(path, nearest) * 2 <= path.length
      ? ` Did you mean praxis.${nearest}?`
      : '';
  return `There is no setting praxis.${path}.${hint}`;
}

function settingPaths(settings: Json, above: readonly string[] = []): string[] {
  return Object.entries(settings).flatMap(([key, value]) =>
    isObject(value) && Object.keys(value).length > 0
      ? settingPaths(value, [...above, key])
      : [[...above, key].join('.')],
  );
}

function merge(defaults: Json, given: Json): Json {
  return Object.fromEntries(
    Object.entries(defaults).map(([key, value]) => {
      const own = given[key];
      if (own === undefined) return [key, value];
      return [key, isObject(value) && isObject(own) && key !== 'rules' ? merge(value, own) : own];
    }),
  );
}

/** `{"cache.mode": "off"}` as `{cache: {mode: "off"}}`; below `rules` dots are the user's own. */
function expandDots(settings: Json): Json {
  const expanded: Json = {};
  for (const [dotted, value] of Object.entries(settings)) {
    const path = dotted.split('.').filter((key) => key !== '__proto__');
    const last = path.pop() ?? dotted;
    let at = expanded;
    for (const key of path) {
      const next = isObject(at[key]) ? at[key] : {};
      at[key] = next;
      at = next;
    }
    at[last] = isObject(value) && isObject(at[last]) ? { ...at[last], ...value } : value;
  }
  return expanded;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
