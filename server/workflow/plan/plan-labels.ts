/** What a label of a plan introduces (FORMAT.md (f)). */
export type LabelKind =
  | 'objective'
  | 'time'
  | 'dependencies'
  /** Words that introduce dependencies only where tasks follow: `Requires`, `After`. */
  | 'perhaps-dependencies'
  | 'criteria'
  /** Words that stand for criteria where a task has none by that name. */
  | 'perhaps-criteria'
  | 'gate'
  /** Words that stand for the gate where a phase has none by that name. */
  | 'perhaps-gate';

/** A label at the beginning of a line, or of what follows a bar on it. */
export interface PlanLabel {
  /** Absent for a label that means nothing to a plan: `**Testing:**`. */
  readonly kind: LabelKind | undefined;
  readonly bold: boolean;
  /** Whether it is one even among items of other things, where `Time: short` may be one of them. */
  readonly certain: boolean;
  /** The line's text from here on is the value; an offset within the line. */
  readonly valueStart: number;
}

/**
 * The label that a line begins with, as written: `**Name:** value`, `**Name**: value`, `Name: value`,
 * `**Name** - value`, or the bare name of one that a plan knows. Absent for other lines.
 */
export function readPlanLabel(line: string): PlanLabel | undefined {
  const [lead = ''] = LEAD.exec(line) ?? [];
  const [sentence] = SENTENCE.exec(line.slice(lead.length, lead.length + 200)) ?? [];
  if (sentence !== undefined) {
    const valueStart = lead.length + sentence.length;
    return { kind: 'dependencies', bold: false, certain: true, valueStart };
  }
  const [written = ''] = NAME.exec(line.slice(lead.length)) ?? [];
  const name = written.trimEnd();
  if (name === '') return undefined;
  const rest = line.slice(lead.length + name.length);
  const bold = /[*_]{2}\s*$|[*_]{2}[^\p{L}\p{N}*_]*$/u.test(lead);
  const [end = '', closing = '', colon, dash, closingAfter = ''] = END.exec(rest) ?? [];
  const closed = closing !== '' || closingAfter !== '' || /[*_]{2}\s*$/.test(line);
  const kind = labelKind(name);
  const certain =
    kind !== undefined && (bold || CERTAIN.includes(kind) || /^estimated\b/i.test(name));
  const valueStart = line.length - rest.length + end.length;
  const isEmpty = rest.slice(end.length).trim() === '';
  if (colon !== undefined) {
    return kind !== undefined || (bold && closed) || (isEmpty && isShort(name))
      ? { kind, bold, certain, valueStart }
      : undefined;
  }
  if (dash !== undefined)
    return kind === undefined ? undefined : { kind, bold, certain, valueStart };
  if (kind !== undefined)
    return (bold && closing !== '') || isEmpty ? { kind, bold, certain, valueStart } : undefined;
  return bold && closed && isEmpty && name.length <= 60
    ? { kind, bold, certain, valueStart }
    : undefined;
}

const CERTAIN: readonly LabelKind[] = ['dependencies', 'criteria', 'gate'];

/** `Depends on Task 1.1`: no label, but it says the same. */
const SENTENCE = /^(?:depends (?:up)?on|blocked by)\s+(?=(?:tasks?\s+)?\d+\.\d)/i;

/** Marks, symbols and boxes before a name. */
const LEAD = /^(?:\[[ xX]\]|[^\p{L}\p{N}`[]|\[(?![ xX]\]))*/u;
const NAME = /^(?:[^:：*_|`–—\s-]|-(?!\s)|_(?=[\p{L}\p{N}])|[^\S\r\n](?![-–—|]))*/u;
const END = /^([*_]*)[^\S\r\n]*(?:([:：])|([-–—]+(?=\s)))?([*_]*)/u;

function isShort(name: string): boolean {
  return name.length <= 40 && name.split(/\s+/).length <= 3;
}

/** What a name introduces, with or without a remark in brackets behind it. */
function labelKind(name: string): LabelKind | undefined {
  if (name.length > 80) return undefined;
  const words = name
    .toLowerCase()
    .replace(/\s*\([^()]*\)\s*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return KINDS.find(([, pattern]) => pattern.test(words))?.[0];
}

const KINDS: readonly (readonly [LabelKind, RegExp])[] = [
  [
    'objective',
    /^(?:(?:the|our|phase|overall|main|primary) ){0,3}(?:\d+ )?(?:objectives?|goals?|purpose)$/,
  ],
  [
    'time',
    /^(?:(?:total|phase|task) )?(?:\d+ )?(?:(?:estimated|est\.?|expected) )?(?:time|duration|effort|time ?frame)(?: estimate| required| needed)?$|^estimates?$/,
  ],
  ['dependencies', /^(?:task )?(?:[\d.]+ )?(?:dependenc(?:y|ies)|depends (?:up)?on|blocked by)$/],
  ['perhaps-dependencies', /^(?:requires|after|prerequisites?)$/],
  ['criteria', /^(?:task )?(?:[\d.]+ )?acceptance criteri(?:a|on)(?: (?:for|of) task [\d.]+)?$/],
  [
    'perhaps-criteria',
    /^(?:task )?(?:(?:success|completion|exit|done|verification|validation) criteria|acceptance|criteria|definition of done|done when)$/,
  ],
  [
    'gate',
    /^(?:phase \d+ )?(?:phase )?(?:completion |exit )?(?:validation gates?|validate[- ]gate)(?: criteria| checklist| items)?(?: (?:for )?(?:phase )?\d+)?$/,
  ],
  [
    'perhaps-gate',
    /^(?:phase \d+ )?(?:phase )?(?:(?:quality|exit|completion|phase) )?gates?(?: criteria| checklist)?$|^(?:phase \d+ )?(?:phase )?(?:validation |completion )?checkpoint$|^phase (?:\d+ )?(?:acceptance|success|completion|exit) criteria$/,
  ],
];

/** Where a line goes on with another label, behind a bar or in bold: offsets of such parts. */
export function labelledParts(line: string): number[] {
  const starts: number[] = [];
  if (!/[|·•]|\*\*|__/.test(line)) return starts;
  for (const { 0: joint, index } of line.matchAll(JOINT)) {
    const start = index + joint.length;
    const label = readPlanLabel(line.slice(start, start + 160));
    if (label?.kind !== undefined && (label.bold || /[|·•]/.test(joint))) starts.push(start);
  }
  return starts;
}

const JOINT = /(?<!\s)\s*[|·•]\s*|(?<!\s)[,;]?[^\S\r\n]+(?=(?:\*\*|__)[\p{L}])/gu;
