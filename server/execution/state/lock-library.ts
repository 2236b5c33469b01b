/**
 * What we use of proper-lockfile, in a module of its own: bundled, a library in CommonJS that is imported late has no
 * export but its default.
 */
export { lock } from 'proper-lockfile';
