import { lineBefore } from '../syntax/line.ts';
import { parseMarkdown } from '../syntax/markdown.ts';
import { type Block, type CodeBlock, firstFrom } from '../syntax/markdown-tree.ts';
import { blankNestedFences } from '../syntax/nested-fences.ts';
import type { TextRange } from '../syntax/text-range.ts';
import { type Command, parseCommands } from './commands.ts';
import { readNumberedTitle } from './numbered-title.ts';

/** What a task file tells to do, one by one (FORMAT.md (c), end). */
export type TaskStep =
  /** A `### Step 2: Title` heading; what follows it up to the next one lies within it. */
  | { readonly type: 'step'; readonly description: string; readonly number: number }
  /** A 🛑 EXECUTE-NOW with the shell command below it. */
  | {
      readonly type: 'execute_command';
      readonly description: string;
      readonly command: string;
      /** What the 📊 COUNT-AND-DOCUMENT behind it asks to record. */
      readonly evidenceRequired?: string;
    }
  /** A 🔍 QUERY-AND-DECIDE: a question whose answer decides how to go on. */
  | { readonly type: 'decision_point'; readonly description: string };

/** The steps of a task file, or of a rendered task, in the order of the text. Never fails. */
export function stepsOf(text: string): TaskStep[] {
  const { text: readable } = blankNestedFences(text, standsInNoExample);
  const tree = parseMarkdown(readable);
  const commands = parseCommands(tree, readable).filter(({ form }) => form === 'command');
  const found: { readonly start: number; readonly step: TaskStep }[] = [];
  for (const block of tree.blocks) {
    if (block.kind !== 'heading') continue;
    const title = readNumberedTitle(block.text, 'step');
    if (title === undefined) continue;
    const { number, name = `Step ${number}` } = title;
    found.push({ start: block.range.start, step: { type: 'step', description: name, number } });
  }
  for (const [index, command] of commands.entries()) {
    const step = stepOf(command, commands.slice(index + 1, index + 5), tree.blocks, readable);
    if (step !== undefined) found.push({ start: command.range.start, step });
  }
  return found.toSorted((a, b) => a.start - b.start).map(({ step }) => step);
}

function stepOf(
  { name, argument, range }: Command,
  following: readonly Command[],
  blocks: readonly Block[],
  text: string,
): TaskStep | undefined {
  const description = withoutEmphasis(argument);
  if (name === 'QUERY-AND-DECIDE') return { type: 'decision_point', description };
  if (name !== 'EXECUTE-NOW') return undefined;
  const code = shellBelow(range, following[0]?.range.start ?? text.length, blocks);
  if (code === undefined) return undefined;
  const nextTask = following.findIndex((next) => next.name === 'EXECUTE-NOW');
  const evidence = following
    .slice(0, nextTask === -1 ? following.length : nextTask)
    .find((next) => next.name === 'COUNT-AND-DOCUMENT');
  const isNear = evidence !== undefined && evidence.range.start - code.range.end <= NEAR;
  return {
    type: 'execute_command',
    description,
    command: commandIn(code, text),
    ...(!isNear ? {} : { evidenceRequired: withoutEmphasis(evidence.argument) }),
  };
}

/** How far behind its command, in characters, what it asks to record may stand. */
const NEAR = 500;
const SHELLS = /^(?:(?:bash|shell|sh|zsh|console|terminal|shell-?session)\b.*)?$/i;

/**
 * The shell command that belongs to a command: the next fence before `limit`, where the next command
 * begins. Lists may come before it, and lines that lead to it; a heading, a table or prose ends the search.
 */
function shellBelow(
  { start, end }: TextRange,
  limit: number,
  blocks: readonly Block[],
): CodeBlock | undefined {
  for (let index = firstFrom(blocks, start); index < blocks.length; index += 1) {
    const block = blocks[index];
    if (block === undefined || block.range.start >= limit) return undefined;
    if (block.range.start < end) continue;
    if (block.kind === 'code')
      return block.fenced && SHELLS.test(block.info.trim()) ? block : undefined;
    if (block.kind === 'heading' || block.kind === 'table') return undefined;
    if (block.kind === 'paragraph' && !leadsOn(block.text, block.source, block.textRange)) {
      return undefined;
    }
  }
  return undefined;
}

/** Whether a paragraph introduces what follows: it ends in a colon, or is in bold. */
function leadsOn(text: string, source: TextRange, textRange: TextRange): boolean {
  const isBold = textRange.start - source.start >= 2 && source.end - textRange.end >= 2;
  return isBold || text.endsWith(':');
}

/** The lines of a block, without the indentation and quote marks before its fence. */
function commandIn({ range, bodyRange }: CodeBlock, text: string): string {
  const indent = lineBefore(text, range.start, 200).length;
  return text
    .slice(bodyRange.start, bodyRange.end)
    .split(/\r\n?|\n/)
    .map((line) => line.slice(/^[\s>]*/.exec(line.slice(0, indent))?.[0].length ?? 0))
    .join('\n')
    .trim();
}

function withoutEmphasis(argument: string): string {
  return argument.replaceAll(/\*\*|__/g, '').trim();
}

/** Whether a line is part of the task itself, so that no example can reach over it. */
function standsInNoExample(line: string): boolean {
  return /^#{1,6}\s+(?:\W*step\s+\d|\W*(?:completion criteria|next task|navigation)\b)/i.test(line);
}
