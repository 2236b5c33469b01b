import { describe, expect, it } from 'vitest';
import {
  implementedValidators,
  runLibraryValidator,
} from '../../../server/workflow/lambda/library.ts';
import { VALIDATOR_LIBRARY } from '../../../server/workflow/validator-library.ts';

type Expected = 'passes' | 'fails' | 'raises';
type Case = readonly [name: string, value: unknown, params: Record<string, unknown>, Expected];

const cases: readonly Case[] = [
  ['non_empty', 'a', {}, 'passes'],
  ['non_empty', [], {}, 'fails'],
  ['non_empty', {}, {}, 'fails'],
  ['non_empty', 5, {}, 'raises'],
  ['contains_any', 'tests ok', { patterns: ['PASS', 'ok'] }, 'passes'],
  ['contains_any', 'x', { patterns: [] }, 'fails'],
  ['contains_any', 5, { patterns: ['a'] }, 'raises'],
  ['matches_pattern', 'v1.2.3', { pattern: 'v\\d+' }, 'passes'],
  ['matches_pattern', 'xv1', { pattern: 'v\\d+' }, 'fails'],
  ['matches_pattern', 'a', { pattern: '[' }, 'raises'],
  ['min_length', 'abcd', { min_len: 4 }, 'passes'],
  ['min_length', '🎯🎯', { min_len: 3 }, 'fails'],
  ['min_length', 'abc', {}, 'raises'],
  ['min_length', 'abc', { min_len: 1, other: 2 }, 'raises'],
  ['max_length', [1, 2], { max_len: 2 }, 'passes'],
  ['max_length', [1, 2], { max_len: 1 }, 'fails'],
  ['positive', 1, {}, 'passes'],
  ['positive', 0, {}, 'fails'],
  ['positive', true, {}, 'passes'],
  ['positive', 'a', {}, 'raises'],
  ['positive', null, {}, 'raises'],
  ['non_negative', 0, {}, 'passes'],
  ['non_negative', -1, {}, 'fails'],
  ['negative', -0.5, {}, 'passes'],
  ['negative', 0, {}, 'fails'],
  ['in_range', 80, { min_val: 80, max_val: 100 }, 'passes'],
  ['in_range', 101, { min_val: 80, max_val: 100 }, 'fails'],
  ['in_range', 'a', { min_val: 80, max_val: 100 }, 'raises'],
  ['equals', { a: [1], b: 2 }, { expected: { b: 2, a: [1] } }, 'passes'],
  ['equals', true, { expected: 1 }, 'passes'],
  ['equals', '1', { expected: 1 }, 'fails'],
  ['not_equals', 'a', { forbidden: 'b' }, 'passes'],
  ['not_equals', null, { forbidden: null }, 'fails'],
  ['has_fields', { a: 1, b: 2 }, { fields: ['a', 'b'] }, 'passes'],
  ['has_fields', ['a'], { fields: ['a', 'b'] }, 'fails'],
  ['has_fields', 5, { fields: ['a'] }, 'raises'],
  ['valid_structure', { a: 1 }, { required_keys: ['a'] }, 'passes'],
  ['valid_structure', { a: 1 }, { required_keys: ['b'] }, 'fails'],
  ['valid_structure', ['a'], { required_keys: ['a'] }, 'fails'],
  ['yaml_parseable', 'a: 1', {}, 'passes'],
  ['yaml_parseable', '', {}, 'fails'],
  ['yaml_parseable', 'a: [', {}, 'fails'],
  ['yaml_parseable', 'null', {}, 'fails'],
  ['contains_success', 'Build SUCCESSFUL', {}, 'passes'],
  ['contains_success', 'all ✅', {}, 'passes'],
  ['contains_success', 'done', {}, 'fails'],
  ['contains_success', 5, {}, 'raises'],
  ['no_errors', 'fine', {}, 'passes'],
  ['no_errors', '1 Error', {}, 'fails'],
  ['no_errors', '❌', {}, 'fails'],
  ['contains_text', 'hello world', { text: 'world' }, 'passes'],
  ['contains_text', ['world'], { text: 'world' }, 'passes'],
  ['contains_text', 'x', { text: 5 }, 'raises'],
  ['not_contains_text', 'bye', { text: 'world' }, 'passes'],
  ['not_contains_text', 'world', { text: 'world' }, 'fails'],
  ['list_not_empty', [0], {}, 'passes'],
  ['list_not_empty', [], {}, 'fails'],
  ['list_not_empty', 'abc', {}, 'fails'],
  ['list_min_length', [1, 2], { min_len: 2 }, 'passes'],
  ['list_min_length', [1], { min_len: 2 }, 'fails'],
  ['list_min_length', 'abc', { min_len: 2 }, 'fails'],
  ['all_items_type', ['a', 'b'], { item_type: 'str' }, 'passes'],
  ['all_items_type', ['a', 1], { item_type: 'str' }, 'fails'],
  ['all_items_type', [], { item_type: 'int' }, 'passes'],
  ['all_items_type', [1, true], { item_type: 'integer' }, 'passes'],
  ['all_items_type', [1], { item_type: 'nothing' }, 'raises'],
  ['greater_than', 6, { threshold: 5 }, 'passes'],
  ['greater_than', 5, { threshold: 5 }, 'fails'],
  ['less_than', 4.5, { threshold: 5 }, 'passes'],
  ['less_than', 5, { threshold: 5 }, 'fails'],
  ['between', 5, { low: 1, high: 10 }, 'passes'],
  ['between', 1, { low: 1, high: 10 }, 'fails'],
  ['nothing', 1, {}, 'raises'],
  ['constructor', 1, {}, 'raises'],
];

describe('the library of validators', () => {
  it('implements what completion offers, and nothing else', () => {
    expect([...implementedValidators].sort()).toEqual(
      VALIDATOR_LIBRARY.map(({ name }) => name).sort(),
    );
  });

  it.each(cases)('%s of %j with %j %s', (name, value, params, expected) => {
    const outcome = runLibraryValidator(name, value, params);
    const got = outcome.ok ? (outcome.truthy ? 'passes' : 'fails') : 'raises';
    expect(got).toBe(expected);
  });

  it('tries every validator', () => {
    const tried = new Set(cases.map(([name]) => name));
    expect(VALIDATOR_LIBRARY.filter(({ name }) => !tried.has(name))).toEqual([]);
  });
});
