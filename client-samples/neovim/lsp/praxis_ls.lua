-- praxis-ls for Neovim 0.11 and later: copy this file to ~/.config/nvim/lsp/praxis_ls.lua and add
--   vim.lsp.enable('praxis_ls')
-- to your init.lua. init.lua beside this folder shows what Neovim 0.10 needs.

-- Where workflows are -----------------------------------------------------------------------------

local function has(folder, name)
  return vim.uv.fs_stat(vim.fs.joinpath(folder, name)) ~= nil
end

--- Whether a folder is the root of a workspace. `workflows/` alone is a weak sign: that of
--- `universal/` or `.praxis-os/` belongs to the folder above, that of `.github/` to another trade.
local function is_workspace(folder)
  if has(folder, '.praxis-os') or has(folder, '.agent-os') or has(folder, 'universal/workflows') then
    return true
  end
  local name = vim.fs.basename(folder)
  return has(folder, 'workflows') and name ~= 'universal' and not vim.startswith(name, '.')
end

local function is_workflow(folder)
  return has(folder, 'metadata.json') and has(folder, 'phases')
end

--- The workspace that a file is in, else the workflow that stands alone; nil for all other files.
local function root_of(path)
  for _, is_root in ipairs({ is_workspace, is_workflow }) do
    for folder in vim.fs.parents(path) do
      if is_root(folder) then
        return folder
      end
    end
  end
end

-- What the server knows, in a window --------------------------------------------------------------

--- Rows of cells as lines, each column as wide as its widest cell; numbers stand to the right.
local function aligned(rows)
  local widths = {}
  for _, row in ipairs(rows) do
    for column, cell in ipairs(row) do
      widths[column] = math.max(widths[column] or 0, vim.fn.strdisplaywidth(tostring(cell)))
    end
  end
  return vim.tbl_map(function(row)
    local cells = {}
    for column, cell in ipairs(row) do
      local text = tostring(cell)
      local padding = (' '):rep(widths[column] - vim.fn.strdisplaywidth(text))
      cells[column] = type(cell) == 'number' and padding .. text or text .. padding
    end
    return (table.concat(cells, '  '):gsub('%s+$', ''))
  end, rows)
end

local function path_of(uri)
  return vim.fn.fnamemodify(vim.uri_to_fname(uri), ':~')
end

local function status_lines(status)
  local watcher, scan = status.watcher, status.scan
  local rows = {
    { 'Version', ('%s on Node %s, %s'):format(status.version, status.node, status.platform) },
    { 'Client', ('%s %s, positions in %s'):format(status.client.name, status.client.version, status.encoding) },
    { 'Diagnostics', ('%s, scope: %s'):format(status.diagnostics.channel, status.diagnostics.scope) },
    { 'Caches', ('%s mode: %s'):format(status.cache.mode, status.cache.reason) },
    { 'Watcher', ('%s, %d folders'):format(watcher.state, watcher.folders) },
    { 'Scan', ('%s, %d of %d workflows read'):format(scan.state, scan.read, scan.workflows) },
  }
  if watcher.reason then
    rows[#rows + 1] = { '', watcher.reason }
  end
  for _, root in ipairs(status.roots) do
    rows[#rows + 1] = { 'Root', path_of(root) }
  end
  for _, file in ipairs(status.unreadable) do
    rows[#rows + 1] = { 'Unreadable', ('%s: %s'):format(path_of(file.uri), file.reason) }
  end
  for _, problem in ipairs(status.configurationErrors) do
    rows[#rows + 1] = { 'Configuration', problem }
  end
  return aligned(rows)
end

local function workflow_lines(result)
  local rows = { { 'Workflow', 'Version', 'Phases', 'Errors', 'Warnings', 'Folder' } }
  for _, workflow in ipairs(result.workflows) do
    rows[#rows + 1] = {
      workflow.workflowType,
      workflow.version,
      workflow.dynamic and 'dynamic' or workflow.totalPhases,
      workflow.errors,
      workflow.warnings,
      path_of(workflow.uri),
    }
  end
  return #rows > 1 and aligned(rows) or { 'There are no workflows in this workspace.' }
end

local function cache_lines(stats)
  local rows = { { 'Cache', 'Size', 'Hits', 'Misses', 'Hit rate', 'Dropped', 'Kept' } }
  for _, cache in ipairs(stats.caches) do
    local rate = ('%3.0f %%'):format(cache.hitRate * 100)
    rows[#rows + 1] =
      { cache.name, cache.size, cache.hits, cache.misses, rate, cache.invalidations, cache.kept }
  end
  local lines = { ('Mode: %s (%s)'):format(stats.mode, stats.reason), '' }
  vim.list_extend(lines, aligned(rows))
  local events = {}
  for _, event in vim.iter(stats.recentEvents):rev():enumerate() do
    events[#events + 1] =
      { event.outcome, event.cache, event.key, event.why, event.microseconds .. ' µs' }
  end
  if #events > 0 then
    vim.list_extend(lines, { '', 'What happened last, newest first' })
    vim.list_extend(lines, aligned(events))
  end
  return lines
end

--- Shows lines in a window of their own below; `q` closes it.
local function show(title, lines)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, lines)
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].modifiable = false
  vim.cmd(('botright %dsplit'):format(math.min(#lines, math.floor(vim.o.lines / 2))))
  vim.api.nvim_win_set_buf(0, buffer)
  vim.wo[0][0].wrap = false
  vim.wo[0][0].number = false
  vim.wo[0][0].statusline = (' %s%%=q closes '):format(title)
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, nowait = true })
end

--- Asks the server for what a command shows. Neovim 0.10 has functions where later ones have methods.
local function request(client_id, method, on_result)
  local client = vim.lsp.get_client_by_id(client_id)
  if not client then
    vim.notify('praxis-ls is not running: `:edit` the file to start it again.', vim.log.levels.WARN)
    return
  end
  local function on_answer(err, result)
    if err then
      vim.notify(err.message, vim.log.levels.ERROR)
    else
      on_result(result)
    end
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, nil, on_answer)
  else
    client.request(method, nil, on_answer)
  end
end

local commands = {
  LspPraxisStatus = { method = 'praxis/status', desc = 'State of praxis-ls, for a bug report', lines = status_lines },
  LspPraxisWorkflows = { method = 'praxis/workflow/list', desc = 'Workflows of this workspace', lines = workflow_lines },
  LspPraxisCaches = { method = 'praxis/cache/stats', desc = 'What praxis-ls has cached, and dropped', lines = cache_lines },
}

-- The configuration -------------------------------------------------------------------------------

return {
  cmd = { 'praxis-ls', '--stdio' },
  filetypes = { 'json', 'yaml', 'markdown' },
  -- Most files of these types are no part of a workflow: the server starts only where there are some.
  root_dir = function(buffer, on_dir)
    local root = root_of(vim.api.nvim_buf_get_name(buffer))
    if root then
      on_dir(root)
    end
  end,
  settings = {
    praxis = {
      -- All settings, with what they mean: docs/settings.md.
      diagnostics = { scope = 'workflow' },
    },
  },
  handlers = {
    -- Sent after every edit: nothing to look at, but an event for those who want to follow it.
    ['praxis/cache/didInvalidate'] = function(_, params)
      vim.api.nvim_exec_autocmds('User', { pattern = 'PraxisCacheInvalidated', data = params })
    end,
  },
  on_attach = function(client, buffer)
    for name, command in pairs(commands) do
      vim.api.nvim_buf_create_user_command(buffer, name, function()
        request(client.id, command.method, function(result)
          show(name, command.lines(result))
        end)
      end, { desc = command.desc })
    end
  end,
}
