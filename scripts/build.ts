import { chmod, rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { compiledSchemas } from './compiled-schemas.ts';

/**
 * Bundles the server: one file for the main thread, one for the worker that scans. Nothing else is
 * needed at run time, so the published package has no dependencies.
 */
await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { main: 'server/main.ts', 'report-worker': 'server/diagnostics/report-worker.ts' },
  outdir: 'dist',
  plugins: [compiledSchemas],
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  minify: true,
  // jsonc-parser's UMD build hides its parts from a bundler.
  mainFields: ['module', 'main'],
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  legalComments: 'linked',
  logLevel: 'warning',
  banner: {
    // Bundled CommonJS packages call `require` for Node's own modules.
    js: "#!/usr/bin/env node\nimport { createRequire as praxisRequire } from 'node:module'; const require = praxisRequire(import.meta.url);",
  },
});
await chmod('dist/main.js', 0o755);
