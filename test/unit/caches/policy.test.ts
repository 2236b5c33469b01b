import { describe, expect, it } from 'vitest';
import { choosePolicy, type PolicySignals } from '../../../server/caches/policy.ts';

const silent: PolicySignals = {
  setting: 'auto',
  environment: undefined,
  developmentMode: undefined,
  hasGit: false,
};

describe('the cache mode', () => {
  it('is the setting’s, whatever else is said', () => {
    const policy = choosePolicy({
      setting: 'off',
      environment: 'production',
      developmentMode: true,
      hasGit: true,
    });
    expect(policy).toEqual({ mode: 'off', reason: 'setting praxis.cache.mode = off' });
  });

  it('else AGENT_OS_ENV’s', () => {
    const policy = choosePolicy({ ...silent, environment: 'Development', developmentMode: false });
    expect(policy).toEqual({ mode: 'development', reason: 'AGENT_OS_ENV = Development' });
  });

  it('else development_mode’s', () => {
    const policy = choosePolicy({
      ...silent,
      environment: 'nonsense',
      developmentMode: false,
      hasGit: true,
    });
    expect(policy.mode).toBe('production');
    expect(policy.reason).toBe('development_mode = false in .praxis-os/config.json');
  });

  it('else development in a git checkout, and production without', () => {
    expect(choosePolicy({ ...silent, hasGit: true }).mode).toBe('development');
    expect(choosePolicy(silent).mode).toBe('production');
  });
});
