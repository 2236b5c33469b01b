import type { Step } from '../step.ts';

export const farewell: Step = {
  title: 'What this took before',
  async play({ editor, transcript }) {
    transcript.remark(
      'The system that praxis-ls answers read metadata.json once and kept it for the life of the process: the same edit, even saved, was seen there only after a restart of the server.',
    );
    const runs = editor.serverRuns;
    const exitCode = await editor.client.shutdown();
    transcript.checks(
      { claim: 'here one process saw every edit', came: runs, expected: true },
      { claim: 'and it takes its leave with exit code 0', came: exitCode, expected: 0 },
    );
  },
};
