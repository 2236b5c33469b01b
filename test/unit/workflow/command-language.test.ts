import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../server/syntax/markdown.ts';
import {
  COMMANDS,
  codePointsOf,
  commandSpec,
  nearestCommand,
  SYMBOLS,
} from '../../../server/workflow/command-language.ts';
import { type Command, parseCommands } from '../../../server/workflow/commands.ts';
import { mark, marked } from '../marked-text.ts';
import { markdownish } from '../syntax/markdownish.ts';

const commandsIn = (text: string): Command[] => parseCommands(parseMarkdown(text), text);

function only(text: string): Command {
  const [command, ...others] = commandsIn(text);
  if (command === undefined || others.length > 0) throw new Error(`Not one command: ${text}`);
  return command;
}

describe('the vocabulary', () => {
  test('has each NAME once, with an example that is one of it', () => {
    expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length);
    for (const { symbol, name, example, documentation } of COMMANDS) {
      expect(only(example)).toMatchObject({ form: 'command', symbol, name });
      expect(documentation).toMatch(/\.$/);
    }
  });

  test('inserts ⚠ and ↩ with their variation selector', () => {
    expect(SYMBOLS.map(codePointsOf)).toEqual([
      'U+1F3AF',
      'U+21A9 U+FE0F',
      'U+1F6D1',
      'U+26A0 U+FE0F',
      'U+1F4CA',
      'U+1F4D6',
      'U+1F50D',
      'U+1F504',
      'U+1F6A8',
    ]);
  });

  test('knows a symbol with and without its variation selector', () => {
    expect(commandSpec('\u26A0', 'MUST-READ')).toBe(commandSpec('\u26A0\uFE0F', 'MUST-READ'));
    expect(commandSpec('🎯', 'MUST-READ')).toBeUndefined();
  });

  test.each([
    ['🎯', 'NEXT-MANDATOY', 'NEXT-MANDATORY'],
    ['🛑', 'VALIDATE-GATES', 'VALIDATE-GATE'],
    ['🎯', 'VALIDATE-GATE', 'VALIDATE-GATE'],
    ['🔄', 'LOOP-STOP', 'LOOP-START'],
    ['🎯', 'SOMETHING-ELSE', undefined],
  ])('%s %s probably means %s', (symbol, name, meant) => {
    expect(nearestCommand(symbol, name)?.name).toBe(meant);
  });
});

describe('a command', () => {
  test.each([
    '🛑 EXECUTE-NOW: Run it',
    '🛑 **EXECUTE-NOW**: Run it',
    '🛑 **EXECUTE-NOW:** Run it',
    '**🛑 EXECUTE-NOW**: Run it',
    '**🛑 EXECUTE-NOW:** Run it',
    '**🛑 EXECUTE-NOW: Run it**',
    '- 🛑 EXECUTE-NOW: Run it',
    '  2. 🛑 EXECUTE-NOW: Run it',
    '- [ ] 🛑 EXECUTE-NOW: Run it',
    '> 🛑 EXECUTE-NOW: Run it',
    '**First**: 🛑 EXECUTE-NOW: Run it',
    '- **First:** 🛑 **EXECUTE-NOW**: Run it',
    '### 🛑 EXECUTE-NOW: Run it',
    'Some prose\n🛑 EXECUTE-NOW: Run it\nand more',
    '\uFEFF🛑 EXECUTE-NOW: Run it  \r\n',
  ])('may be written %j', (text) => {
    const command = only(text);
    expect(command).toMatchObject({ form: 'command', name: 'EXECUTE-NOW', argument: 'Run it' });
    expect(command.spec).toBe(commandSpec('🛑', 'EXECUTE-NOW'));
  });

  test('has ranges for all of it, symbol, NAME and argument', () => {
    const { text, ranges } = marked('- ««⚠️» **«MUST-READ»**: «the rules»»\n');
    const { range, symbolRange, nameRange, argumentRange } = only(text);
    expect([range, symbolRange, nameRange, argumentRange]).toEqual(ranges);
  });

  test('may still lack its argument: it stands where that would', () => {
    const { text, ranges } = marked('🎯 NEXT-MANDATORY:«»\n');
    expect(only(text)).toMatchObject({ form: 'command', argument: '', argumentRange: ranges[0] });
  });

  test('needs no variation selector, and keeps what is written', () => {
    expect(only('\u21A9 RETURN-TO: phase.md').symbol).toBe('\u21A9');
    expect(only('\u21A9\uFE0F RETURN-TO: phase.md').symbol).toBe('\u21A9\uFE0F');
  });
});

describe('a mention', () => {
  test.each([
    ['in a fence', '```\n🛑 EXECUTE-NOW: Run it\n```'],
    ['in indented code', 'Like this:\n\n    🛑 EXECUTE-NOW: Run it'],
    ['in inline code', '`🛑 EXECUTE-NOW: Run it`'],
    ['with the NAME in inline code', '🛑 `EXECUTE-NOW`: Run it'],
    ['in a comment', '<!-- 🛑 EXECUTE-NOW: Run it -->'],
    ['without a colon', '🛑 EXECUTE-NOW Run it'],
    ['as a heading', '## 🛑 EXECUTE-NOW'],
    ['as a heading that only names it', '## 🛑 EXECUTE-NOW:'],
    ['as an item that only names it', '- 🛑 **EXECUTE-NOW**:'],
    ['within a sentence', 'Write 🛑 EXECUTE-NOW: and then what to do.'],
    ['in a table', '| 🛑 EXECUTE-NOW: Run it | x |\n|---|---|'],
    ['without a blank', '🛑EXECUTE-NOW: Run it'],
  ])('is one %s', (_, text) => {
    expect(only(text)).toMatchObject({ form: 'mention', name: 'EXECUTE-NOW', targets: [] });
  });

  test('is not all that has a symbol', () => {
    expect(commandsIn('## 🎯 Objective\n\n🛑 STOP here\n\n🎯 NEXT-MANDATORYX\n')).toEqual([]);
  });
});

