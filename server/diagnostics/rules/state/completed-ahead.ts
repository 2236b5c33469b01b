import type { DocumentRule } from '../../rule.ts';
import { recordedPhases } from './recorded-phases.ts';

export const stateCompletedAhead: DocumentRule = {
  scope: 'document',
  code: 'state/completed-ahead',
  title: 'Completed phase that was not reached',
  severity: 'warning',
  page: {
    what: 'A state file lists a phase as completed that is the current one, or comes after it.',
    why: 'A phase is completed only while it is the current one, and the next one follows. The state contradicts itself, and the engine may call the session complete too early.',
    wrong: { language: 'json', text: '{"current_phase": 1, "completed_phases": [0, 1]}' },
    right: { language: 'json', text: '{"current_phase": 2, "completed_phases": [0, 1]}' },
  },
  *check(document) {
    if (document.kind !== 'state') return;
    const { current, completed } = recordedPhases(document.tree);
    if (current === undefined) return;
    const ahead = completed.filter(({ phase }) => phase >= current);
    const [first] = ahead;
    if (first === undefined) return;
    const numbers = ahead.map(({ phase }) => phase).join(', ');
    const phases = ahead.length === 1 ? `Phase ${numbers} is` : `Phases ${numbers} are`;
    yield {
      at: first.at,
      message: `${phases} listed as completed, while the current phase is ${current}.\nOnly what comes before the current phase can be completed. Correct "current_phase", or take it out of this list.`,
      related: [{ file: document.file, at: '/current_phase', message: 'The current phase.' }],
    };
  },
};
