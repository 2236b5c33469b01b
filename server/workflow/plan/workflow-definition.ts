import {
  countingEntries,
  type DataNode,
  type DataTree,
  entriesOf,
  entryOf,
  isReadable,
  type ScalarNode,
} from '../../syntax/data-tree.ts';
import { lineEnd } from '../../syntax/line.ts';
import type { SyntaxProblem, TextRange } from '../../syntax/text-range.ts';
import { parseYaml } from '../../syntax/yaml.ts';
import { type Entry, placed } from './checklist.ts';
import { DependencyExpander, readDependencies } from './dependencies.ts';
import {
  DEFAULT_TIME,
  defaultDescription,
  type PlanDocument,
  type PlanPhase,
  type PlanTask,
} from './plan.ts';
import { numberGaps, unknownDependencies } from './plan-problems.ts';

/** A workflow-definition.yaml that has been read, with the tree it was read from. */
export interface DefinitionPlan extends PlanDocument {
  readonly tree: DataTree;
}

/**
 * Reads a workflow-definition.yaml (FORMAT.md (f)). Never fails: what is null is absent, and what is of
 * the wrong kind is a problem at its place and passed over.
 *
 * Kinds of problems: `empty-source`, `no-phases`, `unreadable-source` (these leave no plan),
 * `wrong-type`, `duplicate-key`, `duplicate-phase`, `duplicate-task`, `phase-number-gap`,
 * `unknown-dependency`, and further faults of the YAML.
 */
export function readDefinitionPlan(text: string): DefinitionPlan {
  const tree = parseYaml(text);
  const reader = new DefinitionReader();
  const phases = reader.phases(tree.root, text);
  const { positions, problems } = reader;
  const plan = { phases };
  const all = [
    ...syntaxProblems(tree),
    ...problems,
    ...numberGaps(
      phases.map(({ number }, index) => ({
        number,
        range: positions.get(`phase/${index}`) ?? { start: 0, end: 0 },
      })),
    ),
    ...unknownDependencies(plan, positions),
  ];
  const inOrder = all.toSorted((a, b) => a.range.start - b.range.start);
  return { plan, positions, problems: inOrder, tree };
}

/** The faults of the YAML; of those that the engine cannot read over, the first stands for all. */
function syntaxProblems(tree: DataTree): SyntaxProblem[] {
  if (isReadable(tree)) return [...tree.problems];
  const first = tree.problems.find(({ kind }) => kind !== 'duplicate-key');
  return tree.problems.map((problem) =>
    problem === first ? { ...problem, kind: 'unreadable-source' } : problem,
  );
}

class DefinitionReader {
  readonly problems: SyntaxProblem[] = [];
  readonly positions = new Map<string, TextRange>();
  readonly #expander = new DependencyExpander([]);

