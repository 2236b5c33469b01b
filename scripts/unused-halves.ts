import type { Plugin } from 'esbuild';

/** What transformers.js imports and embedding never uses: images, and the runtime for browsers. */
const UNUSED = /^(?:sharp|onnxruntime-web)$/;

/**
 * Leaves them out of the bundle: those who install the package would have to download a library for
 * images, and no override of ours holds there.
 */
export const withoutUnusedHalves: Plugin = {
  name: 'without-unused-halves',
  setup(build) {
    build.onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: 'unused' }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'export default {};' }));
  },
};
