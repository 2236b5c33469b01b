import path from 'node:path';
import { parseMarkdown } from '../../syntax/markdown.ts';
import { blocksOf, type MarkdownTree } from '../../syntax/markdown-tree.ts';
import { below, type FilePath } from '../../workspace/paths.ts';
import { asCode, asText, heading, paragraphs } from '../markup.ts';
import { phaseInFolder, whatIsAt } from '../workflow-places.ts';
import type { HoverContext } from './hover-context.ts';

/**
 * What a file is, in short: its title, its size, the first words of its objective; or that it is
 * not there. Undefined for a file that nothing is known of.
 */
export function fileCard(
  file: FilePath,
  { workflow, textOf }: Pick<HoverContext, 'workflow' | 'textOf'>,
): string | undefined {
  const known = whatIsAt(workflow, file);
  const text = textOf(file);
  const place = below(workflow.folder, file) ?? path.basename(file);
  if (known === undefined && text === undefined) {
    const phase = phaseInFolder(workflow, path.dirname(file));
    const isMissing =
      workflow.missing.has(file) || phase?.names.includes(path.basename(file)) === false;
    return isMissing ? missingCard(place, phase?.tasks.map(({ name }) => name) ?? []) : undefined;
  }
  const tree = text === undefined ? undefined : parseMarkdown(text);
  const title =
    (known?.task ?? known?.phase)?.summary?.title?.text ??
    (tree && titleOf(tree)) ??
    path.basename(file);
  const steps = known?.task?.summary?.steps.length ?? 0;
  const facts = [
    asCode(place),
    ...(tree === undefined ? [] : [counted(tree.lineCount, 'line')]),
    ...(steps === 0 ? [] : [counted(steps, 'step')]),
  ];
  return paragraphs(heading(asText(title)), facts.join(' · '), tree && objectiveOf(tree));
}

function missingCard(place: string, tasks: readonly string[]): string {
  const others = tasks.slice(0, MOST_NAMES).map(asCode).join(', ');
  return paragraphs(
    heading(`Not there: ${asCode(place)}`),
    others === '' ? undefined : `The tasks in this folder: ${others}`,
  );
}

const MOST_NAMES = 10;

function titleOf(tree: MarkdownTree): string | undefined {
  return blocksOf(tree, 'heading').find(({ level }) => level === 1)?.text;
}

/** The beginning of what stands under a heading such as `Objective`, as text. */
function objectiveOf(tree: MarkdownTree): string | undefined {
  const index = tree.blocks.findIndex(
    (block) => block.kind === 'heading' && block.level > 1 && OBJECTIVE.test(block.text),
  );
  if (index === -1) return undefined;
  const section = tree.blocks.slice(index + 1, index + 1 + MOST_BLOCKS);
  const end = section.findIndex(({ kind }) => kind === 'heading');
  const texts = section
    .slice(0, end === -1 ? undefined : end)
    .flatMap((block) => (block.kind === 'paragraph' || block.kind === 'item' ? block.text : []));
  return asText(texts.join(' '), 300);
}

const OBJECTIVE = /\b(?:objective|overview|purpose|goal)\b/i;
const MOST_BLOCKS = 4;

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
