import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../server/diagnostics/diagnostic.ts';
import { workspaceFixture } from '../../workspace-fixture.ts';
import { expectFindings } from './rendered-findings.ts';

/** The codes of what is found in the metadata of a workflow with these phase numbers and folders. */
function codesFor(numbers: readonly unknown[], folders: readonly number[]): string[] {
  const entries = numbers.map((number) => `{ "phase_number": ${JSON.stringify(number)} }`);
  const fixture = [
    `//- metadata.json\n{ "phases": [${entries.join(', ')}] }\n`,
    ...folders.map((number) => `//- phases/${number}/phase.md\n# Phase ${number}\n`),
  ].join('');
  const { workspace, path } = workspaceFixture(fixture);
  return workspace.caches
    .ask(diagnosticsOf, path('metadata.json'))
    .map(({ code }) => code)
    .filter((code) => code !== 'metadata/missing-field' && code !== 'layout/gate-missing');
}

describe('a wrong phase number', () => {
  it('is one finding, however much does not fit because of it', () => {
    expect(codesFor([0, 1, 7], [0, 1, 2])).toEqual(['metadata/phase-number-mismatch']);
    expect(codesFor([0, 1, 1], [0, 1, 2])).toEqual(['metadata/phase-number-mismatch']);
    expect(codesFor([0, 2, 1], [0, 1, 2])).toEqual(['metadata/phase-number-mismatch']);
    expect(codesFor([5, 1, 2], [0, 1, 2])).toEqual(['metadata/phase-number-mismatch']);
    expect(codesFor([1, 1, 2], [0, 1, 2])).toEqual(['metadata/phase-number-mismatch']);
    expect(codesFor([0, 1, '2'], [0, 1, 2])).toEqual([
      'metadata/generated-phase-in-static-workflow',
    ]);
  });

  it('hides nothing else', () => {
    expect(codesFor([0, 1, 7], [0, 1])).toEqual([
      'layout/phase-folder-missing',
      'metadata/phase-number-mismatch',
    ]);
    expect(codesFor([0, 1], [0, 1, 2])).toEqual(['layout/phase-not-listed']);
    expect(codesFor([0, 1, 2], [0, 1])).toEqual(['layout/phase-folder-missing']);
    expect(codesFor([1, 2], [1, 2])).toEqual(['metadata/phases-from-one']);
    expect(codesFor([0], [0, 1, 2])).toEqual([
      'layout/phase-not-listed',
      'layout/phase-not-listed',
    ]);
  });

  it('is not told of a folder with a wrong number and of the phase that misses it', () => {
    expect(codesFor([0, 1, 2], [0, 1, 3])).toEqual(['layout/phase-folder-missing']);
  });
});

describe('metadata/start-phase-mismatch', () => {
  const code = 'metadata/start-phase-mismatch';

  it('compares start_phase with the folders', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "start_phase": «1», "phases": [{ "phase_number": 0 }] }
//= start_phase is 1, but a session begins with phase 0: there is a folder phases/0/.
//- phases/0/phase.md
# Phase 0: Collect
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "start_phase": «0», "phases": [{ "phase_number": 1 }] }
//= start_phase is 0, but a session begins with phase 1: there is no folder phases/0/.
//- phases/1/phase.md
# Phase 1: Collect
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "start_phase": 0, "phases": [{ "phase_number": 0 }] }
//- phases/0/phase.md
# Phase 0: Collect
`,
    );
  });

  it('is silent while there are no folders at all', () => {
    expectFindings(code, '//- metadata.json\n{ "start_phase": 1, "phases": [] }\n');
  });
});

describe('metadata/phase-name-mismatch', () => {
  const code = 'metadata/phase-name-mismatch';

  it('compares the name with the title', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "phase_name": «"Collect Changes"» }] }
//= Phase 0 is called "Collect Changes" here, but "Publish Artifacts" in phases/0/phase.md.
//~ phases/0/phase.md "Publish Artifacts": The title of phase 0.
//- phases/0/phase.md
# Phase 0: Publish Artifacts
`,
    );
  });

  it.each([
    ['Collect & Review', 'Collect and review'],
    ['Spec Analysis', 'Spec Analysis & Planning'],
    ['Non-Functional Requirements', 'Nonfunctional Requirements'],
    ['Collect', '🎯 Collect'],
  ])('takes "%s" for "%s"', (name, title) => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "phase_name": "${name}" }] }
//- phases/0/phase.md
# Phase 0: ${title}
`,
    );
  });

  it('is silent where the title is that of another phase, or has no name', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [{ "phase_number": 0, "phase_name": "Collect" }, { "phase_number": 1, "phase_name": "Publish" }] }
//- phases/0/phase.md
# Phase 1: Publish
//- phases/1/phase.md
# Phase 1
`,
    );
  });
});

describe('metadata/phase-path-mismatch', () => {
  const code = 'metadata/phase-path-mismatch';

  it('follows the path, by either key', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [
  { "phase_number": 0, "phase_file": «"phases/0/phases.md"» },
  { "phase_number": 1, "file": «"phases/0/phase.md"» }
] }
//= There is no file "phases/0/phases.md" in this workflow.
//~ phases/0/phase.md "Phase 0: Collect": The file of phase 0.
//= "phases/0/phase.md" is the file of phase 0, but this is phase 1.
//~ phases/1/phase.md "Phase 1: Publish": The file of phase 1.
//- phases/0/phase.md
# Phase 0: Collect
//- phases/1/phase.md
# Phase 1: Publish
`,
    );
  });

  it('is silent where the path is right, or the file itself is what is missing', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "phases": [
  { "phase_number": 0, "phase_file": "phases/0/phase.md" },
  { "phase_number": 1, "file": "core/publish.md" },
  { "phase_number": 2, "file": "phases/2/phase.md" },
  { "phase_number": "3-N", "file": "phases/dynamic/phase-template.md" }
] }
//- phases/0/phase.md
# Phase 0: Collect
//- phases/1/phase.md
# Phase 1: Publish
//- core/publish.md
# Publish
`,
    );
  });
});
