import { isObject, objectOf } from '../../../execution/state/state-value.ts';
import { paragraphs } from '../../../features/markup.ts';
import type {
  SessionErrorsResult,
  SessionGetResult,
  SessionOverview,
} from '../../../protocol/session-requests.ts';
import { OWN_KEY } from '../../../workspace/state-folder.ts';
import { printJson, printJsonLine } from '../../exact-json.ts';
import { timeOf } from '../views/session-rows.ts';
import { bullets, cell, fenced, markdownTable } from './markdown-parts.ts';

/** All that is known of a session, for `run export`. */
export interface SessionExport {
  readonly session: SessionGetResult;
  /** The workflow as it is now; absent when it is gone. */
  readonly overview?: SessionOverview;
  readonly attempts: SessionErrorsResult['attempts'];
}

/** A session as one Markdown report: what was done, with which evidence, and what went wrong on the way. */
export function sessionReport({ session, overview, attempts }: SessionExport): string {
  const { workflowType, targetFile, sessionId, status, createdAt, updatedAt } = session;
  const facts = markdownTable(
    ['Session', sessionId],
    [
      [
        'Workflow',
        cell(`${workflowType}${overview === undefined ? ' (gone)' : ` ${overview.version}`}`),
      ],
      ['Target', cell(targetFile)],
      [
        'Status',
        `${status}, ${session.completedPhases.length} of ${session.totalPhases} phases done`,
      ],
      ['Begun', timeOf(createdAt)],
      ['Last change', timeOf(updatedAt)],
      ...optionsOf(session).map(([key, value]) => [`Option ${cell(key)}`, cell(value)]),
    ],
  );
  return `${paragraphs(
    `# ${cell(overview?.name ?? workflowType)}: ${cell(targetFile)}`,
    facts,
    driftBlock(session),
    ...phaseNumbers(session, overview).map((phase) =>
      phaseBlock(phase, session, overview, attempts),
    ),
    historyBlock(session),
  )}\n`;
}

/** What the session was started with: its metadata but what engines keep there. */
function optionsOf({ metadata }: SessionGetResult): [string, string][] {
  return Object.entries(metadata)
    .filter(([key]) => ![OWN_KEY, 'total_phases', 'paused'].includes(key))
    .map(([key, value]) => [key, typeof value === 'string' ? value : printJsonLine(value)]);
}

function driftBlock({ drift }: SessionGetResult): string | undefined {
  if (drift.length === 0) return undefined;
  const items = drift.map(({ message, remediation }) => `${cell(message)} ${cell(remediation)}`);
  return paragraphs('## Edited since the session began', bullets(items));
}

function phaseNumbers(session: SessionGetResult, overview: SessionOverview | undefined): number[] {
  const listed = overview?.phases.map(({ phase }) => phase) ?? [];
  const kept = Object.keys(session.phaseArtifacts).map(Number).filter(Number.isInteger);
  return [...new Set([...listed, ...session.completedPhases, ...kept])].toSorted((a, b) => a - b);
}

function phaseBlock(
  phase: number,
  session: SessionGetResult,
  overview: SessionOverview | undefined,
  attempts: SessionErrorsResult['attempts'],
): string {
  const known = overview?.phases.find((each) => each.phase === phase);
  const artifact = objectOf(session.phaseArtifacts[phase]);
  const title = `## Phase ${phase}${known === undefined ? '' : `: ${cell(known.name)}`}`;
  const ofPhase = attempts.filter((attempt) => attempt.phase === phase);
  return paragraphs(
    title,
    stateLine(phase, session, artifact),
    evidenceBlock(objectOf(artifact.evidence)),
    ofPhase.length === 0
      ? undefined
      : paragraphs(
          '### Attempts that failed, or passed with warnings',
          bullets(ofPhase.map(attemptItem)),
        ),
  );
}

function stateLine(
  phase: number,
  { completedPhases, currentPhase, status, checkpoints }: SessionGetResult,
  artifact: Readonly<Record<string, unknown>>,
): string {
  const at = typeof artifact.timestamp === 'string' ? ` on ${timeOf(artifact.timestamp)}` : '';
  const judge = objectOf(objectOf(artifact.outputs)[OWN_KEY]);
  const by = typeof judge.gate === 'string' ? `, judged by ${cell(judge.gate)}` : '';
  const unsaved = judge.unsaved === true ? ' (as it was in the editor, not saved)' : '';
  if (completedPhases.includes(phase)) return `Passed${at}${by}${unsaved}.`;
  if (checkpoints[phase] === 'failed') return `The last attempt failed${at}${by}${unsaved}.`;
  return phase === currentPhase && status !== 'completed' ? 'In progress.' : 'To come.';
}

/** Longer values stand below the table, as JSON. */
const LONGEST_IN_CELL = 80;

function evidenceBlock(evidence: Readonly<Record<string, unknown>>): string | undefined {
  const entries = Object.entries(evidence).map(([name, value]) => ({
    name,
    value,
    line: typeof value === 'string' ? value : printJsonLine(value),
  }));
  if (entries.length === 0) return undefined;
  const isShort = ({ line }: { line: string }) =>
    line.length <= LONGEST_IN_CELL && !line.includes('\n');
  const short = entries.filter(isShort).map(({ name, line }) => [cell(name), cell(line)]);
  const long = entries
    .filter((entry) => !isShort(entry))
    .map(({ name, value, line }) =>
      paragraphs(
        `${cell(name)}:`,
        typeof value === 'string' ? fenced(line) : fenced(printJson(value), 'json'),
      ),
    );
  return paragraphs('### Evidence', markdownTable(['Field', 'Value'], short), ...long);
}

function attemptItem({ at, errors, warnings }: SessionErrorsResult['attempts'][number]): string {
  const outcome = errors.length > 0 ? 'refused' : 'passed with warnings';
  const lines = [...errors, ...warnings].map((message) => `\n  - ${cell(message)}`);
  return `${timeOf(at)}: ${outcome}${lines.join('')}`;
}

function historyBlock({ history }: SessionGetResult): string | undefined {
  const entries = history.filter(isObject).map((entry) => {
    const { action, at, from_phase, to_phase, phase_artifacts } = entry;
    const aside = Object.entries(objectOf(phase_artifacts)).map(([phase, artifact]) => [
      phase,
      objectOf(artifact).evidence ?? {},
    ]);
    const when = typeof at === 'string' ? timeOf(at) : '';
    return paragraphs(
      `- ${when}: ${cell(String(action))} from phase ${String(from_phase)} to phase ${String(to_phase)}.`,
      aside.length === 0
        ? undefined
        : paragraphs(
            'Evidence that was set aside, by phase:',
            fenced(printJson(Object.fromEntries(aside)), 'json'),
          ),
    );
  });
  return entries.length === 0 ? undefined : paragraphs('## History', ...entries);
}
