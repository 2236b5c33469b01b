import { raise } from './errors.ts';
import { type Found, groupNumber, groupText } from './regex-match.ts';
import type { Machine } from './values.ts';

const escapes: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['\\', '\\'],
]);

const reference = /\\(?:g<([^>]*)>|(0[0-7]{0,2}|[1-3][0-7]{2})|([1-9]\d?)|(.)|$)/gsu;

/** The replacement that `re.sub` makes of its template: `\1` and `\g<name>` are groups. */
export function expandTemplate(machine: Machine, template: string, found: Found): string {
  if (!template.includes('\\')) return template;
  machine.budget.reading(template.length * 4);
  return template.replace(
    reference,
    (whole: string, named?: string, octal?: string, numbered?: string, other?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (other !== undefined && !/[a-zA-Z]/.test(other)) return escapes.get(other) ?? whole;
      if (other !== undefined) return escapes.get(other) ?? raise('error', `bad escape \\${other}`);
      const group = named ?? numbered;
      if (group === undefined) return raise('error', 'bad escape (end of pattern)');
      if (named !== undefined && !/^\d+$/.test(named)) {
        const number = found.pattern.names.get(named);
        if (number === undefined) return raise('IndexError', `unknown group name '${named}'`);
        return groupText(found, number) ?? '';
      }
      if (Number(group) > found.pattern.groups)
        return raise('error', `invalid group reference ${group}`);
      return groupText(found, groupNumber(machine, found.pattern, BigInt(group))) ?? '';
    },
  );
}
