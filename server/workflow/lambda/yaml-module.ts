import { isReadable, toValue } from '../../syntax/data-tree.ts';
import { parseYaml } from '../../syntax/yaml.ts';
import { raise } from './errors.ts';
import { fromHost } from './host-values.ts';
import { native } from './native.ts';
import { type Machine, PythonModule, type PythonValue, typeName } from './values.ts';

/** Reading YAML is dear: some microseconds a character for the worst of texts, and some for any. */
const stepsPerCharacter = 6;
const stepsPerText = 400;

/**
 * What PyYAML's safe loader reads.
 * @throws {Raised} YAMLError for a text that it would refuse
 */
export function safeLoad(machine: Machine, text: string): PythonValue {
  machine.budget.spend(stepsPerText + text.length * stepsPerCharacter);
  const tree = parseYaml(text);
  if (!isReadable(tree)) raise('YAMLError', tree.problems[0]?.message ?? 'not YAML');
  return fromHost(machine, toValue(tree.root) ?? null);
}

export const yamlModule = new PythonModule(
  'yaml',
  new Map([
    [
      'safe_load',
      native('safe_load', 'stream', (machine, [stream]) => safeLoad(machine, streamOf(stream))),
    ],
    [
      'load',
      native('load', 'stream Loader?', () =>
        raise('NotUnderstood', 'yaml.load is not understood here: use yaml.safe_load'),
      ),
    ],
  ]),
);

/** Python asks what is no text for its `read`. */
function streamOf(value: PythonValue | undefined): string {
  if (typeof value === 'string') return value;
  raise('AttributeError', `'${typeName(value ?? null)}' object has no attribute 'read'`);
}
