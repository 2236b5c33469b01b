import type { WorkflowListResult } from '../../../server/protocol/workflow-requests.ts';
import { faint } from '../palette.ts';
import { WORKFLOW } from '../sample-names.ts';
import type { Step } from '../step.ts';
import { table } from '../table.ts';
import { NEIGHBOUR } from './scene.ts';

const EDITING_CACHES = ['document', 'metadata', 'checkpoint', 'workflow'];

export const listWorkflows: Step = {
  title: 'Ask which workflows there are',
  async play({ editor, transcript }) {
    const { workflows } = await editor.client.request<WorkflowListResult>(
      'praxis/workflow/list',
      {},
    );
    transcript.block('sent', ['praxis/workflow/list']);
    transcript.block(
      'answered',
      table(
        ['workflow', 'name', 'phases', 'errors', 'warnings'],
        workflows.map(({ workflowType, name, totalPhases, dynamic, errors, warnings }) => [
          workflowType,
          name,
          dynamic ? `${totalPhases} + generated` : `${totalPhases}`,
          `${errors}`,
          `${warnings}`,
        ]),
        [3, 4],
      ),
    );
    transcript.checks(
      {
        claim: 'all four samples are there',
        came: workflows.map(({ workflowType }) => workflowType).toSorted(),
        expected: [NEIGHBOUR, WORKFLOW, 'service_migration_v1', 'spec_delivery_v1'],
      },
      {
        claim: 'none has an error or a warning',
        came: workflows
          .filter(({ errors, warnings }) => errors + warnings > 0)
          .map(({ workflowType }) => workflowType),
        expected: [],
      },
    );
  },
};

export const askCaches: Step = {
  title: 'Ask what the caches hold',
  async play({ editor, transcript }) {
    const { caches, mode, reason, computed } = await editor.cacheStats();
    transcript.block('sent', ['praxis/cache/stats']);
    transcript.block('answered', [
      ...table(
        ['cache', 'entries', 'hits', 'misses', 'hit rate', 'dropped', 'kept'],
        caches.map(({ name, size, hits, misses, hitRate, invalidations, kept }) => [
          name,
          `${size}`,
          `${hits}`,
          `${misses}`,
          `${(hitRate * 100).toFixed(1)} %`,
          `${invalidations}`,
          `${kept}`,
        ]),
        [1, 2, 3, 4, 5, 6],
      ),
      faint(`${mode}, because of ${reason}; ${computed} queries computed since the start`),
    ]);
    transcript.checks({
      claim: 'what editing needs is in four tables',
      came: EDITING_CACHES.filter((wanted) => caches.some(({ name }) => name === wanted)),
      expected: EDITING_CACHES,
    });
  },
};
