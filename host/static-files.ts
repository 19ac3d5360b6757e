import { realpathSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};

export interface StaticFile {
  readonly path: string;
  readonly contentType: string;
  /** True where the name carries a hash of the content, so that it never changes. */
  readonly immutable: boolean;
}

/**
 * The file below `folder` that a URL's path names, `/` being `index.html`, or null. A path that
 * leads out of the folder, by dots, encoding or a symbolic link, names nothing.
 */
export function findStaticFile(folder: string, urlPath: string): StaticFile | null {
  const contentType = contentTypes[urlPath === '/' ? '.html' : extname(urlPath)];
  if (contentType === undefined) return null;
  try {
    const decoded = decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath);
    if (/[\\\0:]|(^|\/)\.\.?(\/|$)/.test(decoded)) return null;
    const root = realpathSync(folder);
    const path = realpathSync(join(root, decoded));
    if (!path.startsWith(root + sep) || !statSync(path).isFile()) return null;
    return { path, contentType, immutable: decoded.startsWith('/assets/') };
  } catch {
    return null;
  }
}
