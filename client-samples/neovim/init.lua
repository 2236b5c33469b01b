-- A complete small configuration for Neovim 0.10 and later. Try it without touching your own:
--   nvim --clean -u client-samples/neovim/init.lua universal/workflows/release_checklist_v1/metadata.json

local here = vim.fs.dirname(vim.fs.normalize(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p')))

-- Diagnostics: the first line says what is wrong, <C-W>d shows why and how to repair it.
vim.diagnostic.config({
  float = { border = 'rounded', header = '', max_width = 80 },
  severity_sort = true,
  virtual_text = {
    format = function(diagnostic)
      return diagnostic.message:match('^[^\n]*')
    end,
  },
})

-- Completion: nothing is inserted before it is chosen, and what it means stands beside it.
vim.o.completeopt = 'menuone,noselect,popup'

-- The server.
if vim.lsp.enable then
  vim.opt.runtimepath:prepend(here) -- not needed with the file in ~/.config/nvim/lsp/
  vim.lsp.enable('praxis_ls')
else
  local config = dofile(here .. '/lsp/praxis_ls.lua')
  vim.api.nvim_create_autocmd('FileType', {
    pattern = config.filetypes,
    callback = function(event)
      if vim.bo[event.buf].buftype ~= '' then
        return
      end
      config.root_dir(event.buf, function(root)
        vim.lsp.start(
          vim.tbl_extend('force', config, { name = 'praxis_ls', root_dir = root }),
          { bufnr = event.buf }
        )
      end)
    end,
  })
end

-- Keys and completion as you type, where a server is attached.
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(event)
    local client = assert(vim.lsp.get_client_by_id(event.data.client_id))
    -- As you type where Neovim can (0.11), else with <C-x><C-o>.
    if vim.lsp.completion then
      vim.lsp.completion.enable(true, client.id, event.buf, { autotrigger = true })
    end
    -- Neovim 0.11 maps these by itself.
    if vim.fn.has('nvim-0.11') == 0 then
      local function map(keys, action, desc)
        vim.keymap.set('n', keys, action, { buffer = event.buf, desc = desc })
      end
      map('gra', vim.lsp.buf.code_action, 'Code action')
      map('grn', vim.lsp.buf.rename, 'Rename')
      map('grr', vim.lsp.buf.references, 'References')
      map('gO', vim.lsp.buf.document_symbol, 'Symbols of this document')
    end
  end,
})
