import type { Indexer } from './indexer.ts';
import type { ToWorker } from './protocol.ts';

/** Tells an index what a message changes in it. Questions and the end are for who answers. */
export function hear(indexer: Indexer, message: ToWorker): void {
  switch (message.kind) {
    case 'configure':
      indexer.configure(message.configuration);
      break;
    case 'touched':
      indexer.touched(message.files);
      break;
    case 'buffer':
      indexer.setBuffer(message.file, message.text);
      break;
    case 'rebuild':
      indexer.rebuild();
      break;
    default:
  }
}
