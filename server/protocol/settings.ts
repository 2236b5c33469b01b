/** The settings under the key `praxis`; `schemas/settings.schema.json` says the same to editors. */
export interface Settings {
  readonly cache: { readonly mode: 'auto' | 'development' | 'production' | 'off' };
  readonly diagnostics: {
    readonly scope: 'open' | 'workflow' | 'workspace';
    readonly channel: 'auto' | 'push' | 'pull';
    readonly syntax: 'auto' | 'always' | 'never';
    readonly rules: Readonly<Record<string, RuleSetting>>;
  };
  readonly ignore: readonly string[];
  readonly trusted: boolean;
  readonly retrieval: {
    readonly enabled: boolean;
    readonly model: string;
    readonly allowHub: boolean;
    readonly tasks: boolean;
  };
  readonly log: { readonly level: LogLevel };
}

export type RuleSetting = 'off' | 'hint' | 'info' | 'warning' | 'error';
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';
