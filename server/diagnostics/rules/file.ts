import { type SyntaxFamily, syntaxRules } from './syntax-rules.ts';

const file: SyntaxFamily = {
  name: 'file',
  language: 'text',
  why: 'What cannot be read is not checked, not shown and not run.',
  blocks: ['start', 'complete'],
};

/** What makes a file unfit to be read at all, whatever its language. */
export const fileRules = syntaxRules(file, [
  {
    kind: 'unreadable',
    title: 'File that cannot be read',
    what: 'The system refuses to open the file: a matter of permissions, or no regular file stands there.',
    wrong: 'prw-------  metadata.json',
    right: '-rw-r--r--  metadata.json',
  },
  {
    kind: 'too-large',
    title: 'File too large to be checked',
    what: 'The file has more than a million characters. Real files of workflows have a hundredth of that.',
    wrong: 'phases/0/task-1-import.md  4,500,000 characters',
    right: 'phases/0/task-1-import.md  4,500 characters\nsupporting-docs/import-data.txt',
  },
  {
    kind: 'not-utf8',
    title: 'File that is not UTF-8',
    what: 'The file holds bytes that are no UTF-8 text. It was saved in another encoding, or is no text at all.',
    why: 'Workflows are read as UTF-8. What is not cannot be read by the engine, and shows wrong characters here.',
    wrong: '43 61 66 E9        Café in Latin-1',
    right: '43 61 66 C3 A9     Café in UTF-8',
  },
]);
