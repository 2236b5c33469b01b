import { describe, expect, it } from 'vitest';
import { stem } from '../../../../server/rag/words/stem.ts';
import { termsOf } from '../../../../server/rag/words/tokens.ts';

describe('the terms of a text', () => {
  it.each([
    ['How do I submit the evidence?', ['submit', 'evidenc']],
    ['total_phases', ['total_phases', 'total', 'phas']],
    ['UPDATE-TABLE', ['update-table', 'updat', 'tabl']],
    ['gate-definition.yaml', ['gate-definition.yaml', 'gate', 'definition', 'yaml']],
    ['completePhase', ['complete_phase', 'complet', 'phas']],
    [
      'parseHTTPHeaders.ts',
      ['parse_httpheaders.ts', 'parse_httpheaders', 'pars', 'httpheader', 'ts'],
    ],
    ['praxis/session/start', ['praxis/session/start', 'praxi', 'session', 'start']],
    ['prAxIs', ['praxis']],
    ['[PHASE_NUMBER]', ['phase_number', 'phas', 'number']],
    ['🛑 EXECUTE-NOW:', ['🛑', 'execute-now', 'execut', 'now']],
    ['Überprüfung naïve', ['uberprufung', 'naiv']],
    ['version 1.4.2', ['version', '1.4.2', '1', '4', '2']],
    ['the of and', []],
    ['', []],
  ])('%j are %j', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  it('do not tell whether a symbol has its second character', () => {
    expect(termsOf('⚠️ MUST-READ')).toEqual(termsOf('⚠ MUST-READ'));
    expect(termsOf('↩️')).toEqual(['↩']);
  });

  it('leave out what is no word', () => {
    expect(termsOf('x'.repeat(100))).toEqual([]);
    expect(termsOf('a_'.repeat(60)).every((term) => term.length <= 64)).toBe(true);
  });
});

describe('stems', () => {
  it.each([
    ['phases', 'phase'],
    ['validates', 'validated'],
    ['validating', 'validate'],
    ['running', 'runs'],
    ['policies', 'policy'],
    ['estimates', 'estimated'],
    ['required', 'requires'],
    ['classes', 'class'],
    ['checked', 'checking'],
    ['boxes', 'box'],
    ['splitting', 'split'],
  ])('of %s and %s are one', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });

  it.each([
    ['gate', 'gain'],
    ['string', 'strict'],
    ['need', 'ned'],
    ['this', 'thy'],
    ['process', 'proceed'],
  ])('of %s and %s are two', (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });
});
