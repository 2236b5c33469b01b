import { capitalised, Prose, Random } from './prose.ts';
import type { FieldPlan, PhasePlan, TaskPlan, WorkflowPlan } from './workflow-plan.ts';

/** The files of a workflow as its authors would write them, by their path inside its folder. */
export function* filesOf(plan: WorkflowPlan): Generator<readonly [path: string, text: string]> {
  const prose = new Prose(new Random(plan.seed + 1));
  yield ['metadata.json', metadataText(plan)];
  for (const phase of plan.phases) {
    const folder = `phases/${phase.number}`;
    const next = plan.phases[phase.number + 1];
    yield [`${folder}/phase.md`, phaseText(phase, prose)];
    yield [`${folder}/gate-definition.yaml`, gateText(phase)];
    for (const task of phase.tasks) {
      yield [`${folder}/${task.file}`, taskText(task, phase, next, prose)];
    }
  }
}

/** @param withoutTask leaves out the last task of this phase: a planted problem. */
export function metadataText(plan: WorkflowPlan, withoutTask?: number): string {
  const prose = new Prose(new Random(plan.seed + 2));
  const metadata = {
    workflow_type: plan.type,
    version: `1.${prose.random.integer(0, 9)}.${prose.random.integer(0, 9)}`,
    name: prose.title(),
    description: `${prose.sentence()} ${prose.sentence()}`,
    author: 'The praxis-ls bench',
    total_phases: plan.phases.length,
    estimated_duration: `${prose.random.integer(2, 9)} hours`,
    primary_outputs: [prose.sentence(), prose.sentence(), prose.sentence()],
    phases: plan.phases.map((phase) => ({
      phase_number: phase.number,
      phase_name: phase.name,
      purpose: phase.purpose,
      estimated_effort: `${phase.minutes} minutes`,
      key_deliverables: [prose.title(), prose.title()],
      validation_criteria: [prose.sentence(), prose.sentence()],
      tasks: phase.tasks
        .slice(0, phase.number === withoutTask ? -1 : undefined)
        .map(({ number: task_number, name, file, purpose }) => ({
          task_number,
          name,
          file,
          purpose,
        })),
      checkpoint: { required_evidence: phase.fields.map(({ name }) => name) },
    })),
  };
  return `${JSON.stringify(metadata, undefined, 2)}\n`;
}

function gateText({ number, fields }: PhasePlan): string {
  return [
    `# Gate of phase ${number}`,
    'checkpoint:\n  strict: false\n  allow_override: true\n',
    'evidence_schema:',
    ...fields.map(
      ({ name, type, description }) =>
        `  ${name}:\n    type: ${type}\n    required: true\n${validatorOf(type)}    description: "${description.replaceAll('"', '')}"\n`,
    ),
    ...validatorsFor(fields),
    'cross_field_validation:',
    `  - rule: "lambda e: len(e) >= ${Math.min(2, fields.length)}"`,
    '    error_message: "Submit the evidence of all tasks at once"\n',
  ].join('\n');
}

/** Only those that a field uses: another would be a finding. */
function validatorsFor(fields: readonly FieldPlan[]): string[] {
  const has = (type: FieldPlan['type']): boolean => fields.some((field) => field.type === type);
  const used = [
    ...(has('integer') ? ['  at_least_one: "lambda x: x >= 1"'] : []),
    ...(has('string') ? ['  is_told: "lambda x: len(x.strip()) > 0"'] : []),
  ];
  return used.length === 0 ? [] : [`validators:\n${used.join('\n')}\n`];
}

function validatorOf(type: FieldPlan['type']): string {
  if (type === 'integer') return '    validator: at_least_one\n';
  return type === 'string' ? '    validator: is_told\n' : '';
}

/** Odd phases in the dialect with tables, even ones in that with labels (FORMAT.md (c)). */
function phaseText(phase: PhasePlan, prose: Prose): string {
  return phase.number % 2 === 0 ? labelledPhase(phase, prose) : tabledPhase(phase, prose);
}

function labelledPhase(phase: PhasePlan, prose: Prose): string {
  const { number, name, purpose, minutes, tasks, fields } = phase;
  return blocks(
    `# Phase ${number}: ${name}`,
    [
      `**Phase Number:** ${number}  `,
      `**Purpose:** ${purpose}  `,
      `**Estimated Time:** ${minutes} minutes  `,
      `**Total Tasks:** ${tasks.length}`,
    ].join('\n'),
    '## 🎯 Phase Objective',
    prose.paragraph(3),
    '## Tasks in This Phase',
    ...tasks.map(
      ({ number: task, name: title, file }) =>
        `### Task ${task}: ${title}\n\n**File:** [${file}](${file})`,
    ),
    '## Execution Approach',
    '🛑 EXECUTE-NOW: Complete the tasks in order',
    '## Phase Deliverables',
    prose.list(2, '- ✅'),
    '## Validation Gate',
    `🛑 VALIDATE-GATE: ${name}`,
    fields
      .map(({ name: field, description }) => `- [ ] ${description}, \`${field}\` ✅/❌`)
      .join('\n'),
    `## Start Phase ${number}`,
    `🎯 NEXT-MANDATORY: [${tasks[0]?.file}](${tasks[0]?.file})`,
  );
}

