import { distance } from 'fastest-levenshtein';

/** What follows the colon of a command, and so what can be checked and offered there. */
export type ArgumentKind =
  | 'file'
  | 'file-or-prose'
  | 'link-or-prose'
  | 'prose'
  | 'title'
  | 'query'
  | 'question'
  | 'loop'
  | 'table'
  | 'none';

/** Whether a command leads to a file, or may. */
export function leadsToFile(
  argument: ArgumentKind | undefined,
): argument is 'file' | 'file-or-prose' {
  return argument === 'file' || argument === 'file-or-prose';
}

/** A NAME of the command language under its symbol (FORMAT.md (d)). */
export interface CommandSpec {
  /** With the variation selector U+FE0F where the symbol has one: what completion inserts. */
  readonly symbol: string;
  readonly name: string;
  readonly argument: ArgumentKind;
  /** One or two sentences for the author. */
  readonly documentation: string;
  readonly example: string;
}

const VARIATION_SELECTOR = '\uFE0F';

type Names = readonly (readonly [
  name: string,
  argument: ArgumentKind,
  documentation: string,
  argumentExample: string,
])[];

const VOCABULARY: readonly (readonly [symbol: string, names: Names])[] = [
  [
    '🎯',
    [
      [
        'NEXT-MANDATORY',
        'file-or-prose',
        'Names the one place to go to next: the following task, or the next phase after the last task. Nothing else may be started before.',
        '[task-2-build.md](task-2-build.md)',
      ],
      [
        'PHASE-COMPLETE',
        'prose',
        'The phase is done: its evidence is submitted now, and the gate decides whether the next phase opens.',
        'Submit the evidence of phase 1',
      ],
    ],
  ],
  [
    `\u21A9${VARIATION_SELECTOR}`,
    [
      [
        'RETURN-TO',
        'file',
        'Leads back to a file already read, as a rule to the overview of the phase.',
        'phase.md',
      ],
      [
        'RETURN-IF-FAILED',
        'file',
        'Leads back to an earlier file when what was just checked does not hold.',
        'task-1-collect.md',
      ],
    ],
  ],
  [
    '🛑',
    [
      [
        'EXECUTE-NOW',
        'prose',
        'Is to be done at once and in full; reading on before it is done is not allowed.',
        'Run the tests of the changed package',
      ],
      [
        'STOP-IF-INVALID',
        'prose',
        'Ends the work here when the condition is not met, and reports why.',
        'The specification has no acceptance criteria',
      ],
      [
        'VALIDATE-GATE',
        'title',
        'Opens a checklist. Every box below it must hold before the work goes on.',
        'Release candidate',
      ],
    ],
  ],
  [
    `\u26A0${VARIATION_SELECTOR}`,
    [
      [
        'MUST-READ',
        'link-or-prose',
        'Is to be read before anything below it is begun.',
        '[naming rules](../../core/naming.md)',
      ],
      [
        'CONSTRAINT',
        'prose',
        'A limit that the work has to keep to, whatever else changes.',
        'Public signatures stay as they are',
      ],
      [
        'IF-FAILED',
        'prose',
        'Says what to do when the step above did not succeed.',
        'Restore the backup and report the error',
      ],
    ],
  ],
  [
    '📊',
    [
      [
        'COUNT-AND-DOCUMENT',
        'prose',
        'Asks for a figure that is counted, not estimated, and written down as evidence.',
        'Modules without tests: [number]',
      ],
      [
        'CONTEXT',
        'prose',
        'Gives what must be known to understand the step; there is nothing to do for it.',
        'The importer was rewritten in March',
      ],
    ],
  ],
  [
    '📖',
    [
      [
        'DISCOVER-TOOL',
        'prose',
        'Asks to look for a tool that does this, rather than to assume one by name.',
        'Find a tool that lists the open sessions',
      ],
    ],
  ],
  [
    '🔍',
    [
      [
        'MUST-SEARCH',
        'query',
        'Asks to query the standards with the quoted words before going on.',
        '"how to name evidence fields"',
      ],
      [
        'QUERY-AND-DECIDE',
        'question',
        'Asks a question whose answer decides between the branches below.',
        'Does the service have a public API?',
      ],
    ],
  ],
  [
    '🔄',
    [
      [
        'LOOP-START',
        'loop',
        'Begins a part that is repeated for each element, up to the matching LOOP-END.',
        'module in modules',
      ],
      ['LOOP-END', 'none', 'Ends the part that LOOP-START began.', ''],
      [
        'UPDATE-TABLE',
        'table',
        'Asks to bring the named table up to date before going on.',
        'Progress',
      ],
    ],
  ],
  [
    '🚨',
    [
      [
        'FRAMEWORK-VIOLATION',
        'prose',
        'Names a shortcut that breaks the workflow, so that it is recognised before it is taken.',
        'Marking a task done without its evidence',
      ],
      [
        'WORKFLOW-VIOLATION',
        'prose',
        'Names a shortcut that breaks the workflow: the same as FRAMEWORK-VIOLATION.',
        'Skipping the checklist of a task',
      ],
      [
        'CRITICAL',
        'prose',
        'Marks what does lasting harm when it is overlooked.',
        'The migration cannot be undone',
      ],
    ],
  ],
];

/** Every NAME, symbol by symbol. */
export const COMMANDS: readonly CommandSpec[] = VOCABULARY.flatMap(([symbol, names]) =>
  names.map(([name, argument, documentation, argumentExample]) => ({
    symbol,
    name,
    argument,
    documentation,
    example: `${symbol} ${name}: ${argumentExample}`.trimEnd(),
  })),
);

/** The symbols as completion inserts them. */
export const SYMBOLS: readonly string[] = VOCABULARY.map(([symbol]) => symbol);

/** What stands for done, failed, open and under way in checklists and tables. */
export const STATUS_MARKS = ['✅', '❌', '⬜', '🟡'] as const;

/** A symbol without its variation selector: authors write ⚠ and ↩ with or without it. */
export function bareSymbol(symbol: string): string {
  return symbol.replace(VARIATION_SELECTOR, '');
}

/** `⚠ U+26A0` in the notation of the Unicode standard: `U+26A0 U+FE0F`. */
export function codePointsOf(symbol: string): string {
  return [...symbol]
    .map((character) => `U+${character.codePointAt(0)?.toString(16).toUpperCase()}`)
    .join(' ');
}

/** The meaning of a NAME under a symbol; absent if the symbol has no such NAME. */
export function commandSpec(symbol: string, name: string): CommandSpec | undefined {
  const bare = bareSymbol(symbol);
  return COMMANDS.find((spec) => spec.name === name && spec.symbol.startsWith(bare));
}

/**
 * The command that an unknown NAME was probably meant to be: the same NAME under another symbol,
 * else the closest spelling, NAMEs of the same symbol first. None if over half the letters differ.
 */
export function nearestCommand(symbol: string, name: string): CommandSpec | undefined {
  const bare = bareSymbol(symbol);
  const [nearest] = COMMANDS.map((spec) => ({
    spec,
    edits: distance(name, spec.name),
    isOfSymbol: spec.symbol.startsWith(bare),
  })).sort((a, b) => a.edits - b.edits || Number(b.isOfSymbol) - Number(a.isOfSymbol));
  return nearest !== undefined && nearest.edits * 2 <= name.length ? nearest.spec : undefined;
}
