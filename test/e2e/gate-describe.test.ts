import { expect, it } from 'vitest';
import type { GateDescribeResult } from '../../server/protocol/gate-requests.ts';
import { TemporaryFolder } from '../temporary-folder.ts';
import { sampleWorkflow } from './sample-workflow.ts';
import { startServer } from './server.ts';

const TYPE = 'release_v1';

it("says when a validator passes: the library's with its parameters, the gate's own not", async () => {
  using folder = new TemporaryFolder();
  folder.write({
    ...sampleWorkflow(TYPE),
    [`workflows/${TYPE}/phases/0/gate-definition.yaml`]: `checkpoint:
  strict: true
evidence_schema:
  percent: {type: integer, validator: in_range, validator_params: {min_val: 0, max_val: 100}}
  notes: {type: string, validator: min_length}
  count: {type: integer, validator: positive}
validators:
  positive: "lambda x: x > 10"
`,
  });
  const client = await startServer({ roots: [folder.path] });
  const { evidence } = await client.request<GateDescribeResult>('praxis/gate/describe', {
    workflowType: TYPE,
    phase: 0,
  });
  expect(evidence.map(({ name, passesWhen }) => [name, passesWhen])).toEqual([
    ['percent', 'the number lies between 0 and 100, both included'],
    ['notes', 'the length is `min_len` or more'],
    ['count', undefined],
  ]);
  await client.shutdown();
});
