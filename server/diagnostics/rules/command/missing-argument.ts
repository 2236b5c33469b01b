import { blocksOf } from '../../../syntax/markdown-tree.ts';
import { leadsToFile } from '../../../workflow/command-language.ts';
import type { Command } from '../../../workflow/commands.ts';
import type { DocumentRule } from '../../rule.ts';
import { type CommandDocument, followsCommands } from './command-documents.ts';

export const missingArgument: DocumentRule = {
  scope: 'document',
  code: 'command/missing-argument',
  title: 'Command without an argument',
  severity: 'warning',
  page: {
    what: 'Nothing stands behind the colon of a command, nor below it up to the next command or heading. A command that leads to a file needs a file there, or words on the line below.',
    why: 'The command says that something is to be done, and not what.',
    wrong: { language: 'markdown', text: '🎯 NEXT-MANDATORY:' },
    right: {
      language: 'markdown',
      text: '🎯 NEXT-MANDATORY: [task-2-review.md](task-2-review.md)',
    },
  },
  *check(document) {
    if (!followsCommands(document)) return;
    const commands = document.markdown.commands.filter(({ form }) => form === 'command');
    for (const [index, command] of commands.entries()) {
      const { spec, argument } = command;
      if (spec === undefined || spec.argument === 'none' || argument !== '') continue;
      if (!isFollowedByNothing(document, command, commands[index + 1])) continue;
      yield {
        at: `command/${index}/name`,
        message: `${spec.name} says nothing: there is no text behind its colon.\n${spec.documentation} For example: ${spec.example}`,
        data: { example: spec.example },
      };
    }
  },
};

/** An argument may stand below the command as well: a list, a fence, a paragraph. */
function isFollowedByNothing(
  { text, markdown }: CommandDocument,
  { range, spec }: Command,
  next: Command | undefined,
): boolean {
  const heading = blocksOf(markdown.tree, 'heading').find(
    (candidate) => candidate.range.start >= range.end,
  );
  const end = Math.min(
    next?.range.start ?? text.length,
    heading?.range.start ?? text.length,
    // Nobody looks further for what a command is about.
    range.end + 2_000,
  );
  const below = text.slice(range.end, end);
  if (/^[\s*_>#-]*$/.test(below)) return true;
  if (!leadsToFile(spec?.argument)) return false;
  // A paragraph of its own tells about the way and is none: "Continue with the review."
  const isOnNextLine = /^[^\S\r\n]*(?:\r\n?|\n)[^\S\r\n]*[^\s#]/.test(below);
  return (
    !isOnNextLine &&
    !/\]\(|\.md\b/.test(below) &&
    !/^\s*(?:```|~~~|[-*+>|]\s|\d+[.)]\s)/.test(below)
  );
}
