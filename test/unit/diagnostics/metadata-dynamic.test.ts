import { describe, it } from 'vitest';
import { expectFindings } from './rendered-findings.ts';

const TEMPLATES = `//- phases/dynamic/phase-template.md
# Phase [PHASE_NUMBER]: [PHASE_NAME]
//- phases/dynamic/task-template.md
# Task [TASK_ID]: [TASK_NAME]
`;

describe('metadata/dynamic-config-missing', () => {
  const code = 'metadata/dynamic-config-missing';

  it('wants the configuration of a dynamic workflow', () => {
    expectFindings(
      code,
      `//- metadata.json
{ «"dynamic_phases"»: true, "phases": [] }
//= dynamic_phases is true, but there is no dynamic_config.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": true, "dynamic_config": {}, "phases": [] }
`,
    );
    expectFindings(code, '//- metadata.json\n{ "dynamic_phases": false, "phases": [] }\n');
  });
});

describe('metadata/dynamic-config-unused', () => {
  const code = 'metadata/dynamic-config-unused';

  it('wonders at a configuration that nothing reads', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": false, «"dynamic_config"»: {}, "phases": [] }
//= dynamic_config is given, but dynamic_phases is not true.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ «"dynamic_config"»: {}, "phases": [] }
//= dynamic_config is given, but dynamic_phases is not true.
`,
    );
  });

  it('leaves it to the total, a phase number or a wrong value to say so', () => {
    expectFindings(
      code,
      '//- metadata.json\n{ "total_phases": "dynamic", "dynamic_config": {}, "phases": [] }\n',
    );
    expectFindings(
      code,
      '//- metadata.json\n{ "dynamic_config": {}, "phases": [{ "phase_number": "1-N" }] }\n',
    );
    expectFindings(
      code,
      '//- metadata.json\n{ "dynamic_phases": "true", "dynamic_config": {}, "phases": [] }\n',
    );
  });
});

describe('metadata/source-key-missing', () => {
  const code = 'metadata/source-key-missing';

  it('wants the start option to be named', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": true, «"dynamic_config"»: { "parser": "spec_tasks_parser" } }
//= No start option is named that holds the source of the phases.
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": true, "dynamic_config": { "source_path_key": «""» } }
//= No start option is named that holds the source of the phases.
`,
    );
    expectFindings(
      code,
      '//- metadata.json\n{ "dynamic_phases": true, "dynamic_config": { "source_path_key": "plan" } }\n',
    );
  });
});

describe('metadata/template-missing', () => {
  const code = 'metadata/template-missing';

  it('wants the templates that are named', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": true, "dynamic_config": { "templates": {
  "phase": «"dynamic/phase-template.md"», "task": "phases/dynamic/task-template.md"
} } }
//= There is no template "dynamic/phase-template.md" for phases.
${TEMPLATES}`,
    );
  });

  it('wants the usual ones where none is named', () => {
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": true, «"dynamic_config"»: {} }
//= There is no template "phases/dynamic/task-template.md" for tasks.
//- phases/dynamic/phase-template.md
# Phase [PHASE_NUMBER]: [PHASE_NAME]
`,
    );
    expectFindings(
      code,
      `//- metadata.json
{ "dynamic_phases": true, "dynamic_config": {} }
${TEMPLATES}`,
    );
  });

  it('wants none of a static workflow', () => {
    expectFindings(code, '//- metadata.json\n{ "dynamic_config": {} }\n');
  });
});
