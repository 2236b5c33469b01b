import type { CacheEntry } from '../../server/protocol/cache-requests.ts';
import { diagnosticFrame, diff } from './code-frame.ts';
import type { Edit, Effect } from './editor.ts';
import { inColumns } from './layout.ts';
import { faint, good } from './palette.ts';
import type { Transcript } from './transcript.ts';

/** What an edit sent: the method, the file and the lines that differ. */
export function showEdit(transcript: Transcript, { sent, file, before, after }: Edit): void {
  const messages = sent.map((method) => `${method}  ${faint(file)}`);
  transcript.block('sent', [...messages, ...diff(before, after)]);
}

/** Which cached values an act cost, and which not. */
export function showCaches(transcript: Transcript, { report, held }: Effect): void {
  const { dropped, kept } = report;
  const decided = [...dropped, ...kept];
  const rows = inColumns(
    decided.map(({ cache, key, why, microseconds }) => [cache, key, why, `${microseconds} µs`]),
    [3],
  );
  const untouched = [...held].map(([cache, count]) => {
    const touched = decided.filter((entry) => entry.cache === cache).length;
    return `${cache} ${count - touched}`;
  });
  transcript.block('dropped', rows.slice(0, dropped.length));
  transcript.block('kept', [...rows.slice(dropped.length), `untouched: ${untouched.join(' · ')}`]);
}

/** What the author sees of it: each problem under its line. */
export function showScreen(
  transcript: Transcript,
  effect: Effect,
  textOf: (file: string) => string,
): void {
  const frames = effect.published.flatMap(({ file, diagnostics }) =>
    diagnostics.length === 0
      ? [[`${faint(file)}  ${good('no problems')}`]]
      : diagnostics.map((diagnostic) => diagnosticFrame(file, textOf(file), diagnostic)),
  );
  const apart = frames.flatMap((lines, index) =>
    index > 0 && lines.length > 1 ? ['', ...lines] : lines,
  );
  transcript.block('screen', apart.length === 0 ? [faint('as before')] : apart);
}

/** Entries as `cache key`, sorted, for comparing. */
export function namesOf(entries: readonly CacheEntry[]): string[] {
  return entries.map(({ cache, key }) => `${cache} ${key}`).toSorted();
}
