import type { OutlineRule } from '../../rule.ts';

export const startPhaseMismatch: OutlineRule = {
  scope: 'outline',
  code: 'metadata/start-phase-mismatch',
  title: 'start_phase differs from the real start',
  severity: 'warning',
  page: {
    what: '`start_phase` is not the phase that a session begins with: 0 if there is a folder `phases/0/`, else 1.',
    why: 'The field is ignored. Whoever reads it expects a session to begin elsewhere than it does.',
    wrong: { language: 'json', text: '// phases/0/ is there\n"start_phase": 1' },
    right: { language: 'json', text: '// phases/0/ is there\n"start_phase": 0' },
  },
  *check({ metadata, metadataFile, phases }) {
    const { startPhase } = metadata;
    if (startPhase === undefined || phases.length === 0) return;
    const expected = phases.some(({ number }) => number === 0) ? 0 : 1;
    if (startPhase === expected) return;
    const because = expected === 0 ? 'there is a folder phases/0/' : 'there is no folder phases/0/';
    yield {
      file: metadataFile,
      at: '/start_phase',
      message: `start_phase is ${startPhase}, but a session begins with phase ${expected}: ${because}.\nThe engine ignores this field. Write ${expected}, or delete it.`,
      data: { expected },
    };
  },
};
