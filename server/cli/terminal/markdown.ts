import type { Colours } from './terminal.ts';

const FENCE = /^ {0,3}(?:```|~~~)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/;

/**
 * Markdown as it is read at a terminal: headings and emphasis bold, code in a colour, links as their
 * text. Without colours the text stays what it is: Markdown reads well, and programs expect it.
 */
export function renderMarkdown(text: string, colours: Colours): string {
  if (!colours.isColorSupported) return text.trimEnd();
  let inFence = false;
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (FENCE.test(line)) {
        inFence = !inFence;
        return colours.dim(line);
      }
      if (inFence) return colours.cyan(line);
      const [, level = '', title] = HEADING.exec(line) ?? [];
      if (title !== undefined) {
        const shown = colours.bold(inline(title, colours, false));
        return level === '#' ? colours.underline(shown) : shown;
      }
      return inline(line.trimEnd(), colours, true);
    })
    .join('\n');
}

const SPANS = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]*)\]\(([^)\s]*)\)/g;

function inline(line: string, colours: Colours, bold: boolean): string {
  return line.replaceAll(
    SPANS,
    (whole, code?: string, strong?: string, label?: string, target?: string) => {
      if (code !== undefined) return colours.cyan(code);
      if (strong !== undefined) return bold ? colours.bold(strong) : strong;
      if (label === undefined || target === undefined) return whole;
      return label === target || label === ''
        ? colours.underline(target)
        : `${label} ${colours.dim(`(${target})`)}`;
    },
  );
}
