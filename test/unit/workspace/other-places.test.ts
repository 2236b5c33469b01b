import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../server/workspace/layout.ts';
import { otherDocuments } from '../../../server/workspace/other-places.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';

const ID = '1ec2c575-729c-44a2-a8b8-31409068cb68';

/** What each file is; nothing for files that are none of our business. */
const PLACES: readonly [file: string, kind: string | undefined][] = [
  ['.praxis-os/config.json', 'config'],
  ['.praxis-os/other.json', undefined],
  [`.praxis-os/.cache/state/${ID}.json`, 'state'],
  ['.praxis-os/.cache/state/notes.json', undefined],
  [`.praxis-os/.cache/other/${ID}.json`, undefined],
  ['.praxis-os/specs/completed/one/README.md', 'spec'],
  ['.praxis-os/specs/completed/one/tasks.md', 'plan'],
  ['.praxis-os/specs/one/workflow-definition.yaml', 'definition'],
  ['.praxis-os/specs/one/data.yaml', undefined],
  ['.praxis-os/standards/testing/pyramid.md', 'standard'],
  ['.praxis-os/standards/tasks.md', 'standard'],
  ['.agent-os/standards/old.md', 'standard'],
  ['universal/standards/shipped.md', 'standard'],
  ['packages/web/.praxis-os/standards/inner.md', 'standard'],
  ['packages/universal/specs/unrelated.md', undefined],
  ['specs/unrelated.md', undefined],
  ['.praxis-os/README.md', undefined],
  ['node_modules/a/.praxis-os/standards/b.md', undefined],
];

const { workspace, path, root } = workspaceFixture(
  PLACES.map(([file]) => `//- ${file}\ntext\n`).join(''),
  { base: '' },
);

describe('a file outside of every workflow', () => {
  it.each(PLACES)('%s: %s', (file, kind) => {
    expect(workspace.caches.ask(placeOf, path(file))?.role.kind).toBe(kind);
  });

  it('is found below a base of its root', () => {
    const found = workspace.caches.ask(otherDocuments, root);
    const expected = PLACES.flatMap(([file, kind]) =>
      kind === undefined || file.startsWith('packages/') ? [] : [path(file)],
    );
    expect([...found].toSorted()).toEqual(expected.toSorted());
  });
});

describe('a root that is a base itself', () => {
  const OPENED = [
    ['standards/testing/pyramid.md', 'standard'],
    ['specs/one/tasks.md', 'plan'],
    ['.praxis-os/standards/inner.md', 'standard'],
    ['README.md', undefined],
  ] as const;
  const folders = OPENED.map(([file]) => `//- ${file}\ntext\n`).join('');
  const opened = workspaceFixture(
    `${folders}//- workflows/sample_v1/metadata.json\n{}\n//- workflows/sample_v1/phases/0/phase.md\n# Phase 0\n`,
    { base: '' },
  );
  const without = workspaceFixture(folders, { base: '' });

  it.each(OPENED)('since it has workflows: %s is %s', (file, kind) => {
    const { workspace: own, path: at } = opened;
    expect(own.caches.ask(placeOf, at(file))?.role.kind).toBe(kind);
    expect(own.caches.ask(otherDocuments, opened.root).includes(at(file))).toBe(kind !== undefined);
  });

  it('is none without them', () => {
    const place = without.workspace.caches.ask(
      placeOf,
      without.path('standards/testing/pyramid.md'),
    );
    expect(place).toBeUndefined();
  });
});
