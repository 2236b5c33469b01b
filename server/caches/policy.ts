/**
 * How far caches are trusted (DESIGN.md, section 3):
 * - `development`: the inputs of each answer are compared with the disk first;
 * - `production`: the watcher is trusted while it lives;
 * - `off`: everything is computed anew, for measuring and for doubt.
 */
export type CacheMode = 'development' | 'production' | 'off';

/** The mode in force, and why: shown by `praxis/cache/stats`. */
export interface CachePolicy {
  readonly mode: CacheMode;
  readonly reason: string;
}

/** What `auto` goes by, strongest first. */
export interface PolicySignals {
  /** The setting `praxis.cache.mode`. */
  readonly setting: CacheMode | 'auto';
  /** The environment variable `AGENT_OS_ENV`. */
  readonly environment: string | undefined;
  /** `development_mode` in `.praxis-os/config.json`, if it is there. */
  readonly developmentMode: boolean | undefined;
  /** Whether a workspace root holds `.git`. */
  readonly hasGit: boolean;
}

/** Picks the mode: the setting, else `AGENT_OS_ENV`, else `development_mode`, else `.git`. */
export function choosePolicy(signals: PolicySignals): CachePolicy {
  const { setting, environment, developmentMode, hasGit } = signals;
  if (setting !== 'auto')
    return { mode: setting, reason: `setting praxis.cache.mode = ${setting}` };
  switch (environment?.trim().toLowerCase()) {
    case 'development':
    case 'dev':
      return { mode: 'development', reason: `AGENT_OS_ENV = ${environment}` };
    case 'production':
    case 'prod':
      return { mode: 'production', reason: `AGENT_OS_ENV = ${environment}` };
    case 'off':
      return { mode: 'off', reason: `AGENT_OS_ENV = ${environment}` };
  }
  if (developmentMode !== undefined) {
    return {
      mode: developmentMode ? 'development' : 'production',
      reason: `development_mode = ${developmentMode} in .praxis-os/config.json`,
    };
  }
  return hasGit
    ? { mode: 'development', reason: 'a .git in the workspace' }
    : { mode: 'production', reason: 'no .git in the workspace' };
}
