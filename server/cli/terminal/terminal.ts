import { createColors } from 'picocolors';

export type Colours = ReturnType<typeof createColors>;

/** Where the answers of a command go. */
export interface Terminal {
  /** For what is the answer. Does nothing to text where there are no colours. */
  readonly colours: Colours;
  /** The same for what goes to standard error. */
  readonly errorColours: Colours;
  /** Columns to fill at the most. */
  readonly width: number;
  /** Writes text and a line end to standard output. */
  out(text: string): void;
  /** Writes text and a line end to standard error. */
  err(text: string): void;
}

interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Lines longer than this are hard to read, however wide the window is. */
const WIDEST = 100;
const NARROWEST = 40;
/** Of what is no terminal. */
const USUAL = 80;

/**
 * The terminal of a process.
 *
 * @param environment says whether colours are wanted: `NO_COLOR`, `FORCE_COLOR`, `TERM`
 */
export function terminalOf(
  { stdout, stderr }: { readonly stdout: OutputStream; readonly stderr: OutputStream },
  environment: NodeJS.ProcessEnv,
): Terminal {
  return {
    colours: createColors(wantsColours(stdout, environment)),
    errorColours: createColors(wantsColours(stderr, environment)),
    width: Math.max(NARROWEST, Math.min(WIDEST, stdout.columns ?? USUAL)),
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
  };
}

/** `NO_COLOR` counts however it is set, unless it is empty (no-color.org); then `FORCE_COLOR`. */
export function wantsColours(
  { isTTY = false }: Pick<OutputStream, 'isTTY'>,
  { NO_COLOR = '', FORCE_COLOR = '', TERM }: NodeJS.ProcessEnv,
): boolean {
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY && TERM !== 'dumb';
}
