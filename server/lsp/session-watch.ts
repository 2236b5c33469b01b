import { isDeepStrictEqual } from 'node:util';
import { CELL } from '../caches/cell.ts';
import type { Query } from '../caches/definition.ts';
import type { KeyedCell } from '../caches/keyed-cell.ts';
import type { DriftNotice } from '../diagnostics/session-drift.ts';
import { driftNotices } from '../execution/drift-notices.ts';
import { type Session, session } from '../execution/session.ts';
import { summaryOf } from '../execution/views/summary.ts';
import type { SessionDidChangeParams, SessionSummary } from '../protocol/session-requests.ts';
import type { FilePath } from '../workspace/paths.ts';
import { inSlices } from '../workspace/slices.ts';
import { allStateFiles } from '../workspace/state-folder.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface SessionWatchOptions {
  readonly workspace: Workspace;
  /** Where the drift of running sessions is put for the diagnostics. */
  readonly drift: KeyedCell<readonly DriftNotice[]>;
  readonly tell: (change: SessionDidChangeParams) => void;
  /** Called when other drift is to be shown than before, or files became sources or no longer are. */
  readonly onDrift: () => void;
}

/** An edit is answered first; what it means for sessions follows after so long, in milliseconds. */
const REST = 10;

/**
 * Looks, after each change, whether running sessions still fit their workflows, and whether somebody
 * else changed a state file: the editor is told of it without asking.
 */
export class SessionWatch {
  readonly #options: SessionWatchOptions;
  /** What was told of each session last; before the first look only what requests did to some. */
  #known: ReadonlyMap<string, SessionSummary> = new Map();
  #hasLooked = false;
  #timer: NodeJS.Timeout | undefined;
  #generation = 0;

  constructor(options: SessionWatchOptions) {
    this.#options = options;
  }

  /** A request changed a session, and the client was told so. */
  told({ sessionId, session: summary }: SessionDidChangeParams): void {
    const known = new Map(this.#known);
    if (summary === undefined) known.delete(sessionId);
    else known.set(sessionId, summary);
    this.#known = known;
    // A look under way may have seen it as it was before.
    this.#generation++;
    this.lookSoon();
  }

  lookSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#look(++this.#generation);
    }, REST).unref();
  }

  close(): void {
    this.#generation++;
    clearTimeout(this.#timer);
  }

  async #look(generation: number): Promise<void> {
    const { workspace, drift, onDrift } = this.#options;
    const seen = await inSlices(this.#lookAtAll(), {
      begin: () => workspace.caches.beginPass(),
      isCancelled: () => generation !== this.#generation,
    });
    if (seen === undefined) return;
    const driftChanged = drift.replace(seen.notices);
    const sourcesChanged = workspace.planSources.replace(seen.sources);
    if (driftChanged || sourcesChanged) onDrift();
    const before = this.#known;
    this.#known = seen.summaries;
    this.#tellDifferences(before, seen.summaries);
    this.#hasLooked = true;
  }

  *#lookAtAll(): Generator<
    void,
    {
      summaries: Map<string, SessionSummary>;
      notices: Map<FilePath, DriftNotice[]>;
      sources: Map<FilePath, 'plan' | 'definition'>;
    }
  > {
    const summaries = new Map<string, SessionSummary>();
    const notices = new Map<FilePath, DriftNotice[]>();
    const sources = new Map<FilePath, 'plan' | 'definition'>();
    for (const file of this.#asKnown(allStateFiles, CELL)) {
      const known = this.#asKnown(session, file);
      if (known.state === 'session') {
        const summary = summaryOf(known.session, Date.now());
        summaries.set(summary.sessionId, summary);
        for (const { file: edited, ...notice } of driftNotices(known.session)) {
          notices.set(edited, [...(notices.get(edited) ?? []), notice]);
        }
        const source = sourceOf(known.session);
        if (source !== undefined) {
          sources.set(source, /\.ya?ml$/.test(source) ? 'definition' : 'plan');
        }
      }
      yield;
    }
    return { summaries, notices, sources };
  }

  /**
   * A value as the caches know it. This comes after each key, so no state file is compared with the disk for it: who
   * lost an event is told by the sweeper, which looks at them all.
   */
  #asKnown<V>(query: Query<V>, key: string): V {
    const { caches } = this.#options.workspace;
    return caches.engine.peek(query, key) ?? caches.ask(query, key);
  }

  #tellDifferences(
    before: ReadonlyMap<string, SessionSummary>,
    now: ReadonlyMap<string, SessionSummary>,
  ): void {
    for (const [sessionId, summary] of now) {
      const last = before.get(sessionId);
      if (last === summary) continue;
      if (last === undefined) {
        // Those that were there before the server are no news.
        if (this.#hasLooked) {
          this.#options.tell({ sessionId, change: 'started', session: summary });
        }
      } else if (last.updatedAt !== summary.updatedAt || last.status !== summary.status) {
        this.#options.tell({ sessionId, change: 'edited', session: summary });
      } else if (!isDeepStrictEqual(last.drift, summary.drift)) {
        this.#options.tell({ sessionId, change: 'drift', session: summary });
      }
    }
    for (const sessionId of before.keys()) {
      if (!now.has(sessionId)) this.#options.tell({ sessionId, change: 'deleted' });
    }
  }
}

/** What a session that is not complete generates its phases from. */
function sourceOf({ complete, run }: Session): FilePath | undefined {
  const content = run?.content;
  if (complete || content === undefined) return undefined;
  if (content.state === 'ready') return content.source;
  return content.fault === 'source' ? content.file : undefined;
}
