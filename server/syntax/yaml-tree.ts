import type { YAMLMap, YAMLSeq, Scalar as YamlScalar } from 'yaml';
import { type Alias, isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { ArrayNode, DataNode, Entry, ObjectNode, ScalarNode } from './data-tree.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import type { SyntaxProblem, TextRange } from './text-range.ts';
import { construct, implicitTag, knownScalarTag, UnreadableScalar } from './yaml-scalars.ts';
import { isYamlBlank, maxDepth } from './yaml-source.ts';

/** All aliases and merges of a document together may repeat this many nodes: no bomb goes off. */
const maxRepeatedNodes = 10_000;

const MERGES = '<< merges a mapping or a list of mappings';

const mapTags: ReadonlySet<string> = new Set(['map', 'set'].map(coreTag));
const seqTags: ReadonlySet<string> = new Set(['seq', 'omap', 'pairs'].map(coreTag));

function coreTag(name: string): string {
  return `tag:yaml.org,2002:${name}`;
}

/**
 * The tree of a composed document, with what PyYAML's safe loader would refuse to construct of it sent
 * to `report`. `text` is the author's, as long as the one that was composed; `contents` comes from a
 * composer that resolves no tags.
 */
export function treeOf(
  contents: unknown,
  text: string,
  report: (problem: SyntaxProblem) => void,
): DataNode | undefined {
  return new TreeBuilder(text, report).node(contents);
}

interface Size {
  readonly nodes: number;
  readonly height: number;
}

class TreeBuilder {
  readonly #text: string;
  readonly #report: (problem: SyntaxProblem) => void;
  /** What each anchor names; undefined while that node is being built. */
  readonly #anchors = new Map<string, DataNode | undefined>();
  readonly #sizes = new WeakMap<DataNode, Size>();
  #repeatedNodes = 0;
  #depth = 0;

  constructor(text: string, report: (problem: SyntaxProblem) => void) {
    this.#text = text;
    this.#report = report;
  }

  /** The node; undefined for one that is empty, or an alias that leads nowhere. */
  node(source: unknown): DataNode | undefined {
    if (isAlias(source)) return this.#alias(source);
    if (isScalar(source)) return this.#anchored(source, () => this.#scalarOrNothing(source));
    if (isMap(source)) return this.#anchored(source, () => this.#nested(() => this.#map(source)));
    if (isSeq(source)) return this.#anchored(source, () => this.#nested(() => this.#seq(source)));
    return undefined;
  }

  #nested<T>(build: () => T): T {
    this.#depth += 1;
    const built = build();
    this.#depth -= 1;
    return built;
  }

  #anchored(
    source: YamlScalar | YAMLMap | YAMLSeq,
    build: () => DataNode | undefined,
  ): DataNode | undefined {
    const { anchor } = source;
    if (anchor === undefined) return build();
    if (this.#anchors.has(anchor)) {
      this.#report({
        kind: 'duplicate-anchor',
        message: `The anchor &${anchor} is set above already. Give this one another name.`,
        range: this.#before(source, '&'),
      });
    }
    this.#anchors.set(anchor, undefined);
    const node = build();
    this.#anchors.set(anchor, node ?? emptyScalar(rangeOf(source)));
    return node;
  }

  #alias(alias: Alias): DataNode | undefined {
    const range = rangeOf(alias);
    const fault = (kind: string, message: string) => {
      this.#report({ kind, message, range });
      return undefined;
    };
    const name = alias.source;
    if (!this.#anchors.has(name)) {
      return fault('unknown-alias', `There is no anchor &${name} above this alias.`);
    }
    const target = this.#anchors.get(name);
    if (target === undefined) {
      return fault('recursive-alias', `&${name} contains this alias of itself. Remove it.`);
    }
    const { nodes, height } = this.#sizeOf(target);
    if (this.#depth + height > maxDepth) {
      return fault('nested-too-deep', `With this alias, nesting is more than ${maxDepth} deep.`);
    }
    if (!this.#repeat(nodes)) return this.#tooManyAliases(range);
    return { ...target, range };
  }

  /** Counts nodes that appear in the tree once more than in the text. */
  #repeat(nodes: number): boolean {
    this.#repeatedNodes += nodes;
    return this.#repeatedNodes <= maxRepeatedNodes;
  }

  /** Said once: where the limit was crossed. */
  #tooManyAliases(range: TextRange): undefined {
    if (this.#repeatedNodes === Number.POSITIVE_INFINITY) return;
    this.#repeatedNodes = Number.POSITIVE_INFINITY;
    this.#report({
      kind: 'too-many-aliases',
      message: `Aliases repeat more than ${maxRepeatedNodes} values; this one and those after it are not read.`,
      range,
    });
  }

  #sizeOf(node: DataNode): Size {
    const known = this.#sizes.get(node);
    if (known !== undefined) return known;
    const inner = childrenOf(node).map((child) => this.#sizeOf(child));
    const size = {
      nodes: inner.reduce((sum, { nodes }) => sum + nodes, 1),
      height: node.kind === 'scalar' ? 0 : 1 + Math.max(0, ...inner.map(({ height }) => height)),
    };
    this.#sizes.set(node, size);
    return size;
  }

  #seq(source: YAMLSeq): ArrayNode {
    this.#checkCollectionTag(source, seqTags);
    const items = source.items.map((item) => this.node(item) ?? emptyScalar(rangeOf(item)));
    const { start, end } = rangeOf(source);
    return {
      kind: 'array',
      range: { start, end: source.flow ? end : (items.at(-1)?.range.end ?? end) },
      items,
    };
  }

  #map(source: YAMLMap): ObjectNode {
    this.#checkCollectionTag(source, mapTags);
    const own: Entry[] = [];
    const merged = new Map<string, Entry>();
    let { start, end } = rangeOf(source);
    if (!source.flow) end = start;
    for (const pair of source.items) {
      if (!isPair(pair)) continue;
      if (isPlainText(pair.key, '<<')) {
        end = this.#merge(pair.key, pair.value, merged);
      } else {
        const entries = this.#entries(pair.key, pair.value, source.flow === true);
        own.push(...entries);
        if (!source.flow) end = entries.at(-1)?.range.end ?? end;
      }
    }
    for (const problem of duplicateKeys(own)) {
      const range = this.#shownKey(problem.range);
      if (range !== undefined) this.#report({ ...problem, range });
    }
    return { kind: 'object', range: { start, end }, entries: [...merged.values(), ...own] };
  }

  /** What `<<: value` brings into a map goes to `merged`. Gives the end of the value, or of `<<` alone. */
  #merge(key: unknown, value: unknown, merged: Map<string, Entry>): number {
    const { end } = rangeOf(value ?? key);
    const merging = this.node(value) ?? emptyScalar({ start: end, end });
    const maps = merging.kind === 'array' ? merging.items.toReversed() : [merging];
    for (const map of maps) {
      if (map.kind !== 'object') {
        this.#report({
          kind: 'invalid-merge',
          ...(map.range.start < map.range.end
            ? { message: `${MERGES}, and this is none.`, range: map.range }
            : { message: `${MERGES}, and here is nothing. Add it.`, range: rangeOf(key) }),
        });
      } else if (this.#repeat(map.entries.length)) {
        for (const entry of map.entries) merged.set(entry.key, entry);
      } else {
        this.#tooManyAliases(merging.range);
      }
    }
    return merging.range.end;
  }

  /** The entry of a pair; before it, one for each line that looks like a key without a colon. */
  #entries(key: unknown, value: unknown, inFlow: boolean): Entry[] {
    const keyNode = this.#key(key);
    const isPlain = isScalar(key) && key.type === 'PLAIN';
    const keyNodes = isPlain && !inFlow ? linesOf(keyNode) : [keyNode];
    const valueNode = this.node(value);
    return keyNodes.map((node, index) => {
      const { start, end } = node.range;
      const own = index === keyNodes.length - 1 ? valueNode : undefined;
      // Where the value is absent, the rest of the line is room for it.
      const room = own === undefined && value != null ? this.#blankEnd(rangeOf(value).start) : end;
      return {
        key: keyText(node),
        keyNode: node,
        value: own,
        range: { start, end: own?.range.end ?? Math.max(room, end) },
      };
    });
  }

  #key(key: unknown): ScalarNode {
    const node = isPlainText(key, '=') ? this.#valueKey(key) : this.node(key);
    if (node?.kind === 'scalar') return node;
    const range = rangeOf(key);
    if (node === undefined) {
      this.#checkEmptyKey(range.start);
      return emptyScalar(range);
    }
    this.#report({
      kind: 'collection-key',
      message: 'A key must be a single text, not a list or a mapping. Put it in quotes.',
      range,
    });
    const raw = this.#slice(range);
    return { kind: 'scalar', range, value: raw, raw };
  }

  /** `=` is a value of its own, but as a key PyYAML reads it as text. */
  #valueKey(key: unknown): ScalarNode {
    return { kind: 'scalar', range: rangeOf(key), value: '=', raw: '=' };
  }

  /** What of a key can be shown: of an empty one its `?`; without that it is a fault of its own. */
  #shownKey(range: TextRange): TextRange | undefined {
    return range.start < range.end ? range : this.#questionMarkBefore(range.start);
  }

  #questionMarkBefore(offset: number): TextRange | undefined {
    let end = offset;
    while (/[ \t]/.test(this.#text.charAt(end - 1))) end -= 1;
    return this.#text[end - 1] === '?' ? { start: end - 1, end } : undefined;
  }

  /** Only after `?` may a key be empty. */
  #checkEmptyKey(offset: number): void {
    let start = offset;
    while (isYamlBlank(this.#text[start])) start += 1;
    const isExplicit = this.#questionMarkBefore(offset) !== undefined;
    if (isExplicit || this.#text[start] !== ':') return;
    this.#report({
      kind: 'missing-key',
      message: 'There is no key before this colon. Write one, or delete the colon.',
      range: { start, end: start + 1 },
    });
  }

  #scalarOrNothing(source: YamlScalar): ScalarNode | undefined {
    const range = rangeOf(source);
    const nothing = range.start === range.end && source.tag === undefined;
    return nothing ? undefined : this.#scalar(source, this.#withoutLastBreaks(range));
  }

  #scalar(source: YamlScalar, range: TextRange): ScalarNode {
    const raw = this.#slice(range);
    const text = this.#textOf(source, raw);
    const tag = this.#tagOf(source, text);
    const value = construct(tag ?? 'str', text);
    if (!(value instanceof UnreadableScalar)) return { kind: 'scalar', range, value, raw };
    this.#report({
      kind: 'unreadable-value',
      message: value.reason,
      range: raw === '' ? this.#before(source, '!') : range,
    });
    return { kind: 'scalar', range, value: text, raw };
  }

  /** A text block ends with its last line, not at the beginning of what follows. */
  #withoutLastBreaks({ start, end }: TextRange): TextRange {
    let last = end;
    while (last > start && isYamlBlank(this.#text[last - 1])) last -= 1;
    return { start, end: last };
  }

  #textOf({ type, source, range }: YamlScalar, raw: string): string {
    const isBlock = type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED';
    // The library adds a line break where the file has none at its end.
    const unbroken = range?.[1] === this.#text.length && !/[\n\r]$/.test(this.#text);
    if (isBlock && unbroken) return (source ?? raw).replace(/\n$/, '');
    if (type !== 'PLAIN') return source ?? raw;
    // Plain text may have been blanked out to read on behind it, so the author's is folded here.
    return raw
      .replace(/^["']/, '')
      .replace(/(?<![ \t])[ \t]*(?:\r\n|[\n\r\u0085\u2028\u2029])[ \t]*/g, '\n')
      .replace(/(?<!\n)\n(?!\n)/g, ' ')
      .replace(/\n(\n+)/g, '$1');
  }

  #tagOf(source: YamlScalar, text: string): ReturnType<typeof knownScalarTag> {
    if (source.tag === undefined) return source.type === 'PLAIN' ? implicitTag(text) : 'str';
    if (source.tag === '!') return implicitTag(text);
    const tag = knownScalarTag(source.tag);
    if (tag === undefined) this.#unknownTag(source);
    return tag;
  }

  #checkCollectionTag(source: YAMLMap | YAMLSeq, known: ReadonlySet<string>): void {
    if (source.tag !== undefined && !known.has(source.tag)) this.#unknownTag(source);
  }

  #unknownTag(source: YamlScalar | YAMLMap | YAMLSeq): void {
    const range = this.#before(source, '!');
    this.#report({
      kind: 'unknown-tag',
      message: `The tag ${this.#slice(range)} means nothing here, and the engine refuses the file. Delete it.`,
      range,
    });
  }

  /** The tag (`!`) or the anchor (`&`) before a node: the word that the last such sign is part of. */
  #before(node: YamlScalar | YAMLMap | YAMLSeq, sign: '!' | '&'): TextRange {
    let start = Math.max(0, this.#text.lastIndexOf(sign, rangeOf(node).start));
    while (start > 0 && !/[\s,[\]{}]/.test(this.#text.charAt(start - 1))) start -= 1;
    wordEnd.lastIndex = start;
    return { start, end: start + (wordEnd.exec(this.#text)?.[0].length ?? 1) };
  }

  #blankEnd(offset: number): number {
    let end = offset;
    while (this.#text[end] === ' ') end += 1;
    return end;
  }

  #slice({ start, end }: TextRange): string {
    return this.#text.slice(start, end);
  }
}

const wordEnd = /[^\s,[\]{}]+/y;

/** Keys compare as text: `on` and `1` are called that, whatever YAML reads (FORMAT.md (i), 24). */
function keyText({ value, raw }: ScalarNode): string {
  return typeof value === 'string' ? value : raw;
}

/** `ty⏎required` before a colon are two keys: the author is still typing the first. */
function linesOf(key: ScalarNode): ScalarNode[] {
  const { range, raw } = key;
  if (!/[\n\r\u0085\u2028\u2029]/.test(raw)) return [key];
  return Array.from(raw.matchAll(textOfLine), ({ 0: line, index }) => ({
    kind: 'scalar',
    range: { start: range.start + index, end: range.start + index + line.length },
    value: line.replace(/^["']/, ''),
    raw: line,
  }));
}

/** What a line holds between the blanks at its ends. */
const textOfLine =
  /[^ \t\n\r\u0085\u2028\u2029](?:[^\n\r\u0085\u2028\u2029]*[^ \t\n\r\u0085\u2028\u2029])?/g;

function isPlainText(node: unknown, text: string): boolean {
  return isScalar(node) && node.type === 'PLAIN' && node.tag === undefined && node.source === text;
}

function childrenOf(node: DataNode): readonly DataNode[] {
  if (node.kind === 'array') return node.items;
  if (node.kind === 'scalar') return [];
  return node.entries.flatMap(({ value }) => value ?? []);
}

function emptyScalar(range: TextRange): ScalarNode {
  return { kind: 'scalar', range, value: null, raw: '' };
}

/** What a node covers, without the blanks and comments after it. */
function rangeOf(node: unknown): TextRange {
  const range = isScalar(node) || isAlias(node) || isMap(node) || isSeq(node) ? node.range : null;
  const [start, end] = range ?? [0, 0];
  return { start, end };
}
