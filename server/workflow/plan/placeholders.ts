/** A `[NAME]` of a template, and what stands in its place in the generated file (FORMAT.md (f)). */
export interface Placeholder {
  readonly name: string;
  readonly meaning: string;
  readonly example: string;
}

const PHASE_NUMBER: Placeholder = {
  name: 'PHASE_NUMBER',
  meaning: 'The number of the phase, as its heading in the source gives it.',
  example: '2',
};
const PHASE_NAME: Placeholder = {
  name: 'PHASE_NAME',
  meaning: 'The name of the phase: what follows the number in its heading.',
  example: 'Core service',
};

/** In the order in which the engine fills them in. */
export const PLACEHOLDERS: Readonly<Record<'phase' | 'task', readonly Placeholder[]>> = {
  phase: [
    PHASE_NUMBER,
    PHASE_NAME,
    {
      name: 'PHASE_DESCRIPTION',
      meaning:
        'The objective, goal or purpose that the source states; `Phase N objectives` when it states none.',
      example: 'Serve requests within the limits',
    },
    {
      name: 'ESTIMATED_DURATION',
      meaning: 'The estimated duration of the phase; `Variable` when the source has none.',
      example: '2 days',
    },
    { name: 'TASK_COUNT', meaning: 'How many tasks the phase has.', example: '4' },
    {
      name: 'NEXT_PHASE_NUMBER',
      meaning: 'The number of the phase plus one.',
      example: '3',
    },
    {
      name: 'VALIDATION_GATE',
      meaning: 'The items of the validation gate, one box to tick on each line.',
      example: '- [ ] All tests pass',
    },
  ],
  task: [
    {
      name: 'TASK_ID',
      meaning: 'The number of the task within the source.',
      example: '2.3',
    },
    { name: 'TASK_NAME', meaning: 'The name of the task.', example: 'Write the limiter' },
    {
      name: 'TASK_DESCRIPTION',
      meaning: 'The description of the task; its name where the source describes no further.',
      example: 'Write the limiter',
    },
    {
      name: 'ESTIMATED_TIME',
      meaning: 'The estimated time of the task; `Variable` when the source has none.',
      example: '3 hours',
    },
    PHASE_NUMBER,
    PHASE_NAME,
    {
      name: 'DEPENDENCIES',
      meaning: 'The tasks that this one depends on, with commas between; `None` without any.',
      example: '2.1, 2.2',
    },
    {
      name: 'ACCEPTANCE_CRITERIA',
      meaning: 'The acceptance criteria, one box to tick on each line.',
      example: '- [ ] Requests beyond the limit get 429',
    },
    {
      name: 'NEXT_TASK_NUMBER',
      meaning: 'The last part of the task number plus one; `?` when it has no number.',
      example: '4',
    },
  ],
};
