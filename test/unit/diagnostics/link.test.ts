import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';
import { expectFindings } from './rendered-findings.ts';

const bare = { base: '' };

describe('link/file-missing', () => {
  const code = 'link/file-missing';

  it('finds links and images that lead nowhere, in every Markdown file of a workflow', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
//- README.md
See [the rules](core/rules.md), [others](«core/rule.md») and ![a picture](«images/flow.png»).
//= The link leads to "core/rule.md", which is not there.
//= The link leads to "images/flow.png", which is not there.
//- core/rules.md
Up to [the overview](../README.md), [phases](../phases/), [gone](«gone%20file.md»).
//= The link leads to "gone file.md", which is not there.
//- phases/0/phase.md
# Phase 0: Collect

⚠️ MUST-READ: [the rules](«../../core/rulez.md#intro»)

A [reference][r] and [again][r].

[r]: «../../core/missing.md»
//= The link leads to "../../core/rulez.md", which is not there.
//= The link leads to "../../core/missing.md", which is not there.
//- phases/0/task-1-collect.md
# Task 1: Collect

Back to [the phase](«../phase.md»).
//= The link leads to "../phase.md", which is not there.
`,
    );
  });

  it('proposes a neighbour of nearly that name, or the file one folder off', () => {
    const { workspace, path } = workspaceFixture(`//- metadata.json
{}
//- README.md
[a](core/rule.md)
//- core/rules.md
Rules.
//- phases/0/phase.md
# Phase 0: Collect
//- phases/0/task-1-collect.md
# Task 1: Collect

[b](../phase.md) [c](../../nothing.md)
`);
    const expected = (file: string) =>
      workspace.caches
        .ask(diagnosticsOf, path(file))
        .flatMap((found) => (found.code === code ? [found.data?.expected] : []));
    expect(expected('README.md')).toEqual(['core/rules.md']);
    expect(expected('phases/0/task-1-collect.md')).toEqual(['phase.md', undefined]);
  });

  it('leaves alone what is no relative link to a file', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
//- README.md
[a](https://example.org/x.md) [b](mailto:a@b.c) [c](#top) [d]({{file}}) [e](<name>.md) [f]([NAME].md)
[g](/root/relative.md) [h](task-*.md) [i](../../../../outside/of/the/workspace.md) [j](~/x.md)
[k](../../standards/that/only/users/have.md)

\`[l](code.md)\`

<!-- [m](comment.md) -->

\`\`\`markdown
[n](fence.md)
\`\`\`
`,
    );
  });

  it('leaves alone what a template links to in folders that are generated', () => {
    expectFindings(
      code,
      `//- metadata.json
{}
//- phases/dynamic/phase-template.md
# Phase [PHASE_NUMBER]: [PHASE_NAME]

[first](task-1.md) [next](../3/phase.md) [rules](«../../core/rules.md»)
//= The link leads to "../../core/rules.md", which is not there.
`,
    );
  });

  it('reads standards and specs as well', () => {
    expectFindings(
      code,
      `//- .praxis-os/standards/testing/pyramid.md
[a](doubles.md) [b](«double.md») [c](../../specs/review/one/tasks.md)
//= The link leads to "double.md", which is not there.
//- .praxis-os/standards/testing/doubles.md
Text.
//- .praxis-os/specs/review/one/README.md
[plan](tasks.md), [design](«specs.md»)
//= The link leads to "specs.md", which is not there.
//- .praxis-os/specs/review/one/tasks.md
## Phase 1: Core

- [ ] **Task 1.1**: Write it, see [the readme](«readme.txt»)
//= The link leads to "readme.txt", which is not there.
//- docs/unrelated.md
[c](nothing.md)
`,
      bare,
    );
  });
});

describe('an installed standard', () => {
  it('may lead to what stands beside it in the folders that it was copied from', () => {
    expectFindings(
      'link/file-missing',
      `//- .praxis-os/standards/universal/testing/pyramid.md
[a](../../workflows/release_v1/) [b](doubles.md) [c](../../../workflows/release_v1/) [d](«../../workflows/none/»)
//= The link leads to "../../workflows/none/", which is not there.
//- .praxis-os/standards/universal/testing/doubles.md
Text.
//- .praxis-os/workflows/release_v1/metadata.json
{}
`,
      bare,
    );
  });
});

describe('link/wrong-case', () => {
  it('finds links that work only where case does not count', () => {
    expectFindings(
      'link/wrong-case',
      `//- metadata.json
{}
//- README.md
[a](«Core/rules.md»), [b](core/rules.md), [c](«./core/Rules.MD#x»)
//= The link says "Core/rules.md", the file is called "core/rules.md".
//= The link says "./core/Rules.MD", the file is called "./core/rules.md".
//- core/rules.md
Text.
`,
    );
  });
});

describe('link/heading-missing', () => {
  it('compares with the headings of the file, as GitHub names them', () => {
    expectFindings(
      'link/heading-missing',
      `//- metadata.json
{}
//- README.md
# 🎯 Overview: all & more

## Notes
## Notes
<a id="anchor"></a>

[a](#-overview-all--more) [b](#notes) [c](#notes-1) [d](#anchor) [e](#Notes) [f](#top) [g](#)
[h](«#notes-2») [i](«#overview-all--more»)
[j](core/rules.md#second-rule) [k](«core/rules.md#third-rule») [l](core/script.sh#L3) [m](core/rules.md#L3)
//= This file has no heading "#notes-2".
//= This file has no heading "#overview-all--more".
//= rules.md has no heading "#third-rule".
//- core/rules.md
# Rules

## Second rule
//- core/script.sh
echo
`,
    );
  });

  it('proposes what has the same words, else what is near', () => {
    const { workspace, path } = workspaceFixture(`//- metadata.json
{}
//- README.md
# 1. Release notes

[a](#1-releasenotes) [b](#1-release-note) [c](#something-else)
`);
    const found = workspace.caches.ask(diagnosticsOf, path('README.md'));
    expect(found.map(({ data }) => data?.expected)).toEqual([
      '#1-release-notes',
      '#1-release-notes',
      undefined,
    ]);
  });
});
