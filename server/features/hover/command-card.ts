import { type CommandSpec, codePointsOf } from '../../workflow/command-language.ts';
import type { Command } from '../../workflow/commands.ts';
import { asBlock, asCode, heading, paragraphs } from '../markup.ts';

/** What a command means, with an example; for an unknown NAME, what was probably meant. */
export function commandCard({ symbol, name, spec, nearest }: Command): string {
  if (spec !== undefined) return meaning(spec);
  return paragraphs(
    `${heading(`${symbol} ${name}`)} · no command`,
    nearest === undefined
      ? undefined
      : `Did you mean ${asCode(`${nearest.symbol} ${nearest.name}`)}? ${nearest.documentation}`,
  );
}

function meaning({ symbol, name, documentation, example }: CommandSpec): string {
  return paragraphs(
    `${heading(`${symbol} ${name}`)} · ${codePointsOf(symbol)}`,
    documentation,
    asBlock('markdown', example),
  );
}
