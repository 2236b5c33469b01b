import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import { search } from '../../../server/cli/search/command.ts';
import { TemporaryFolder } from '../../temporary-folder.ts';

it('is 2, and not nothing found, where the index does not start', async () => {
  using folder = new TemporaryFolder();
  folder.write({ '.praxis-os/standards/gates.md': '# Gates\n\nA strict gate.\n' });
  const said = { out: '', err: '' };
  const colours = createColors(false);
  const code = await search(['strict'], {
    terminal: {
      colours,
      errorColours: colours,
      width: 80,
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
    },
    isWatched: false,
    current: folder.path,
    indexWorker: folder.at('no-worker.js'),
  });
  expect({ code, out: said.out }).toEqual({ code: 2, out: '' });
  expect(said.err).toContain('The search index ended unexpectedly');
});
