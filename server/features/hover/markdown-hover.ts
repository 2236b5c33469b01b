import path from 'node:path';
import { type TextRange, touches } from '../../syntax/text-range.ts';
import { readLinkTarget } from '../../workflow/link-target.ts';
import { PLACEHOLDERS } from '../../workflow/plan/placeholders.ts';
import { asCode, heading, paragraphs } from '../markup.ts';
import { type MarkdownFile, phaseAround } from '../workflow-places.ts';
import { commandCard } from './command-card.ts';
import { evidenceCard, evidenceTypeCard } from './evidence-card.ts';
import { fileCard } from './file-card.ts';
import type { Hover, HoverContext } from './hover-context.ts';
import { commandAt, placeholderAt } from './markdown-things.ts';

type MarkdownHover = (document: MarkdownFile, context: HoverContext) => Hover | undefined;

/** Hover in Markdown: each kind of thing in turn; the first that is at the offset is told of. */
export const hoverInMarkdown: MarkdownHover = (document, context) => {
  for (const hover of [overCommand, overFile, overEvidence, overPlaceholder]) {
    const found = hover(document, context);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Commands, and mentions of them wherever they are. */
const overCommand: MarkdownHover = (document, { offset }) => {
  const found = commandAt(document, offset);
  return found && { range: found.range, markdown: commandCard(found.command) };
};

/** Targets of commands and links, and the files that phase.md lists its tasks with. */
const overFile: MarkdownHover = (document, context) => {
  const place = filePlaces(document).find(({ range }) => touches(range, context.offset));
  if (place === undefined || place.path === '') return undefined;
  const markdown = fileCard(path.resolve(path.dirname(document.file), place.path), context);
  return markdown === undefined ? undefined : { range: place.range, markdown };
};

function filePlaces(
  document: MarkdownFile,
): { readonly path: string; readonly range: TextRange }[] {
  const { commands, tree } = document.markdown;
  const listed = document.kind === 'phase' ? document.summary.tasks : [];
  return [
    ...commands.flatMap(({ targets }) => targets),
    ...listed.flatMap(({ file }, index) =>
      file === undefined ? [] : [{ path: file, range: document.locate(`task/${index}/file`) }],
    ),
    ...tree.links.flatMap(({ target, range }) => {
      const file = readLinkTarget(target)?.path;
      return file === undefined ? [] : [{ path: file, range }];
    }),
  ];
}

/** Names and types in the evidence table of phase.md. */
const overEvidence: MarkdownHover = (document, { workflow, offset }) => {
  if (document.kind !== 'phase') return undefined;
  for (const { name, type } of document.summary.gate.evidence) {
    const nameRange = document.locate(`evidence/${name}`);
    if (touches(nameRange, offset)) {
      const markdown = evidenceCard(name, phaseAround(document, workflow));
      return markdown === undefined ? undefined : { range: nameRange, markdown };
    }
    const typeRange = document.locate(`evidence/${name}/type`);
    if (type !== undefined && touches(typeRange, offset)) {
      const markdown = evidenceTypeCard(type);
      return markdown === undefined ? undefined : { range: typeRange, markdown };
    }
  }
  return undefined;
};

/** `[NAME]` in the templates of generated phases and tasks. */
const overPlaceholder: MarkdownHover = (document, { offset }) => {
  const found = placeholderAt(document, offset);
  if (found === undefined) return undefined;
  const placeholder = PLACEHOLDERS[found.of].find(({ name }) => name === found.name);
  if (placeholder === undefined) return undefined;
  const { name, meaning, example } = placeholder;
  const markdown = paragraphs(
    `${heading(asCode(`[${name}]`))} · replaced in each generated ${found.of}`,
    meaning,
    `For example: ${asCode(example)}`,
  );
  return { range: found.range, markdown };
};
