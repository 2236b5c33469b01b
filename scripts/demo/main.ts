import { Argument, Command } from 'commander';
import { live } from './live.ts';
import type { Part } from './part.ts';
import { run } from './run.ts';
import { SampleWorkspace } from './sample-workspace.ts';
import { Transcript } from './transcript.ts';

const PARTS: Readonly<Record<string, Part>> = { live, run };

const [wanted] = new Command('npm run demo --')
  .description('Shows the server at work on a copy of the sample workflows.')
  .addArgument(new Argument('[part]', 'only this part').choices(Object.keys(PARTS)))
  .parse().args;

const workspace = new SampleWorkspace();
// Whatever ends the demo, the copy goes. The server ends with its standard input.
process.once('exit', () => workspace.remove());
for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.once(signal, () => process.exit(128 + number));
}
// A pager was closed: nobody reads on.
process.stdout.once('error', () => process.exit(1));

const transcript = new Transcript();
for (const [name, play] of Object.entries(PARTS)) {
  if (wanted === undefined || wanted === name) await play({ workspace, transcript });
}
transcript.summary();
process.exitCode = transcript.hasFailed ? 1 : 0;
