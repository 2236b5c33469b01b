import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

describe('metadata/total-phases-mismatch', () => {
  const code = 'metadata/total-phases-mismatch';

  it('compares the number with the entries', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": «3», "phases": [{ "phase_number": 0 }, { "phase_number": 1 }] }
//= total_phases is 3, but 2 phases are listed.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": 2, "phases": [{ "phase_number": 0 }, { "phase_number": 1 }] }
`,
    );
  });

  it('says so of a list that is empty, and leaves one that is absent to the schema', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": «1», "phases": [] }
//= total_phases is 1, but no phases are listed.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": 1 }
`,
    );
  });

  it('takes "dynamic" only from a dynamic workflow', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": «"dynamic"», "phases": [{ "phase_number": 0 }] }
//= total_phases is "dynamic", but dynamic_phases is not true.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": "dynamic", "dynamic_phases": true, "phases": [{ "phase_number": 0 }, { "phase_number": "1-N" }] }
`,
    );
  });

  it('lets a dynamic workflow count its static phases alone', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "total_phases": 1, "dynamic_phases": true, "phases": [{ "phase_number": 0 }, { "phase_number": "1-N" }] }
`,
    );
  });
});