function tabledPhase(phase: PhasePlan, prose: Prose): string {
  const { number, name, purpose, tasks, fields } = phase;
  return blocks(
    `# Phase ${number}: ${name}`,
    `**Purpose**: ${purpose}  \n**Deliverable**: ${capitalised(prose.thing())}`,
    '## Overview',
    prose.paragraph(4),
    '## Tasks',
    table(
      ['#', 'Task', 'File', 'Status'],
      tasks.map((task) => [String(task.number), task.name, task.file, '⬜']),
    ),
    '## Validation Gate',
    '🛑 VALIDATE-GATE: Evidence of this phase',
    table(
      ['Evidence', 'Type', 'Validator', 'Description'],
      fields.map((field) => [`\`${field.name}\``, field.type, 'see the gate', field.description]),
    ),
    '## Navigation',
    `🎯 NEXT-MANDATORY: ${tasks[0]?.file}`,
  );
}

function taskText(
  task: TaskPlan,
  phase: PhasePlan,
  nextPhase: PhasePlan | undefined,
  prose: Prose,
): string {
  const { random } = prose;
  const steps = random.integer(5, 6);
  return blocks(
    `# Task ${task.number}: ${task.name}`,
    `**Phase:** ${phase.number} (${phase.name})  \n**Purpose:** ${task.purpose}`,
    '## 🎯 Objective',
    prose.paragraph(2),
    '## Prerequisites',
    prose.list(2),
    `⚠️ CONSTRAINT: ${prose.sentence()}`,
    '## Steps',
    ...Array.from({ length: steps }, (_, step) => stepText(step + 1, phase, prose)),
    '## Common Mistakes',
    prose.list(2),
    '## Completion Criteria',
    `🛑 VALIDATE-GATE: ${task.name}`,
    Array.from({ length: 2 }, () => `- [ ] ${prose.sentence()} ✅/❌`).join('\n'),
    '## Next Task',
    '↩️ RETURN-TO: [phase.md](phase.md)',
    nextOf(task, phase, nextPhase),
  );
}

function stepText(step: number, phase: PhasePlan, prose: Prose): string {
  const field = prose.random.integer(0, phase.fields.length - 1);
  const parts = prose.random.pick<() => string[]>([
    () => [
      `🛑 EXECUTE-NOW: ${prose.sentence()}`,
      fence('bash', [
        'set -eu',
        `cd ${prose.noun()}`,
        `${prose.verb()} --limit ${step * 10} \\`,
        `  > ${prose.noun()}.txt`,
        `wc -l ${prose.noun()}.txt`,
        'echo "exit code $?"',
      ]),
    ],
    () => [
      `🔍 MUST-SEARCH: "how to ${prose.verb()} a ${prose.noun()}"`,
      prose.list(3, '1.'),
      fence('text', [prose.noun(), prose.noun(), prose.thing()]),
      `📊 COUNT-AND-DOCUMENT: The count is the evidence \`${phase.fields[field]?.name}\``,
    ],
    () => [
      table(
        ['what', 'where', 'how'],
        Array.from({ length: 3 }, () => [prose.noun(), `\`${prose.noun()}\``, prose.thing()]),
      ),
      `📖 DISCOVER-TOOL: ${capitalised(prose.verb())} the ${prose.thing()}`,
      prose.list(2),
    ],
    () => [
      fence('yaml', [
        `${prose.noun()}:`,
        `  owner: ${prose.noun()}`,
        `  limit: ${step}`,
        '  steps:',
        `    - ${prose.verb()}`,
        `    - ${prose.verb()}`,
      ]),
      `See [phase.md](phase.md) for the ${prose.thing()}.`,
    ],
  ])();
  return blocks(
    `### Step ${step}: ${capitalised(prose.verb())}`,
    prose.sentence(),
    ...parts,
  ).trimEnd();
}

function nextOf(task: TaskPlan, phase: PhasePlan, nextPhase: PhasePlan | undefined): string {
  const next = phase.tasks[task.number];
  if (next !== undefined) return `🎯 NEXT-MANDATORY: [${next.file}](${next.file})`;
  if (nextPhase === undefined) return '🎯 PHASE-COMPLETE: Submit the evidence of this phase';
  const target = `../${nextPhase.number}/phase.md`;
  return `🎯 NEXT-MANDATORY: [${target}](${target})`;
}

function blocks(...parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function fence(language: string, lines: readonly string[]): string {
  return ['```'.concat(language), ...lines, '```'].join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}
