import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How long Neovim may take to answer on its socket, in milliseconds. */
const START_LIMIT = 10_000;

export interface NeovimOptions {
  readonly command: string;
  /** The `init.lua` to start with. */
  readonly init: string;
  /** Lua to run before it. */
  readonly before?: string | undefined;
  readonly cwd: string;
  /** A folder of its own for the socket and all that Neovim writes. */
  readonly home: string;
  /** Searched for programs before PATH. */
  readonly bin: string;
}

/** A diagnostic as the author sees it: `line` counts from 1, `at` is the text it underlines. */
export interface SeenDiagnostic {
  readonly file: string;
  readonly line: number;
  readonly at: string;
  readonly code: string;
  readonly message: string;
}

/** A real Neovim without a terminal, driven by keys and asked through its RPC socket. */
export class Neovim {
  readonly #process: ChildProcess;
  readonly #command: string;
  readonly #socket: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #log: string;

  private constructor(options: NeovimOptions) {
    const { command, init, before, cwd, home, bin } = options;
    this.#command = command;
    this.#socket = path.join(home, 'rpc');
    this.#log = path.join(home, 'state', 'nvim', 'lsp.log');
    this.#env = {
      ...process.env,
      PATH: [bin, process.env.PATH].join(path.delimiter),
      NVIM_APPNAME: 'nvim',
      NVIM_LOG_FILE: path.join(home, 'log'),
      XDG_CACHE_HOME: path.join(home, 'cache'),
      XDG_CONFIG_HOME: path.join(home, 'config'),
      XDG_DATA_HOME: path.join(home, 'data'),
      XDG_STATE_HOME: path.join(home, 'state'),
    };
    this.#process = spawn(
      command,
      [
        ...['--headless', '--clean', '-n', '--listen', this.#socket, '-u', init],
        ...(before === undefined ? [] : ['--cmd', `lua ${before}`]),
      ],
      { cwd, env: this.#env, stdio: 'ignore' },
    );
  }

  /** @throws {Error} when it does not answer in time. */
  static async start(options: NeovimOptions): Promise<Neovim> {
    const neovim = new Neovim(options);
    const deadline = performance.now() + START_LIMIT;
    for (;;) {
      try {
        await neovim.lua('return true');
        return neovim;
      } catch (error) {
        if (performance.now() > deadline) {
          await neovim.kill();
          throw error;
        }
        await delay(20);
      }
    }
  }

  /**
   * Runs a chunk of Lua in the editor.
   *
   * @param values what the chunk gets as `...`
   * @returns what it returns, by way of JSON
   * @throws {Error} with Neovim's words when it fails.
   */
  async lua<T = unknown>(chunk: string, ...values: unknown[]): Promise<T> {
    // A JSON string is a string literal of Vim script too.
    const given = JSON.stringify(JSON.stringify([chunk, ...values]));
    const call = `luaeval('assert(load(_A[1]))(unpack(_A, 2))', json_decode(${given}))`;
    const { stdout } = await run(
      this.#command,
      ['--server', this.#socket, '--remote-expr', `json_encode(${call})`],
      { env: this.#env, timeout: START_LIMIT },
    );
    return JSON.parse(stdout) as T;
  }

  /** Types, as a person would: `<Esc>` and its like are keys. */
  async type(keys: string): Promise<void> {
    await this.lua('vim.api.nvim_input(...)', keys);
  }

  async edit(file: string): Promise<void> {
    await this.lua('vim.cmd.edit(vim.fn.fnameescape(...))', file);
  }

  async command(command: string): Promise<void> {
    await this.lua('vim.cmd(...)', command);
  }

  /** Puts the cursor on the first character of a text in the current buffer. */
  async goTo(text: string): Promise<void> {
    const found = await this.lua(
      `vim.api.nvim_win_set_cursor(0, { 1, 0 }) return vim.fn.search('\\\\V' .. ..., 'c')`,
      text,
    );
    if (found === 0) throw new Error(`The buffer has no ${JSON.stringify(text)}.`);
  }

  lines(): Promise<readonly string[]> {
    return this.lua('return vim.api.nvim_buf_get_lines(0, 0, -1, false)');
  }

  /** The roots of the servers that are attached to the current buffer and ready. */
  roots(): Promise<readonly string[]> {
    return this.lua(`
      local roots = {}
      for _, client in ipairs(vim.lsp.get_clients({ bufnr = 0 })) do
        if client.initialized then table.insert(roots, client.config.root_dir) end
      end
      return roots`);
  }

  /** All diagnostics of all files, loaded or not, by file and line. */
  diagnostics(): Promise<readonly SeenDiagnostic[]> {
    return this.lua(`
      local seen = {}
      for _, each in ipairs(vim.diagnostic.get()) do
        local buffer, row = each.bufnr, each.lnum
        local name = vim.api.nvim_buf_get_name(buffer)
        local line = vim.api.nvim_buf_is_loaded(buffer)
            and vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1]
          or vim.fn.readfile(name)[row + 1]
        table.insert(seen, {
          file = vim.fs.basename(name),
          line = row + 1,
          at = line:sub(each.col + 1, each.end_lnum == row and each.end_col or -1),
          code = each.code,
          message = each.message,
        })
      end
      table.sort(seen, function(a, b) return a.file .. a.line < b.file .. b.line end)
      return seen`);
  }

  /** What is written behind the lines of the current buffer, as `line: text`. */
  virtualText(): Promise<readonly string[]> {
    return this.lua(`
      local shown = {}
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true })) do
        local text = ''
        for _, chunk in ipairs(mark[4].virt_text or {}) do text = text .. chunk[1] end
        if text ~= '' then table.insert(shown, (mark[2] + 1) .. ': ' .. vim.trim(text)) end
      end
      return shown`);
  }

  /** All that went wrong so far, in the editor's messages and in its log of language servers. */
  async complaints(): Promise<readonly string[]> {
    const messages = await this.lua<string>(`return vim.fn.execute('messages')`);
    const log = existsSync(this.#log) ? readFileSync(this.#log, 'utf8') : '';
    return [
      ...messages.split('\n').filter((line) => /\bE\d+:|error|stack traceback/i.test(line)),
      ...log.split('\n').filter((line) => /^\[(?:ERROR|WARN)\]/.test(line)),
    ];
  }

  /** Quits without saving; settles when the editor is gone, which may be before it answers. */
  async quit(): Promise<void> {
    await Promise.allSettled([this.type('<Esc>:qall!<CR>'), this.#gone()]);
  }

  /** Ends it as a crash would. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#gone();
  }

  async #gone(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) await once(this.#process, 'exit');
  }
}
