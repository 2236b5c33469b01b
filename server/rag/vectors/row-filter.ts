import type { SearchFilterParams } from '../../protocol/search-requests.ts';
import type { FilePath } from '../../workspace/paths.ts';
import { tagMark } from './table-rows.ts';

/** A condition in the table's SQL: which rows are of some files. Of no files: no row. */
export function ofFiles(files: readonly FilePath[]): string {
  return files.length === 0 ? 'false' : `file IN (${files.map(quoted).join(', ')})`;
}

/** A condition in the table's SQL for what is searched; undefined where all rows count. */
export function searchCondition(
  { phase, tags, kind, workflowType, critical }: SearchFilterParams,
  except: readonly FilePath[],
): string | undefined {
  const conditions = [
    ...(phase === undefined ? [] : [`phase = ${integer(phase)}`]),
    ...(tags ?? []).map((tag) => `strpos(tags, ${quoted(tagMark(tag))}) > 0`),
    ...(kind === undefined ? [] : [`kind = ${quoted(kind)}`]),
    ...(workflowType === undefined ? [] : [`workflow_type = ${quoted(workflowType)}`]),
    ...(critical === undefined ? [] : [`critical = ${critical === true}`]),
    ...(except.length === 0 ? [] : [`NOT (${ofFiles(except)})`]),
  ];
  return conditions.length === 0 ? undefined : conditions.join(' AND ');
}

function quoted(text: string): string {
  return `'${String(text).replaceAll("'", "''")}'`;
}

/** Numbers are the only values that go in without quotes: anything else would be code. */
function integer(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : 'NULL';
}
