import { describe, expect, it } from 'vitest';
import type { DataNode, Scalar } from '../../../server/syntax/data-tree.ts';
import { parseYaml } from '../../../server/syntax/yaml.ts';
import record from './pyyaml-scalars.json' with { type: 'json' };

/** Recorded by scripts/record-pyyaml.py: a text and what the safe loader reads, as [type, value]. */
type Reading = readonly [type: string, value?: unknown];

/** Where we read something else, and why. */
const deviations: Readonly<Record<string, string>> = {
  'v: !!binary aGk=\n': 'bytes have no place in a gate: the text stays',
  'a: !!binary |\n  aGk=\n': 'bytes have no place in a gate: the text stays',
  'v: !!set {a, b}\n': 'a set is a map of nothing',
  'v: !!omap [a: 1, b: 2]\n': 'an ordered map is a list of maps',
  'v: !!pairs [a: 1, a: 2]\n': 'pairs are a list of maps',
  "1: a\n'1': b\n": 'keys compare as text (FORMAT.md (i), 24)',
  '1: a\n1.0: b\n': 'keys compare as text (FORMAT.md (i), 24)',
  'on: a\nyes: b\n': 'keys compare as text (FORMAT.md (i), 24)',
  '010: a\n8: b\n': 'keys compare as text (FORMAT.md (i), 24)',
  'evidence_schema:\n  1:\n    type: string\n  on:\n    type: boolean\n  2024-01-02:\n    type: list\n':
    'keys compare as text; in Python 1 equals True (FORMAT.md (i), 24)',
  'a: "b\nc"\n':
    'YAML wants quoted text indented; PyYAML does not insist. Ours sees a missing quote',
  'a: [\nb\n]\n':
    'YAML wants brackets indented; PyYAML does not insist. Ours sees a missing bracket',
  'v: [-]\n': 'YAML allows no lone dash between brackets',
  'a: {b\n  : 1}\n': 'YAML allows it between braces, PyYAML does not',
  '...\n': 'the end of a document that never began',
};

describe('what PyYAML reads, we read', () => {
  const readings = record.readings as unknown as readonly (readonly [string, Reading])[];

  it.each(readings.filter(([text]) => !(text in deviations)))('%j', (text, reading) => {
    expect(ours(text)).toBe(theirs(reading));
  });

  it.each(Object.entries(deviations))('but for %j: %s', (text) => {
    const reading = readings.find(([recorded]) => recorded === text)?.[1] ?? ['unrecorded'];
    expect(ours(text)).not.toBe(theirs(reading));
  });
});

/** Either reading in one notation that keeps types apart, but not integers from whole floats. */
function ours(text: string): string {
  const { root, problems } = parseYaml(text);
  const isRefused = problems.some(({ kind }) => kind !== 'duplicate-key');
  return isRefused ? 'error' : notation(root);
}

function notation(node: DataNode | undefined): string {
  switch (node?.kind) {
    case undefined:
      return 'null';
    case 'scalar':
      return scalarNotation(node.value);
    case 'array':
      return `[${node.items.map(notation).join()}]`;
    case 'object': {
      const counting = new Map(node.entries.map((entry) => [entry.key, entry]));
      const entries = [...counting.values()];
      return mapNotation(
        entries.map(({ keyNode, value }) => [scalarNotation(keyNode.value), notation(value)]),
      );
    }
  }
}

function scalarNotation(value: Scalar): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return value instanceof Date ? value.toISOString() : String(value);
}

function mapNotation(pairs: readonly (readonly [string, string])[]): string {
  return `{${pairs
    .map(([key, value]) => `${key}: ${value}`)
    .sort()
    .join()}}`;
}

function theirs([type, value]: Reading): string {
  switch (type) {
    case 'error':
    case 'null':
      return type;
    case 'bool':
      return String(value);
    case 'int':
    case 'float':
      return numberNotation(String(value));
    case 'str':
      return JSON.stringify(value);
    case 'date':
    case 'datetime':
      return new Date(String(value).replace(/(\.\d{3})\d+/, '$1')).toISOString();
    case 'list':
      return `[${(value as Reading[]).map(theirs).join()}]`;
    case 'dict':
      return mapNotation(
        (value as [Reading, Reading][]).map(([key, item]) => [theirs(key), theirs(item)]),
      );
    default:
      return `${type} ${JSON.stringify(value)}`;
  }
}

function numberNotation(text: string): string {
  const number = Number(text.replace('inf', 'Infinity'));
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(number) ? text : String(number);
}
