import { type Pointer, pointer, segmentsOf } from '../../syntax/data-tree.ts';
import { describe, propertiesAt } from '../../workflow/schema-lookup.ts';
import { type GateSources, gateValues } from './gate-values.ts';
import { obviousValue, type ProposedValue } from './proposed-value.ts';
import { literal, stop } from './snippet.ts';

const INDENT = '  ';

/** How a new evidence field begins: what nearly all of them say, and a place for the description. */
const NEW_FIELD = { type: 'boolean', required: 'true', description: '' } as const;

/** A gate file as a snippet, with the evidence that the phase announces. */
export function gateSkeleton(sources: GateSources): string {
  const skeleton = new GateSkeleton(sources);
  const sections = ['/checkpoint', '/evidence_schema', '/validators'];
  return `${sections.map((section) => skeleton.entry(section, 0)).join('\n\n')}\n`;
}

/** A key of a gate file with its value as a snippet: `type: $1`, or the lines of a mapping. */
export function gateEntrySkeleton(sources: GateSources, path: Pointer): string {
  return new GateSkeleton(sources).entry(path, 0);
}

/** An item of a list as a snippet: `- rule: …` and the lines that belong to it. */
export function gateItemSkeleton(sources: GateSources, list: Pointer): string {
  return `- ${new GateSkeleton(sources).mapping(list + pointer(0), 1)}`;
}

/** Counts the places to type at, from the top of the text to its end. */
class GateSkeleton {
  readonly #sources: GateSources;
  #stops = 0;

  constructor(sources: GateSources) {
    this.#sources = sources;
  }

  entry(at: Pointer, depth: number): string {
    const [section, name, key] = segmentsOf(at);
    const written = literal(gateScalar(segmentsOf(at).at(-1) ?? ''));
    if (section === 'evidence_schema' && key === undefined) {
      const body = name === undefined ? this.#fields(depth + 1) : this.#field(at, depth + 1);
      return `${written}:${newLine(depth + 1)}${body}`;
    }
    if (section === 'validators' && name === undefined) return `${written}: {}`;
    const type = describe('gate-definition', at)?.type ?? [];
    if (type.includes('array')) {
      return `${written}:${newLine(depth + 1)}- ${this.mapping(at + pointer(0), depth + 2)}`;
    }
    if (propertiesAt('gate-definition', at).length > 0) {
      return `${written}:${newLine(depth + 1)}${this.mapping(at, depth + 1)}`;
    }
    if (type.includes('object')) return `${written}:${newLine(depth + 1)}${this.#stop('')}`;
    return `${written}: ${this.#scalar(at)}`;
  }

  mapping(at: Pointer, depth: number): string {
    return propertiesAt('gate-definition', at)
      .map(({ name, default: byDefault }) => {
        if (byDefault === undefined) return this.entry(at + pointer(name), depth);
        return `${name}: ${this.#stop(String(byDefault))}`;
      })
      .join(newLine(depth));
  }

  #fields(depth: number): string {
    const { announced } = this.#sources;
    if (announced.length === 0) {
      const name = this.#stop('field_name');
      const body = this.#field('/evidence_schema/field_name', depth + 1);
      return `${name}:${newLine(depth + 1)}${body}`;
    }
    return announced
      .map(({ name }) => this.entry(`/evidence_schema${pointer(name)}`, depth))
      .join(newLine(depth));
  }

  #field(at: Pointer, depth: number): string {
    return Object.entries(NEW_FIELD)
      .map(([key, usual]) => {
        const known = obviousValue(gateValues(this.#sources, at + pointer(key)))?.value ?? usual;
        const isText = key === 'description';
        const written = isText
          ? inQuotes(known, (text) => this.#stop(text))
          : this.#stop(String(known));
        return `${key}: ${written}`;
      })
      .join(newLine(depth));
  }

  #scalar(at: Pointer): string {
    const value = obviousValue(gateValues(this.#sources, at))?.value;
    const isProse = /\/(?:description|error_message|rule)$|^\/validators\//.test(at);
    if (isProse) return inQuotes(value ?? '', (text) => this.#stop(text));
    return this.#stop(value === undefined ? '' : gateScalar(value));
  }

  #stop(text: string): string {
    this.#stops += 1;
    return stop(this.#stops, text);
  }
}

function newLine(depth: number): string {
  return `\n${INDENT.repeat(depth)}`;
}

function inQuotes(value: ProposedValue['value'], inner: (text: string) => string): string {
  return `"${inner(JSON.stringify(String(value)).slice(1, -1))}"`;
}

/** A value as it is written in YAML 1.1: in quotes where it would be read as something else. */
export function gateScalar(value: ProposedValue['value']): string {
  const isPlain = typeof value !== 'string' || (PLAIN.test(value) && !RESERVED.test(value));
  return isPlain ? String(value) : JSON.stringify(value);
}

const PLAIN = /^[A-Za-z_][\w.-]*(?: [\w.-]+)*$/;
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
