import path from 'node:path';
import { entryOf, toValue } from '../../../syntax/data-tree.ts';
import type { DocumentRule } from '../../rule.ts';

export const stateSessionIdMismatch: DocumentRule = {
  scope: 'document',
  code: 'state/session-id-mismatch',
  title: 'Session id unlike the name of its file',
  severity: 'warning',
  page: {
    what: 'The `session_id` of a state file is not the name of the file.',
    why: 'A session is looked up by the name of its file, and saved under its id: the next save writes another file, and this one stays as it is.',
    wrong: { language: 'json', text: '// 1ec2c575-….json\n{"session_id": "9d0e41b7-…"}' },
    right: { language: 'json', text: '// 1ec2c575-….json\n{"session_id": "1ec2c575-…"}' },
  },
  *check(document) {
    if (document.kind !== 'state') return;
    const id = toValue(entryOf(document.tree.root, 'session_id')?.value);
    const name = path.basename(document.file, '.json');
    if (id === undefined || id === null || id === name) return;
    yield {
      at: '/session_id',
      message: `The session's id is not the name of its file, "${name}".\nA session is looked up by its file and saved under its id, so its next save goes elsewhere. Write "${name}".`,
      data: { expected: name },
    };
  },
};
