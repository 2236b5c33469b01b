import { OFFERED_ENCODINGS } from '../editor.ts';
import { inColumns } from '../layout.ts';
import { faint, good } from '../palette.ts';
import { WORKFLOW } from '../sample-names.ts';
import type { Step } from '../step.ts';
import { NEIGHBOUR } from './scene.ts';

export const startServer: Step = {
  title: 'Start the server',
  async play({ editor, transcript }) {
    const { serverInfo } = await editor.start();
    const milliseconds = Math.round(performance.now() - editor.spawnedAt);
    transcript.block('sent', [
      `initialize  ${faint(`offers ${OFFERED_ENCODINGS.join(', ')}; one root, with a .git`)}`,
    ]);
    const { node, version, encoding, cache, diagnostics } = await editor.status();
    transcript.block(
      'answered',
      inColumns([
        ['server', `${serverInfo?.name} ${version} on Node ${node}, in ${milliseconds} ms`],
        ['positions', encoding],
        ['caches', `${cache.mode}, because of ${cache.reason}`],
        [
          'diagnostics',
          `${diagnostics.channel}ed, for each ${diagnostics.scope} with an open file`,
        ],
      ]),
    );
    transcript.checks(
      {
        claim: 'positions are counted in an encoding that was offered',
        came: OFFERED_ENCODINGS.includes(encoding),
        expected: true,
      },
      {
        claim: 'caches are in development mode: they are compared with the disk before each answer',
        came: cache.mode,
        expected: 'development',
      },
    );
  },
};

export const openFiles: Step = {
  title: 'Open metadata.json of two workflows',
  async play({ editor, transcript }) {
    const workflows = [WORKFLOW, NEIGHBOUR];
    const files = workflows.map((workflow) => `${workflow}/metadata.json`);
    const problems = [];
    for (const file of files) problems.push(...(await editor.open(file)));
    transcript.block(
      'sent',
      files.map((file) => `textDocument/didOpen  ${faint(file)}`),
    );
    const documents = workflows
      .map((workflow) => editor.workspace.countFiles(workflow))
      .reduce((sum, count) => sum + count);
    await editor.until(
      'the server has looked at all workflows',
      () => editor.status(),
      ({ scan }) => scan.state === 'done',
    );
    const held = await editor.until(
      'both workflows are cached',
      () => editor.cacheSizes(),
      (sizes) => sizes.get('document') === documents && sizes.get('workflow') === workflows.length,
    );
    transcript.block('cached', [[...held].map(([cache, size]) => `${cache} ${size}`).join(' · ')]);
    transcript.block(
      'screen',
      files.map((file) => `${faint(file)}  ${good('no problems')}`),
    );
    transcript.checks({ claim: 'both are clean', came: problems, expected: [] });
  },
};
