import { withoutStatus } from '../status-marks.ts';
import { readPlanLabel } from './plan-labels.ts';

/** A heading that begins with `Phase N`. */
export interface PhaseHeading {
  readonly number: number;
  readonly role:
    | 'phase'
    /** `Phase 1 Three`: a phase if no heading of that number has a separator. */
    | 'perhaps-phase'
    /** `Phase 1 Validation Gate`. */
    | 'gate'
    /** `Phase 1 Tasks`, `Phase 1 → Phase 2`: about a phase. */
    | 'about';
  /** Without status marks; `Phase N` where the author gave none. */
  readonly name: string;
}

/** Reads `text`, a heading without its marks; absent for headings that begin otherwise. */
export function readPhaseHeading(text: string): PhaseHeading | undefined {
  const { digits = '', rest = '' } = PHASE.exec(text)?.groups ?? {};
  if (digits === '') return undefined;
  const number = Number(digits);
  const { separator, name: written = '' } = NAME.exec(rest)?.groups ?? {};
  const name = withoutStatus(written.trim()) || `Phase ${number}`;
  if (GATE.test(rest) || isGate(written)) return { number, role: 'gate', name };
  if (separator !== undefined) return { number, role: 'phase', name };
  const bare = withoutStatus(rest.trim());
  if (bare === '' || NO_NAME.test(bare)) {
    return { number, role: bare === '' ? 'perhaps-phase' : 'about', name };
  }
  return { number, role: 'perhaps-phase', name: unbracketed(bare) };
}

/** Whether a heading's text is that of a gate, of whichever phase: `Validation Gate`. */
export function isGate(text: string): boolean {
  return readPlanLabel(withoutStatus(text))?.kind === 'gate';
}

/** Symbols, boxes and numbering may come first, and what a project calls its phases. */
const PHASE =
  /^(?:\[[ xX]\]|[^\p{L}\p{N}[]|\[(?![ xX]\])|\d{1,3}(?:\.\d{1,3})*[.)]\s)*(?:(?:implementation|development|project)\s+)?phase\s*#?\s*(?<digits>\d{1,6})(?![\p{L}\p{N}_]|\.\d|[-–—]\d|\s?[-–—]\s?\d+\s*(?:$|[:(]))(?<rest>.*)$/isu;
/** A remark in brackets may come before the separator: `Phase 1 (Week 1): Name`. */
const NAME = /^\s*(?:\([^()]{0,80}\)\s*)?(?:(?<separator>[:：.–—−]|-+(?!>))\s*(?<name>.*))?$/su;
const GATE =
  /^\s*(?:(?:→|->)\s*phase\s*\d+\s*)?(?:(?:completion|exit|quality)\s+)?(?:validation\s+)?(?:gate|checkpoint)s?(?:\s+(?:criteria|checklist))?\s*(?:$|[:(–—✅❌⬜🟡-])/iu;
const NO_NAME =
  /^(?:[^\p{L}\p{N}("'`[]|(?:and|or|to|vs)\b|(?:tasks?|task\s+(?:list|breakdown|details|summary)|deliverables?|dependenc(?:y|ies)|summary|overview|objectives?|goals?|outcomes?|outputs?|risks?|timeline|schedule|notes?|details|status|progress|complete|completed|completion|done|results?|(?:total|estimate|estimates|estimated)\b.*|(?:acceptance|success|exit|completion)\s+criteria|criteria|testing|tests?|validation|review|checklist|milestones?|metrics|prerequisites|requirements|success|rollback|depends\b.*|must\b.*|is\b.*|can\b.*|requires?\b.*)(?:\s*[:(].*)?$)/iu;

/** `(Core)` is named "Core". */
function unbracketed(name: string): string {
  return /^\(([^()]+)\)$/.exec(name)?.[1]?.trim() ?? name;
}
