import type { Gate } from '../../workflow/gate.ts';
import type { Phase, Workflow } from '../../workflow/snapshot.ts';
import { asCode, asText, heading, paragraphs } from '../markup.ts';
import { nameIn } from '../workflow-places.ts';

/** A phase in short: its tasks and what its gate asks for. */
export function phaseCard(phase: Phase, workflow: Workflow): string {
  const entry = workflow.metadata.phases.find(({ phaseNumber }) => phaseNumber === phase.number);
  const name = entry?.phaseName ?? nameIn(phase.summary);
  return paragraphs(
    heading(`Phase ${phase.number}${name === undefined ? '' : `: ${asText(name)}`}`),
    entry?.purpose === undefined ? undefined : asText(entry.purpose),
    tasksOf(phase),
    gateInShort(phase.gate),
  );
}

const MOST_LINES = 12;

function tasksOf({ tasks }: Phase): string {
  if (tasks.length === 0) return 'No task files.';
  const items = tasks.map(({ number, name, summary }) => {
    const title = nameIn(summary);
    return `- ${number}: ${title === undefined ? asCode(name) : asText(title)}`;
  });
  return `Tasks:\n\n${shortened(items)}`;
}

function gateInShort(gate: Gate | undefined): string {
  if (gate === undefined) return 'Gate: no file, so any evidence passes.';
  const items = gate.fields.map(
    ({ name, type, required }) =>
      `- ${asCode(name)}: ${asText(type)}${required ? ', required' : ''}`,
  );
  const kind = gate.strict ? 'strict' : 'lenient';
  return items.length === 0
    ? `Gate (${kind}): asks for no evidence.`
    : `Gate (${kind}):\n\n${shortened(items)}`;
}

function shortened(items: readonly string[]): string {
  const more = items.length - MOST_LINES;
  return [...items.slice(0, MOST_LINES), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}
