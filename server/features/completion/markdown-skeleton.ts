import type { Phase, Workflow } from '../../workflow/snapshot.ts';
import { type MarkdownFile, nameIn, phaseAround, phaseNumbered } from '../workflow-places.ts';
import type { Offer } from './completion-item.ts';
import { literal, plainText, stop } from './snippet.ts';

/** The whole file, for one that is empty and has a form: a phase.md or a task. */
export function markdownSkeleton(
  document: MarkdownFile,
  workflow: Workflow,
  offset: number,
): readonly Offer[] {
  const phase = phaseAround(document, workflow);
  const { role } = document.place;
  if (phase === undefined) return [];
  const snippet =
    role.kind === 'phase'
      ? phaseSkeleton(phase, workflow)
      : role.kind === 'task'
        ? taskSkeleton(phase, workflow, role.name)
        : undefined;
  if (snippet === undefined) return [];
  return [
    {
      label: role.kind === 'task' ? role.name : 'phase.md',
      kind: 'file',
      detail: 'what such a file has',
      replace: { start: offset, end: offset },
      newText: plainText(snippet),
      snippet,
    },
  ];
}

function phaseSkeleton({ number, tasks, gate }: Phase, workflow: Workflow): string {
  const entry = workflow.metadata.phases.find(({ phaseNumber }) => phaseNumber === number);
  const rows = tasks.map(
    (task) =>
      `| ${task.number} | ${literal(nameIn(task.summary) ?? '')} | ${literal(task.name)} | ⬜ |`,
  );
  const evidence = (gate?.fields ?? []).map(
    (field) =>
      `| \`${literal(field.name)}\` | ${literal(field.type)} | ${literal(field.validator ?? '')} | ${literal(inCell(field.description))} |`,
  );
  const first = tasks[0]?.name ?? 'task-1-name.md';
  return lines(
    `# Phase ${number}: ${stop(1, entry?.phaseName ?? 'Name')}`,
    '',
    `**Purpose**: ${stop(2, entry?.purpose)}`,
    `**Deliverable**: ${stop(3)}`,
    '',
    '## Overview',
    '',
    stop(4),
    '',
    '## Tasks',
    '',
    '| # | Task | File | Status |',
    '|---|---|---|---|',
    ...rows,
    '',
    '## Validation Gate',
    '',
    '| Evidence | Type | Validator | Description |',
    '|---|---|---|---|',
    ...evidence,
    '',
    '## Navigation',
    '',
    `🎯 NEXT-MANDATORY: [${literal(first)}](${literal(first)})`,
    '',
  );
}

function taskSkeleton(phase: Phase, workflow: Workflow, file: string): string {
  const index = phase.tasks.findIndex(({ name }) => name === file);
  const number = phase.tasks[index]?.number ?? 1;
  const entry = workflow.metadata.phases
    .find(({ phaseNumber }) => phaseNumber === phase.number)
    ?.tasks?.find((task) => task.file === file);
  const next =
    phase.tasks[index + 1]?.name ??
    (phaseNumbered(workflow, phase.number + 1) && `../${phase.number + 1}/phase.md`);
  const command =
    next === undefined
      ? `🎯 PHASE-COMPLETE: Submit the evidence of phase ${phase.number}`
      : `🎯 NEXT-MANDATORY: [${literal(next)}](${literal(next)})`;
  return lines(
    `# Task ${number}: ${stop(1, entry?.name ?? 'Name')}`,
    '',
    '## Objective',
    '',
    stop(2, entry?.purpose),
    '',
    '## Steps',
    '',
    `### Step 1: ${stop(3, 'Name')}`,
    '',
    stop(4),
    '',
    '## Completion Criteria',
    '',
    `- [ ] ${stop(5)}`,
    '',
    '## Next Task',
    '',
    '↩️ RETURN-TO: phase.md',
    '',
    command,
    '',
  );
}

function lines(...all: readonly string[]): string {
  return all.join('\n');
}

function inCell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}
