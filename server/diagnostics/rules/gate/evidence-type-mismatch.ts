import { pointer } from '../../../syntax/data-tree.ts';
import { EVIDENCE_TYPES } from '../../../workflow/gate.ts';
import type { OutlineRule } from '../../rule.ts';

/** What people write for the types; other words in the table are prose. */
const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ...EVIDENCE_TYPES.map((type) => [type, type] as const),
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['number', 'integer'],
  ['str', 'string'],
  ['text', 'string'],
  ['dict', 'object'],
  ['map', 'object'],
  ['mapping', 'object'],
  ['array', 'list'],
]);

export const gateEvidenceTypeMismatch: OutlineRule = {
  scope: 'outline',
  code: 'gate/evidence-type-mismatch',
  title: 'Evidence of another type than the gate asks for',
  severity: 'warning',
  page: {
    what: 'The evidence table of `phase.md` gives a field another type than `gate-definition.yaml` beside it.',
    why: 'Whoever submits what the table says is told by the gate that the type is wrong.',
    wrong: {
      language: 'markdown',
      text: '<!-- gate-definition.yaml: tests_passed has the type integer -->\n| Evidence | Type | Validator | Description |\n|---|---|---|---|\n| `tests_passed` | boolean | is_true | The suite is green |',
    },
    right: {
      language: 'markdown',
      text: '<!-- gate-definition.yaml: tests_passed has the type integer -->\n| Evidence | Type | Validator | Description |\n|---|---|---|---|\n| `tests_passed` | integer | greater_than_0 | How many tests passed |',
    },
  },
  *check(workflow) {
    for (const { file, summary, gate, gateFile, number } of workflow.phases) {
      if (summary === undefined || gate?.usable !== true) continue;
      for (const { name, type } of summary.gate.evidence) {
        const field = gate.fields.find((each) => each.name === name);
        const announced = TYPE_NAMES.get(type?.replaceAll('`', '').toLowerCase() ?? '');
        const asked = TYPE_NAMES.get(field?.type ?? '');
        if (announced === undefined || asked === undefined || announced === asked) continue;
        yield {
          file,
          at: `evidence/${name}/type`,
          message: `The gate of phase ${number} asks for "${name}" as ${asked}, not as ${announced}.\nWhat is submitted in the announced type fails (phases/${number}/gate-definition.yaml, evidence_schema). Write "${asked}".`,
          related: [
            {
              file: gateFile,
              at: pointer('evidence_schema', name, 'type'),
              message: `The gate's type of "${name}".`,
            },
          ],
          data: { expected: asked },
        };
      }
    }
  },
};
