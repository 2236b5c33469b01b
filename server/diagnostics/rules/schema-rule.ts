import { type DataTree, pointer } from '../../syntax/data-tree.ts';
import type { SchemaFinding } from '../../workflow/schema-check.ts';
import type { DocumentFinding, DocumentRule } from '../rule.ts';
import { hasSchema, type SCHEMAS, schemaFindings } from './schema-findings.ts';

/** A rule that a JSON Schema decides. */
interface SchemaRule extends Omit<DocumentRule, 'scope' | 'check'> {
  readonly of: keyof typeof SCHEMAS;
  /** Which of the schema's findings are this rule's. */
  readonly covers: (finding: SchemaFinding, tree: DataTree) => boolean;
  /** What follows from the fault: the second line of the message. */
  readonly consequence: string;
  /** Which of them no run depends on, where the rule blocks. */
  readonly isHarmless?: (finding: SchemaFinding, tree: DataTree) => boolean;
}

export function schemaRule(rule: SchemaRule): DocumentRule {
  const { of, covers, consequence, isHarmless = () => false, ...description } = rule;
  return {
    scope: 'document',
    ...description,
    check: (document) =>
      hasSchema(document) && document.kind === of
        ? schemaFindings(document)
            .filter((finding) => covers(finding, document.tree))
            .map((finding) => ({
              ...findingOf(finding, consequence),
              ...(isHarmless(finding, document.tree) ? { harmless: true as const } : {}),
            }))
        : [],
  };
}

function findingOf(
  { pointer: path, part, message, missing, suggestions = [] }: SchemaFinding,
  consequence: string,
): DocumentFinding {
  const [meant] = suggestions;
  // A key that is misspelt is the guilty token, not the object that lacks the right one.
  const misspelt = missing !== undefined && meant !== undefined ? path + pointer(meant) : undefined;
  const at = misspelt ?? path;
  return {
    at: misspelt !== undefined || part === 'key' ? `${at}#key` : at,
    message: `${message}\n${consequence}`,
    ...(missing === undefined && meant === undefined
      ? {}
      : { data: { ...(missing === undefined ? { expected: meant } : { missing }) } }),
  };
}
