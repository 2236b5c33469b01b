import { unclosedFence } from '../../workflow/unclosed-fence.ts';
import type { DocumentRule } from '../rule.ts';

export const phaseUnclosedFence = fenceRule('phase', 'phase.md');
export const taskUnclosedFence = fenceRule('task', 'task file');

function fenceRule(kind: 'phase' | 'task', name: string): DocumentRule {
  return {
    scope: 'document',
    code: `${kind}/unclosed-fence`,
    title: 'Fence that is never closed',
    severity: 'hint',
    page: {
      what: `A fence in a ${name} is opened and never closed. As a rule fences of one length are nested: the inner one ends the outer one, and the last closing fence opens a new one.`,
      why: 'All that follows is code: headings, boxes and commands in it are shown as an example, and not read by praxis-ls.',
      wrong: {
        language: 'markdown',
        text: '```markdown\n```json\n{ "id": 1 }\n```\n```\n\n🎯 NEXT-MANDATORY: [task-2-review.md](task-2-review.md)',
      },
      right: {
        language: 'markdown',
        text: '````markdown\n```json\n{ "id": 1 }\n```\n````\n\n🎯 NEXT-MANDATORY: [task-2-review.md](task-2-review.md)',
      },
    },
    *check(document) {
      if (document.kind !== kind || !document.summary.endsInFence) return;
      const opening = unclosedFence(document.markdown.tree, document.text);
      if (opening === undefined) return;
      yield {
        at: opening,
        message:
          'The fence that begins here is never closed: the rest of the file is code.\nCommands and headings below are not read as such. Close it; around a fence write a longer one, of four marks.',
      };
    },
  };
}
