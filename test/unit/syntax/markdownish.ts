import fc from 'fast-check';

/** Pieces that make markdown out of random text far more often than random characters do. */
const piece = fc.constantFrom(
  ...['# ', '## ', '- ', '* ', '1. ', '[ ] ', '[x] ', '> ', '```', '~~~', '`', '**', '*', '_', '|'],
  ...['---', ':-:', '===', '[', ']', '(', ')', '![', '](', ']: ', '<!--', '-->', '<a ', '<', '>'],
  ...[
    '\\',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '\t',
    '    ',
    '  ',
    'word',
    'a.md',
    '"',
    '&amp;',
    '🛑',
    '⚠️',
  ],
  ...['\uFEFF', '\u0000', '\uD83D', '\u2028'],
);

/** Texts with much markdown in them, most of it broken. */
export const markdownish = fc
  .array(fc.oneof({ weight: 6, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 60,
  })
  .map((pieces) => pieces.join(''));
