import { pointer, segmentsOf } from '../../syntax/data-tree.ts';
import type { EvidenceRow } from '../../workflow/phase-document.ts';
import { describe, propertiesAt } from '../../workflow/schema-lookup.ts';
import type { Workflow } from '../../workflow/snapshot.ts';
import { libraryValidator } from '../../workflow/validator-library.ts';
import { asText } from '../markup.ts';
import { typeInWords } from '../schema-words.ts';
import { type GateFile, phaseAround } from '../workflow-places.ts';
import type { Offer } from './completion-item.ts';
import { gateEntrySkeleton, gateItemSkeleton, gateScalar, gateSkeleton } from './gate-skeleton.ts';
import { type GateSources, gateValues } from './gate-values.ts';
import { obviousValue } from './proposed-value.ts';
import { plainText } from './snippet.ts';
import { type YamlCursor, yamlCursor } from './yaml-cursor.ts';

/** Keys and values of gate-definition.yaml; in an empty file, the file. */
export function completeGate(
  document: GateFile,
  workflow: Workflow,
  offset: number,
): readonly Offer[] {
  const sources = { gate: document.summary, announced: announcedEvidence(document, workflow) };
  if (document.text.trim() === '') return [wholeFile(sources, offset)];
  const cursor = yamlCursor(document.text, offset);
  if (cursor === undefined) return [];
  return cursor.expects === 'key' ? keys(cursor, sources) : values(cursor, sources);
}

/** What the evidence table of phase.md asks for, then what only the metadata names. */
function announcedEvidence(document: GateFile, workflow: Workflow): EvidenceRow[] {
  const phase = phaseAround(document, workflow);
  const rows = phase?.summary?.gate.evidence ?? [];
  const entry = workflow.metadata.phases.find(({ phaseNumber }) => phaseNumber === phase?.number);
  const inTable = new Set(rows.map(({ name }) => name));
  const others = new Set(entry?.requiredEvidence.filter((name) => !inTable.has(name)));
  return [...rows, ...[...others].map((name) => ({ name }))];
}

function wholeFile(sources: GateSources, offset: number): Offer {
  const snippet = gateSkeleton(sources);
  return {
    label: 'gate-definition.yaml',
    kind: 'file',
    detail: 'all that is required',
    replace: { start: offset, end: offset },
    newText: plainText(snippet),
    snippet,
  };
}

function values({ path, replace, written, lead }: YamlCursor, sources: GateSources): Offer[] {
  const quote = /^["']/.exec(written)?.[0] ?? '';
  return gateValues(sources, path).map(({ value, kind, detail, documentation }) => ({
    label: String(value),
    kind,
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation }),
    ...(quote === '' ? {} : { filterText: quote + value }),
    replace,
    newText: lead + gateScalar(value),
  }));
}

interface ProposedKey extends Pick<Offer, 'detail' | 'documentation'> {
  readonly name: string;
}

function keys(cursor: YamlCursor, sources: GateSources): Offer[] {
  const { path, present, replace, written } = cursor;
  const isList = describe('gate-definition', path)?.type.includes('array') === true;
  if (isList) return written === '' && !cursor.isFlow ? [listItem(cursor, sources)] : [];
  return keysAt(path, sources)
    .filter(({ name }) => !present.has(name))
    .map(({ name, detail, documentation }) => ({
      label: name,
      kind: 'key',
      ...(detail === undefined ? {} : { detail }),
      ...(documentation === undefined ? {} : { documentation }),
      ...(/^["']/.test(written) ? { filterText: written[0] + name } : {}),
      replace,
      ...textOfKey(cursor, sources, name),
    }));
}

function keysAt(path: string, { gate, announced }: GateSources): readonly ProposedKey[] {
  const [section, name, key] = segmentsOf(path);
  if (section === 'evidence_schema' && name === undefined) {
    return announced.map((row) => ({
      name: row.name,
      detail: row.type ?? 'evidence',
      ...(row.description === undefined ? {} : { documentation: asText(row.description) }),
    }));
  }
  if (section === 'validators' && name === undefined) return missingValidators(gate);
  if (key === 'validator_params') {
    const field = gate.fields.find((candidate) => candidate.name === name);
    const params = libraryValidator(field?.validator ?? '')?.params ?? [];
    return params.map((param) => ({ name: param, detail: `of ${field?.validator}` }));
  }
  const properties = propertiesAt('gate-definition', path);
  return [
    ...properties.filter(({ required }) => required),
    ...properties.filter(({ required }) => !required),
  ].map((property) => ({
    name: property.name,
    detail: typeInWords(property),
    ...(property.description === undefined ? {} : { documentation: property.description }),
  }));
}

/** The validators that fields name and nobody has defined. */
function missingValidators({ fields, validators }: GateSources['gate']): ProposedKey[] {
  const own = new Set(validators.map(({ name }) => name));
  const users = new Map<string, string>();
  for (const { name, validator } of fields) {
    if (validator === undefined || own.has(validator) || libraryValidator(validator)) continue;
    users.set(validator, name);
  }
  return [...users].map(([name, field]) => ({ name, detail: `used by ${field}` }));
}

function textOfKey(
  { path, lead, hasColon, isFlow, lacksComma }: YamlCursor,
  sources: GateSources,
  name: string,
): Pick<Offer, 'newText' | 'snippet' | 'retrigger'> {
  const key = lead + gateScalar(name);
  if (hasColon) return { newText: key };
  const place = path + pointer(name);
  const snippet = gateEntrySkeleton(sources, place);
  const [first = '', ...more] = plainText(snippet).split('\n');
  const tail = lacksComma ? ', ' : '';
  if (more.length > 0 && (isFlow || lead !== '')) return { newText: `${key}: ${tail}` };
  const values = gateValues(sources, place);
  const hasChoice = values.length > 0 && obviousValue(values) === undefined;
  return {
    newText: lead + first + tail,
    snippet: lead + snippet + tail,
    ...(hasChoice ? { retrigger: true } : {}),
  };
}

function listItem({ path, replace, lead }: YamlCursor, sources: GateSources): Offer {
  const snippet = lead + gateItemSkeleton(sources, path);
  const { title = 'item' } = describe('gate-definition', path + pointer(0)) ?? {};
  return {
    label: `- ${title.toLowerCase()}`,
    kind: 'value',
    replace,
    newText: plainText(snippet).split('\n')[0] ?? '',
    snippet,
  };
}
