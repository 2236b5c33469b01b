import type { Connection } from 'vscode-languageserver/node';
import { didChangeConfigurationParams } from '../protocol/lsp-params.ts';
import type { Settings } from '../protocol/settings.ts';
import { DEFAULT_SETTINGS, readSettings } from '../protocol/settings-reader.ts';
import type { Client } from './client.ts';
import type { Handlers } from './handlers.ts';
import type { Log } from './log.ts';

/**
 * The settings in force, from wherever this client puts them: initializationOptions, a pull of
 * `workspace/configuration`, didChangeConfiguration. What came last from the client counts whole;
 * a wrong value is named, and its default used. All take effect at once.
 */
export class Configuration {
  #settings: Settings = DEFAULT_SETTINGS;
  #problems: readonly string[] = [];
  readonly #onChange: (settings: Settings, newProblems: readonly string[]) => void;

  constructor(onChange: (settings: Settings, newProblems: readonly string[]) => void) {
    this.#onChange = onChange;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** What is wrong with the settings as they came: one sentence each. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** @param sent the settings with or without the key `praxis` around them */
  take(sent: unknown): void {
    const { settings, problems } = readSettings(sent);
    const newProblems = problems.filter((problem) => !this.#problems.includes(problem));
    this.#settings = settings;
    this.#problems = problems;
    this.#onChange(settings, newProblems);
  }
}

/** Follows the client's settings from `initialized` on. */
export function followConfiguration(
  connection: Connection,
  handlers: Handlers,
  client: Client,
  configuration: Configuration,
  log: Log,
): { pull: () => Promise<void> } {
  const pull = async (): Promise<void> => {
    if (!client.configuration) return;
    let sent: unknown;
    try {
      sent = await connection.workspace.getConfiguration('praxis');
    } catch (error) {
      log.warn(`The client did not tell its settings: ${String(error)}. Those in force stay.`);
    }
    // null: the client has no such section, and what it gave at the start stays.
    if (sent !== null && sent !== undefined) configuration.take({ praxis: sent });
  };
  handlers.notification(
    'workspace/didChangeConfiguration',
    didChangeConfigurationParams,
    ({ settings }) => {
      const pushed: unknown = settings;
      if (isObject(pushed) && 'praxis' in pushed && pushed.praxis !== null) {
        configuration.take(pushed);
      } else {
        void pull();
      }
    },
  );
  return { pull };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
