import { characterTests } from './characters.ts';
import type { CharacterSet, RegexNode, RegexPattern } from './regex-pattern.ts';

/** About how many instructions an engine needs for a pattern. */
function programCost(node: RegexNode): number {
  switch (node.kind) {
    case 'set':
      return 1 + node.set.ranges.length / 4 + node.set.classes.length;
    case 'any':
    case 'assertion':
      return 1;
    case 'sequence':
      return node.nodes.reduce((sum, inner) => sum + programCost(inner), 0);
    case 'choice':
      return node.branches.reduce((sum, inner) => sum + programCost(inner) + 1, 0);
    case 'group':
      // Remembering where a group stands is dear in every engine.
      return programCost(node.node) + (node.captures ? 8 : 1);
    case 'repeat': {
      const times = node.max === Number.POSITIVE_INFINITY ? Math.max(1, node.min) : node.max;
      return (programCost(node.node) + 1) * Math.max(1, times);
    }
  }
}

/** A pattern and what its searches are charged by. */
export interface Measured {
  readonly pattern: RegexPattern;
  readonly cost: number;
  readonly sets: readonly LoopedSet[];
}

export function measured(pattern: RegexPattern): Measured {
  const { node } = pattern;
  return { pattern, cost: programCost(node), sets: setsOf(pattern, node, false) };
}

/**
 * How far a search can read before it settles for a match. What is still alive behind the match's end reads
 * either in a loop without bound, so characters of that loop, or one of the pattern's other parts, of
 * which there are no more than `cost`. So it has died where that many other characters have passed, or one
 * that no part of the pattern takes.
 */
export class Reach {
  readonly #pattern: RegexPattern;
  readonly #cost: number;
  readonly #sets: readonly LoopedSet[];
  readonly #known = new Map<number, Role>();

  constructor({ pattern, cost, sets }: Measured) {
    this.#pattern = pattern;
    this.#cost = cost;
    this.#sets = sets;
  }

  /** The first code unit that is certainly not read, for a match that ends at `end`. */
  from(text: string, end: number): number {
    let others = 0;
    for (let at = end; at < text.length; at += 1) {
      const role = this.#roleOf(text.charCodeAt(at));
      if (role !== 'loop') others += 1;
      if (role === 'none' || others > this.#cost) return at + 1;
    }
    return text.length;
  }

  #roleOf(code: number): Role {
    const known = this.#known.get(code);
    if (known !== undefined) return known;
    const role = this.#newRoleOf(code);
    this.#known.set(code, role);
    return role;
  }

  #newRoleOf(code: number): Role {
    // Half of a wide character may be part of anything.
    if (code >= 0xd800 && code <= 0xdfff) return 'loop';
    const character = String.fromCharCode(code);
    const codes = this.#pattern.flags.ignoreCase
      ? [code, character.toLowerCase().charCodeAt(0), character.toUpperCase().charCodeAt(0)]
      : [code];
    const taking = this.#sets.filter(({ set }) => codes.some((one) => holds(set, one)));
    if (taking.length === 0) return 'none';
    return taking.some(({ looped }) => looped) ? 'loop' : 'part';
  }
}

/** Whether a loop without bound takes a character, only another part, or none. */
type Role = 'loop' | 'part' | 'none';

interface LoopedSet {
  readonly set: CharacterSet;
  readonly looped: boolean;
}

function setsOf(pattern: RegexPattern, node: RegexNode, looped: boolean): LoopedSet[] {
  switch (node.kind) {
    case 'set':
      return [{ set: node.set, looped }];
    case 'any': {
      const ranges = pattern.flags.dotAll ? [] : [[10, 10] as const];
      return [{ set: { negated: true, ranges, classes: [] }, looped }];
    }
    case 'assertion':
      return [];
    case 'sequence':
      return node.nodes.flatMap((inner) => setsOf(pattern, inner, looped));
    case 'choice':
      return node.branches.flatMap((inner) => setsOf(pattern, inner, looped));
    case 'group':
      return setsOf(pattern, node.node, looped);
    case 'repeat':
      return setsOf(pattern, node.node, looped || node.max === Number.POSITIVE_INFINITY);
  }
}

function holds({ negated, ranges, classes }: CharacterSet, code: number): boolean {
  const character = String.fromCharCode(code);
  const inside =
    ranges.some(([from, to]) => from <= code && code <= to) ||
    classes.some((name) => {
      const lower = name.toLowerCase();
      const isMember =
        lower === 'd'
          ? characterTests.get('isdecimal')?.test(character)
          : lower === 's'
            ? characterTests.get('isspace')?.test(character)
            : character === '_' || characterTests.get('isalnum')?.test(character);
      return isMember === (name === lower);
    });
  return inside !== negated;
}
