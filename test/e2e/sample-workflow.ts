/** The text of each file of a workflow, by its path below a root. */
export type WorkspaceFiles = Readonly<Record<string, string>>;

/**
 * A small workflow without a fault: two phases of two tasks, each phase with a gate, linked from
 * the first task to the last.
 *
 * @param type the name of its folder
 * @param base the folder that its folder stands in, below the root
 */
export function sampleWorkflow(type: string, base = 'workflows'): WorkspaceFiles {
  const folder = `${base}/${type}`;
  return {
    [`${folder}/metadata.json`]: sampleMetadata(type),
    [`${folder}/phases/0/phase.md`]: phase(0, 'Prepare'),
    [`${folder}/phases/0/gate-definition.yaml`]: SAMPLE_GATE,
    [`${folder}/phases/0/task-1-collect.md`]: task(1, 'Collect', 'task-2-check.md'),
    [`${folder}/phases/0/task-2-check.md`]: task(2, 'Check', '../1/phase.md'),
    [`${folder}/phases/1/phase.md`]: phase(1, 'Deliver'),
    [`${folder}/phases/1/gate-definition.yaml`]: SAMPLE_GATE,
    [`${folder}/phases/1/task-1-collect.md`]: task(1, 'Collect', 'task-2-check.md'),
    [`${folder}/phases/1/task-2-check.md`]: task(2, 'Check'),
  };
}

/** The metadata of {@link sampleWorkflow}, with some of its fields replaced. */
export function sampleMetadata(
  type: string,
  fields: Readonly<Record<string, unknown>> = {},
): string {
  const metadata = {
    workflow_type: type,
    version: '1.0.0',
    name: 'Sample',
    description: 'A small workflow that tests open, break and repair.',
    total_phases: 2,
    estimated_duration: '1 hour',
    primary_outputs: ['A checked collection'],
    phases: [phaseEntry(0, 'Prepare'), phaseEntry(1, 'Deliver')],
    ...fields,
  };
  return `${JSON.stringify(metadata, undefined, 2)}\n`;
}

/** The gate of both phases. `phase.md` announces its field `items_counted`. */
export const SAMPLE_GATE = `checkpoint:
  strict: false
evidence_schema:
  items_counted:
    type: integer
    required: true
    description: "Items in the collection"
`;

function phaseEntry(number: number, name: string) {
  return {
    phase_number: number,
    phase_name: name,
    purpose: `What ${name} is for`,
    estimated_effort: '30 minutes',
    key_deliverables: ['A list'],
    validation_criteria: ['The list is complete'],
    tasks: [
      { task_number: 1, name: 'Collect', file: 'task-1-collect.md' },
      { task_number: 2, name: 'Check', file: 'task-2-check.md' },
    ],
  };
}

function phase(number: number, name: string): string {
  return `# Phase ${number}: ${name}

**Purpose**: What ${name} is for

## Validation Gate

| Evidence | Type | Validator | Description |
|---|---|---|---|
| \`items_counted\` | integer | | Items in the collection |

## Navigation

🎯 NEXT-MANDATORY: [task-1-collect.md](task-1-collect.md)
`;
}

function task(number: number, name: string, next?: string): string {
  const navigation = next === undefined ? '' : `\n🎯 NEXT-MANDATORY: [${next}](${next})\n`;
  return `# Task ${number}: ${name}

## Objective

Do what the name says.

## Steps

### Step 1: Begin

Look at one item after the other.

## Navigation

↩️ RETURN-TO: phase.md
${navigation}`;
}