describe('an unknown NAME', () => {
  test('is a command if it has a hyphen and a colon', () => {
    expect(only('🎯 NEXT-MANDATRY: task-2-b.md')).toMatchObject({
      form: 'command',
      spec: undefined,
      nearest: { name: 'NEXT-MANDATORY' },
      targets: [],
    });
  });

  test('is prose otherwise', () => {
    expect(commandsIn('⚠️ WARNING: hot\n\n🎯 NEXT-STEP\n\n🛑 DO NOT STOP: go on\n')).toEqual([]);
  });
});

describe('the files that an argument names', () => {
  test.each([
    ['[task-2-b.md](task-2-b.md)', '[task-2-b.md](«task-2-b.md»)'],
    ['[Build](task-2-b.md) when done', '[Build](«task-2-b.md») when done'],
    ['../2/phase.md', '«../2/phase.md»'],
    ['`task-2-b.md`', '`«task-2-b.md»`'],
    ['**task-2-b.md**', '**«task-2-b.md»**'],
    ['task-2-b.md (the build).', '«task-2-b.md» (the build).'],
    ['Proceed to ../2/phase.md.', 'Proceed to «../2/phase.md».'],
    ['task-3-c.md if it holds or ../2/phase.md', '«task-3-c.md» if it holds or «../2/phase.md»'],
    [
      'if green [task-3-c.md](task-3-c.md) or phase.md',
      'if green [task-3-c.md](«task-3-c.md») or «phase.md»',
    ],
    ['[task-1-*.md](task-1-*.md)', '[task-1-*.md](«task-1-*.md»)'],
    ['task-1-*.md', '«task-1-*.md»'],
    ['Begin Phase 1 execution', 'Begin Phase 1 execution'],
    ['Tick the box in tasks.md and go on', 'Tick the box in tasks.md and go on'],
    ['{{next_task}}.md', '{{next_task}}.md'],
    ['[next]({{next_task}}.md)', '[next]({{next_task}}.md)'],
    ['task-{{ n }}-x.md', 'task-{{ n }}-x.md'],
    ['../[NEXT_PHASE_NUMBER]/phase.md', '../[NEXT_PHASE_NUMBER]/phase.md'],
    ['[the guide](https://example.org/phase.md)', '[the guide](https://example.org/phase.md)'],
  ])('of 🎯 NEXT-MANDATORY: %s', (argument, expected) => {
    const text = `🎯 NEXT-MANDATORY: ${argument}`;
    const { targets } = only(text);
    expect(
      mark(
        text,
        targets.map(({ range }) => range),
      ),
    ).toBe(`🎯 NEXT-MANDATORY: ${expected}`);
  });

  test('are paths: decoded, without fragment', () => {
    expect(only('🎯 NEXT-MANDATORY: [x](my%20file.md#step-2)').targets[0]?.path).toBe('my file.md');
  });

  test('are only links where prose is usual, and none where nothing but prose is', () => {
    expect(only('⚠️ MUST-READ: phase.md again').targets).toEqual([]);
    expect(only('⚠️ MUST-READ: [this](phase.md) again').targets).toHaveLength(1);
    expect(only('🛑 EXECUTE-NOW: [this](phase.md)').targets).toEqual([]);
  });
});

describe('whatever the text', () => {
  const symbolic = fc
    .array(
      fc.oneof(markdownish, fc.constantFrom(...COMMANDS.map(({ example }) => `\n${example} `))),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join(''));

  test('ranges lie within it and say what the command says', () => {
    fc.assert(
      fc.property(symbolic, (text) => {
        for (const command of commandsIn(text)) {
          const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
          expect(slice(command.symbolRange)).toBe(command.symbol);
          expect(slice(command.nameRange)).toBe(command.name);
          expect(slice(command.argumentRange)).toBe(command.argument);
          expect(command.range.end).toBeLessThanOrEqual(text.length);
          for (const { range } of command.targets) {
            expect(command.argumentRange.start).toBeLessThanOrEqual(range.start);
            expect(range.end).toBeLessThanOrEqual(command.argumentRange.end);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['symbols on one line', '🛑 STOP-IF: '.repeat(50_000)],
    ['commands', '🎯 NEXT-MANDATORY: [a](b.md) or c.md\n'.repeat(10_000)],
    ['one long argument', `🎯 NEXT-MANDATORY: ${'.'.repeat(500_000)}`],
    ['one long lead', `${'**a**: '.repeat(70_000)}🎯 NEXT-MANDATORY: a.md`],
  ])('%s: are read in time', (_, text) => {
    const start = performance.now();
    commandsIn(text);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
