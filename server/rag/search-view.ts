import type { IndexStatusResult, SearchResultItem } from '../protocol/search-requests.ts';
import type { FoundPassage, IndexStatus } from './indexing/protocol.ts';

/** The state of the index, as the wire has it. */
export function indexStatus(status: IndexStatus): IndexStatusResult {
  const { state, documents, chunks, embedded, model, keeper, problems, work } = status;
  const reason = problems.map((each) => `${each.reason} ${each.remedy}`).join(' ');
  return {
    state,
    documents,
    chunks,
    ...(model === undefined ? {} : { model }),
    progress: { done: embedded, total: chunks },
    ...(reason === '' ? {} : { reason }),
    keeper,
    work,
  };
}

/** A passage that was found, as the wire has it. @param range in the encoding of whoever asked */
export function resultItem(
  passage: FoundPassage,
  uri: string,
  range: SearchResultItem['range'],
): SearchResultItem {
  const { title, headings, text, score, kind, phase, tags, workflowType, critical } = passage;
  return {
    uri,
    range,
    title,
    headings,
    text,
    score,
    kind,
    phase,
    tags,
    ...(workflowType === undefined ? {} : { workflowType }),
    critical,
  };
}
