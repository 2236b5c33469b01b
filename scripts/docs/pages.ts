import { errorTable } from './error-table.ts';
import { notificationTable } from './notification-table.ts';
import { requestTable } from './request-table.ts';
import { rulePages, ruleTable } from './rule-pages.ts';
import { settingsTable } from './settings-table.ts';

/** The folder that holds nothing but generated pages. */
export const RULES_FOLDER = 'docs/rules';

/** The generated pages by their path from the repository. */
export function generatedPages(): Map<string, string> {
  const pages = new Map([
    ['docs/settings.md', page('Settings', 'Under the key `praxis`.', settingsTable())],
    [
      'docs/requests.md',
      page(
        'Requests',
        'Each is also a command of the same name with dots, for editors that send only these. Besides the errors named here, params of a wrong shape are answered with -32602, which names the path and what was expected.',
        `${requestTable()}\n${errorTable()}\n## Notifications\n\nWhat the server tells by itself.\n\n${notificationTable()}`,
      ),
    ],
    [
      `${RULES_FOLDER}/README.md`,
      page('Rules', 'What is wrong, why, and how to repair or silence it.', ruleTable('')),
    ],
  ]);
  for (const [name, text] of rulePages()) pages.set(`${RULES_FOLDER}/${name}`, text);
  return pages;
}

/** The tables that stand between markers in the README, by the name of the markers. */
export function readmeSections(): Map<string, string> {
  return new Map([
    ['settings', settingsTable()],
    ['requests', requestTable()],
    ['notifications', notificationTable()],
    ['rules', ruleTable(`${RULES_FOLDER}/`)],
  ]);
}

function page(title: string, summary: string, body: string): string {
  return `# ${title}\n\n${summary}\n\n${body}`;
}
