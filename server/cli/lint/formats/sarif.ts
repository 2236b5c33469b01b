import { createHash } from 'node:crypto';
import type { Location, Log, Region, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { rules } from '../../../diagnostics/registry.ts';
import { familyOf, type Rule, type Severity } from '../../../diagnostics/rule.ts';
import { rulePageBody } from '../../../diagnostics/rule-page.ts';
import { type FilePath, uriOfPath } from '../../../workspace/paths.ts';
import type { Range } from '../../../workspace/position-encoding.ts';
import { firstLine } from '../lint-result.ts';
import type { Outcome, Surroundings } from '../outcome.ts';
import { pathInWorkspace, rootHolding } from '../paths.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** Where the published schema of this version stands. */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** All findings, hints included, as SARIF 2.1.0. */
export function sarif(outcome: Outcome, surroundings: Surroundings): string {
  const { found, roots } = outcome;
  const { version } = surroundings;
  // Which rules there are is the same in every run, so that a rule is the same one everywhere.
  const indexOf = new Map(rules.map(({ code }, index) => [code, index]));
  const locationOf = (file: FilePath, range: Range): Location => ({
    physicalLocation: {
      artifactLocation: {
        uri: encodeURI(pathInWorkspace(roots, file)),
        uriBaseId: baseIdOf(roots, file),
      },
      region: regionOf(range),
    },
  });
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'praxis-ls',
            version,
            semanticVersion: version,
            rules: rules.map(descriptorOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: Object.fromEntries(
          roots.map((root, index) => [
            baseId(index),
            { uri: `${uriOfPath(root).replace(/\/$/, '')}/` },
          ]),
        ),
        results: found.flatMap(({ file, diagnostics }) => {
          const lines = surroundings.textOf(file).split(/\r\n|\r|\n/);
          const seen = new Map<string, number>();
          return diagnostics.map((diagnostic): Result => {
            const { code, severity, message, range, related = [] } = diagnostic;
            const print = fingerprintOf(diagnostic, lines[range.start.line] ?? '');
            const count = (seen.get(print) ?? 0) + 1;
            seen.set(print, count);
            const ruleIndex = indexOf.get(code);
            return {
              ruleId: code,
              ...(ruleIndex === undefined ? {} : { ruleIndex }),
              level: LEVELS[severity],
              message: { text: message },
              locations: [locationOf(file, range)],
              ...(related.length === 0
                ? {}
                : {
                    relatedLocations: related.map((place, id) => ({
                      id,
                      ...locationOf(place.file, place.range),
                      message: { text: place.message },
                    })),
                  }),
              partialFingerprints: { 'findingHash/v1': `${print}:${count}` },
            };
          });
        }),
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

function descriptorOf(rule: Rule): ReportingDescriptor {
  const { code, title, severity, page } = rule;
  return {
    id: code,
    name: nameOf(code),
    shortDescription: { text: title },
    fullDescription: { text: page.what },
    help: { text: `${page.what}\n\n${page.why}`, markdown: rulePageBody(rule) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [familyOf(code)] },
  };
}

/** `gate/unknown-type` as `GateUnknownType`: the form that viewers expect. */
function nameOf(code: string): string {
  return code
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Lines and columns from 1; the end column is the first one after the region. */
function regionOf({ start, end }: Range): Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function baseIdOf(roots: readonly FilePath[], file: FilePath): string {
  return baseId(Math.max(0, roots.indexOf(rootHolding(roots, file))));
}

function baseId(index: number): string {
  return index === 0 ? 'WORKSPACE' : `WORKSPACE_${index + 1}`;
}

/** The same for a finding that has only moved: made of its rule, its first line and the guilty line's text. */
function fingerprintOf(diagnostic: Diagnostic, line: string): string {
  return createHash('sha256')
    .update(JSON.stringify([diagnostic.code, firstLine(diagnostic), line.trim()]))
    .digest('hex')
    .slice(0, 16);
}
