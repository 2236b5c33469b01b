import path from 'node:path';
import { URI } from 'vscode-uri';

/**
 * An absolute, normalised path without a trailing slash: what everything inside is keyed by. URIs
 * are turned into paths once, at the edge, since clients spell one file in several ways
 * (`c:` and `c%3A`).
 */
export type FilePath = string;

/** The path of a `file:` URI; undefined for other schemes and for what can be no path. */
export function pathOfUri(uri: string): FilePath | undefined {
  let parsed: URI;
  try {
    parsed = URI.parse(uri, true);
  } catch {
    return undefined; // Not a URI at all: the caller says so to the client.
  }
  if (parsed.scheme !== 'file' || parsed.fsPath.includes('\0')) return undefined;
  return normalise(parsed.fsPath);
}

export function uriOfPath(file: FilePath): string {
  return URI.file(file).toString();
}

function normalise(file: string): FilePath {
  const resolved = path.resolve(file);
  return resolved.length > 1 && resolved.endsWith(path.sep) ? resolved.slice(0, -1) : resolved;
}

/** The part of `file` below `folder`, with `/` between segments; undefined if it is not below. */
export function below(folder: FilePath, file: FilePath): string | undefined {
  const prefix = folder.endsWith(path.sep) ? folder : folder + path.sep;
  if (!file.startsWith(prefix)) return undefined;
  return file.slice(prefix.length).replaceAll(path.sep, '/');
}

/** Whether a file or folder is that folder, or in it at any depth. */
export function isAtOrBelow(folder: FilePath, file: FilePath): boolean {
  return folder === file || below(folder, file) !== undefined;
}

/** The folders above a file or folder, nearest first. */
export function* ancestorsOf(file: FilePath): Generator<FilePath> {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    yield folder;
    if (folder === path.dirname(folder)) return;
  }
}
