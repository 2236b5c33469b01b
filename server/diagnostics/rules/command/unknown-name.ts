import type { DocumentRule } from '../../rule.ts';
import { followsCommands } from './command-documents.ts';

export const unknownCommandName: DocumentRule = {
  scope: 'document',
  code: 'command/unknown-name',
  title: 'Command with an unknown name',
  severity: 'hint',
  page: {
    what: 'Behind a symbol of the command language stands a name with a hyphen and a colon that is none of its commands, but close to one: misspelt, or under the symbol of another.',
    why: 'Tools and agents look for the exact name. What they do not know they take for prose and pass over.',
    wrong: { language: 'markdown', text: '🎯 NEXT-MANDATRY: [task-2-review.md](task-2-review.md)' },
    right: {
      language: 'markdown',
      text: '🎯 NEXT-MANDATORY: [task-2-review.md](task-2-review.md)',
    },
  },
  *check(document) {
    if (!followsCommands(document)) return;
    for (const [index, { symbol, name, known, nearest }] of document.summary.commands.entries()) {
      if (known || nearest === undefined) continue;
      const isSymbolWrong = nearest.name === name;
      yield {
        at: `command/${index}/${isSymbolWrong ? 'symbol' : 'name'}`,
        message: isSymbolWrong
          ? `${name} stands behind ${nearest.symbol}, not behind ${symbol}.\nCommands are known by symbol and name together. Write ${nearest.symbol} ${name}.`
          : `${symbol} ${name} is no command: perhaps ${nearest.symbol} ${nearest.name} is meant.\nA name that nobody knows is passed over as prose. Write ${nearest.symbol} ${nearest.name}, or leave out the colon.`,
        data: { expected: isSymbolWrong ? nearest.symbol : nearest.name, symbol: nearest.symbol },
      };
    }
  },
};
