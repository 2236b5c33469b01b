import { styleText } from 'node:util';

/*
 * Few colours, each with one meaning. `styleText` leaves them out when standard output is no
 * terminal, when NO_COLOR is set or TERM is dumb, and keeps them when FORCE_COLOR says so.
 */

/** What to read first. */
export const strong = (text: string): string => styleText('bold', text);
/** What can be skipped: labels, line numbers, borders. */
export const faint = (text: string): string => styleText('dim', text);
/** Passed, added, clean. */
export const good = (text: string): string => styleText('green', text);
/** Failed, removed, an error. */
export const bad = (text: string): string => styleText('red', text);
/** A warning. */
export const doubtful = (text: string): string => styleText('yellow', text);
/** The selected entry of a menu. */
export const chosen = (text: string): string => styleText('inverse', text);
