import { expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { type FixtureOptions, workspaceFixture } from '../../workspace-fixture.ts';

const CODE = 'layout/copy-differs';
const ROOT: FixtureOptions = { base: '' };

const COPIES = `//- universal/workflows/release_v1/metadata.json
{ "phases": [{ "phase_number": 0 }] }
//- universal/workflows/release_v1/phases/0/phase.md
# Phase 0: Collect Changes
//- universal/workflows/release_v1/core/naming.md
# Naming
//- .praxis-os/workflows/release_v1/metadata.json
{ "phases": [{ "phase_number": 0 }] }
//- .praxis-os/workflows/release_v1/phases/0/phase.md
# Phase 0: Collect
//- universal/workflows/review_v1/metadata.json
{ "phases": [{ "phase_number": 0 }] }
//- universal/workflows/review_v1/phases/0/phase.md
# Phase 0: Review
`;

function findings(fixture: string) {
  const { workspace, files, path } = workspaceFixture(fixture, ROOT);
  const found = () =>
    files.flatMap(({ name, file }) =>
      workspace.caches
        .ask(diagnosticsOf, file)
        .filter(({ code }) => code === CODE)
        .map(({ message }) => `${name}: ${message.split('\n', 1)[0]}`),
    );
  return { workspace, found, path };
}

it('names what differs at both copies, file by file', () => {
  expect(findings(COPIES).found()).toEqual([
    'universal/workflows/release_v1/phases/0/phase.md: This file differs from its installed copy in .praxis-os/workflows/release_v1.',
    'universal/workflows/release_v1/core/naming.md: The installed copy in .praxis-os/workflows/release_v1 has no such file.',
    '.praxis-os/workflows/release_v1/phases/0/phase.md: This file differs from its source in universal/workflows/release_v1.',
  ]);
});

it('is silent once the copies agree, and speaks again when one is edited', () => {
  const { workspace, found, path } = findings(COPIES.replace('Collect Changes', 'Collect'));
  expect(found()).toHaveLength(1);
  workspace.setBuffer(
    path('.praxis-os/workflows/release_v1/phases/0/phase.md'),
    '# Phase 0: Collect all\n',
  );
  expect(found()).toHaveLength(3);
});

it('takes line ends for no difference', () => {
  const { workspace, found, path } = findings(COPIES.replace('Collect Changes', 'Collect'));
  workspace.setBuffer(
    path('.praxis-os/workflows/release_v1/phases/0/phase.md'),
    '# Phase 0: Collect\r\n',
  );
  expect(found()).toHaveLength(1);
});

it('compares nothing where there is one copy alone', () => {
  const { found } = findings(COPIES.replaceAll('//- .praxis-os/', '//- elsewhere/'));
  expect(found()).toEqual([]);
});
