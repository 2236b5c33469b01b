import path from 'node:path';
import type { FilePath } from '../workspace/paths.ts';
import type { Phase, Workflow } from './snapshot.ts';

/** The parts of a workflow and what leads from one to the next. */
export interface WorkflowGraph {
  readonly nodes: readonly WorkflowGraphNode[];
  readonly edges: readonly WorkflowGraphEdge[];
}

export interface WorkflowGraphNode {
  readonly id: string;
  readonly kind: 'phase' | 'task' | 'gate';
  readonly phase: number;
  readonly taskNumber?: number;
  readonly name: string;
  readonly file?: FilePath;
}

export interface WorkflowGraphEdge {
  readonly from: string;
  readonly to: string;
  /** A NEXT-MANDATORY command, the order of the phases by way of their gates, or belonging. */
  readonly kind: 'next' | 'then' | 'contains';
}

/** The graph of the phases that are there: folders, task files and gates as they are on the screen. */
export function workflowGraph(workflow: Workflow): WorkflowGraph {
  const nodes: WorkflowGraphNode[] = [];
  const edges: WorkflowGraphEdge[] = [];
  const idOf = new Map<FilePath, string>();
  const taskIds = new Set<string>();
  for (const phase of workflow.phases) {
    const id = `phase-${phase.number}`;
    nodes.push({
      id,
      kind: 'phase',
      phase: phase.number,
      name: nameOfPhase(workflow, phase),
      file: phase.file,
    });
    idOf.set(phase.file, id);
    for (const task of phase.tasks) {
      const taskId = `${id}-task-${task.number}`;
      // Two files may have one number: the first of them has the id.
      if (idOf.has(task.file) || taskIds.has(taskId)) continue;
      taskIds.add(taskId);
      nodes.push({
        id: taskId,
        kind: 'task',
        phase: phase.number,
        taskNumber: task.number,
        name: task.summary?.title?.name ?? task.name,
        file: task.file,
      });
      idOf.set(task.file, taskId);
      edges.push({ from: id, to: taskId, kind: 'contains' });
    }
    if (phase.gate !== undefined) {
      nodes.push({
        id: `${id}-gate`,
        kind: 'gate',
        phase: phase.number,
        name: `${phase.gate.strict ? 'strict' : 'lenient'}, ${phase.gate.fields.length} fields`,
        file: phase.gateFile,
      });
      edges.push({ from: id, to: `${id}-gate`, kind: 'contains' });
    }
  }
  edges.push(...workflow.phases.flatMap((phase) => nextEdges(phase, idOf)));
  for (const [index, phase] of workflow.phases.entries()) {
    const following = workflow.phases[index + 1];
    if (following === undefined) continue;
    const from = `phase-${phase.number}${phase.gate === undefined ? '' : '-gate'}`;
    edges.push({ from, to: `phase-${following.number}`, kind: 'then' });
  }
  return { nodes, edges };
}

/** The graph as a Mermaid flowchart, a subgraph for each phase. */
export function mermaidOf({ nodes, edges }: WorkflowGraph): string {
  const phases = [...new Set(nodes.map(({ phase }) => phase))];
  const lines = phases.flatMap((phase) => [
    `  subgraph s${phase}["Phase ${phase}"]`,
    ...nodes.filter((node) => node.phase === phase).map((node) => `    ${shapeOf(node)}`),
    '  end',
  ]);
  const arrows = edges.flatMap(({ from, to, kind }) => {
    // What belongs together stands in one box; only a gate needs its arrow.
    if (kind === 'contains' && !to.endsWith('-gate')) return [];
    return [`  ${from} ${kind === 'contains' ? '-.->' : kind === 'then' ? '==>' : '-->'} ${to}`];
  });
  return ['flowchart TD', ...lines, ...arrows, ''].join('\n');
}

function shapeOf({ id, kind, taskNumber, name }: WorkflowGraphNode): string {
  const label = quoted(kind === 'task' ? `${taskNumber}. ${name}` : name);
  switch (kind) {
    case 'phase':
      return `${id}([${label}])`;
    case 'task':
      return `${id}[${label}]`;
    case 'gate':
      return `${id}{{${label}}}`;
  }
}

/** Mermaid has no escapes but entities. */
function quoted(text: string): string {
  return `"${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}"`;
}

function nextEdges(
  { folder, file, summary, tasks }: Phase,
  idOf: ReadonlyMap<FilePath, string>,
): WorkflowGraphEdge[] {
  const sources = [{ file, summary }, ...tasks];
  return sources.flatMap((source) => {
    const from = idOf.get(source.file);
    const targets = source.summary?.commands
      .filter(({ name }) => name === 'NEXT-MANDATORY')
      .flatMap((command) => command.targets)
      .map((target) => idOf.get(path.resolve(folder, target)));
    return [...new Set(targets)].flatMap((to): WorkflowGraphEdge[] =>
      from === undefined || to === undefined ? [] : [{ from, to, kind: 'next' }],
    );
  });
}

function nameOfPhase({ metadata }: Workflow, { number, summary }: Phase): string {
  const entry = metadata.phases.find(({ phaseNumber }) => phaseNumber === number);
  return entry?.phaseName ?? summary?.title?.name ?? `Phase ${number}`;
}