  phases(root: DataNode | undefined, text: string): PlanPhase[] {
    const whole = root?.range ?? { start: 0, end: text.length };
    if (root === undefined || isNull(root)) {
      this.#report('empty-source', 'The source is empty. Write `phases:` with a list.', whole);
      return [];
    }
    const entry = entryOf(root, 'phases');
    const nodes = this.#list(entry?.value, 'phases');
    const numbers = new Set<number>();
    const phases: PlanPhase[] = [];
    for (const node of nodes) {
      if (!this.#isObject(node, 'A phase')) continue;
      const number = this.#number(node, 'number', 0);
      if (numbers.has(number)) {
        const message = `Phase ${number} exists already; this one is not read. Give it a number of its own.`;
        this.#report('duplicate-phase', message, this.#placeOf(node, 'number'));
        continue;
      }
      numbers.add(number);
      phases.push(this.#phase(node, number, `phase/${phases.length}`));
    }
    if (phases.length === 0) {
      const place = entry?.keyNode.range ?? { start: whole.start, end: lineEnd(text, whole.start) };
      this.#report(
        'no-phases',
        'No phase was found. Write a list of phases below `phases:`.',
        place,
      );
    }
    return phases;
  }

  #phase(node: DataNode, number: number, anchor: string): PlanPhase {
    this.positions.set(anchor, this.#placeOf(node, 'name'));
    const ids = new Set<string>();
    const tasks: PlanTask[] = [];
    for (const [index, task] of this.#list(entryOf(node, 'tasks')?.value, 'tasks').entries()) {
      if (!this.#isObject(task, 'A task')) continue;
      const own = this.#number(task, 'number', index + 1);
      const id = `${number}.${own}`;
      if (ids.has(id)) {
        const message = `Task ${id} exists already; this one is not read. Give it a number of its own.`;
        this.#report('duplicate-task', message, this.#placeOf(task, 'number'));
        continue;
      }
      ids.add(id);
      tasks.push(this.#task(task, { id, own }, `${anchor}/task/${tasks.length}`));
    }
    return {
      number,
      name: this.#text(node, 'name') ?? `Phase ${number}`,
      description: this.#text(node, 'purpose') ?? defaultDescription(number),
      estimatedDuration: this.#text(node, 'estimated_duration') ?? DEFAULT_TIME,
      tasks,
      validationGate: placed(this.#gate(node), `${anchor}/gate`, this.positions),
    };
  }

  #task(node: DataNode, { id, own }: { id: string; own: number }, anchor: string): PlanTask {
    this.positions.set(anchor, this.#placeOf(node, 'name'));
    const name = this.#text(node, 'name') ?? `task-${own}`;
    const criteria = this.#texts(entryOf(node, 'validation_criteria')?.value);
    return {
      id,
      name,
      description: this.#text(node, 'purpose') ?? name,
      estimatedTime: this.#text(node, 'estimated_time') ?? DEFAULT_TIME,
      dependencies: placed(this.#dependencies(node), `${anchor}/dependency`, this.positions),
      acceptanceCriteria: placed(criteria, `${anchor}/criterion`, this.positions),
    };
  }

  /** The items of a list, each as it is written; a single text may hold several. */
  #dependencies(task: DataNode): Entry[] {
    const node = entryOf(task, 'dependencies')?.value;
    const texts = this.#texts(node);
    if (node?.kind !== 'scalar') return texts.filter(({ text }) => !/^none$/i.test(text));
    return texts.flatMap(({ text, range }) =>
      this.#expander.expand(readDependencies(text)).map((each) => ({ text: each.text, range })),
    );
  }

  #gate(phase: DataNode): Entry[] {
    const gate = entryOf(phase, 'validation_gate')?.value;
    if (gate === undefined || isNull(gate)) return [];
    const required = gate.kind === 'object' ? entryOf(gate, 'evidence_required')?.value : gate;
    if (required?.kind !== 'object') return this.#texts(required);
    return [...countingEntries(required.entries).values()].map(({ key, keyNode, value }) => ({
      text: evidenceText(key, value),
      range: keyNode.range,
    }));
  }

  /** A scalar as one text, a list as one for each of its scalars. */
  #texts(node: DataNode | undefined): Entry[] {
    if (node === undefined) return [];
    if (node.kind === 'object') {
      this.#report('wrong-type', 'Expected a list of texts, found a mapping.', node.range);
      return [];
    }
    if (node.kind === 'array') return node.items.flatMap((item) => this.#textItem(item));
    const text = scalarText(node);
    return text === '' ? [] : [{ text, range: node.range }];
  }

  #textItem(item: DataNode): Entry[] {
    if (item.kind === 'scalar') {
      const text = scalarText(item);
      return text === '' ? [] : [{ text, range: item.range }];
    }
    const [only, ...others] = entriesOf(item);
    // `- Rate: limited` is a mapping for YAML, and a text for its author.
    if (only !== undefined && others.length === 0 && only.value?.kind === 'scalar') {
      return [{ text: `${only.key}: ${scalarText(only.value)}`, range: item.range }];
    }
    this.#report('wrong-type', 'Expected a text. Put it in quotation marks.', item.range);
    return [];
  }

  #list(node: DataNode | undefined, key: string): readonly DataNode[] {
    if (node === undefined || isNull(node)) return [];
    if (node.kind === 'array') return node.items.filter((item) => !isNull(item));
    this.#report(
      'wrong-type',
      `\`${key}\` must be a list. Begin each entry with \`- \`.`,
      node.range,
    );
    return [];
  }

  #isObject(node: DataNode, what: string): boolean {
    if (node.kind === 'object') return true;
    this.#report(
      'wrong-type',
      `${what} must be a mapping with \`number\` and \`name\`.`,
      node.range,
    );
    return false;
  }

  #number(node: DataNode, key: string, absent: number): number {
    const value = entryOf(node, key)?.value;
    if (value === undefined || isNull(value)) return absent;
    const number = value.kind === 'scalar' ? Number(scalarText(value)) : Number.NaN;
    if (Number.isSafeInteger(number) && number >= 0) return number;
    this.#report('wrong-type', `\`${key}\` must be a whole number.`, value.range);
    return absent;
  }

  #text(node: DataNode, key: string): string | undefined {
    const value = entryOf(node, key)?.value;
    if (value === undefined || isNull(value)) return undefined;
    if (value.kind === 'scalar') return scalarText(value) || undefined;
    this.#report('wrong-type', `\`${key}\` must be a text.`, value.range);
    return undefined;
  }

  #placeOf(node: DataNode, key: string): TextRange {
    const entry = entryOf(node, key);
    return entry?.value?.range ?? entry?.keyNode.range ?? node.range;
  }

  #report(kind: string, message: string, range: TextRange): void {
    this.problems.push({ kind, message, range });
  }
}

/** `tests_pass (boolean, is_true): All tests pass`; of a scalar its text. */
function evidenceText(name: string, node: DataNode | undefined): string {
  if (node === undefined || isNull(node)) return `${name} (unknown, ): ${name}`;
  if (node.kind === 'scalar') return scalarText(node);
  const part = (key: string): string | undefined => {
    const value = entryOf(node, key)?.value;
    return value?.kind === 'scalar' ? scalarText(value) : undefined;
  };
  const type = part('type') ?? 'unknown';
  return `${name} (${type}, ${part('validator') ?? ''}): ${part('description') ?? name}`;
}

function isNull(node: DataNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** Numbers as they are written: the dependency `1.10` is no `1.1`. */
function scalarText({ value, raw }: ScalarNode): string {
  if (value === null) return '';
  return (typeof value === 'string' ? value : raw).trim();
}
