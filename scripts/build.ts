import { chmod, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { compiledSchemas } from './compiled-schemas.ts';
import { withoutUnusedHalves } from './unused-halves.ts';

/**
 * Bundles the server: one file for the main thread, one for each kind of worker. What else is needed
 * at run time are the libraries with native code or data of their own, which the package depends on.
 */
const { metafile } = await build({
  metafile: true,
  entryPoints: {
    main: 'server/main.ts',
    'report-worker': 'server/diagnostics/report-worker.ts',
    'index-worker': 'server/rag/worker.ts',
    'index-server-watch': 'server/rag/server-watch.ts',
  },
  outdir: 'dist',
  external: ['onnxruntime-node', 'vectordb', 'apache-arrow'],
  plugins: [compiledSchemas, withoutUnusedHalves],
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

// What an earlier build left goes last: a server that is being started finds its files all the while.
const written = new Set(Object.keys(metafile.outputs).map((file) => path.normalize(file)));
for (const entry of await readdir('dist', { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name);
  if (entry.isFile() && !written.has(file)) await rm(file);
}
