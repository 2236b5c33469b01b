import lockfile from 'proper-lockfile';

/**
 * The library's one function that is needed, in a module of its own: it is loaded when a session is
 * first written, since it listens to signals and patches `fs.close`. Bundled, a CommonJS library has a
 * default export only.
 */
export const { lock } = lockfile;
