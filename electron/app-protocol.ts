import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { securityHeaders } from '../host/security-headers.ts';
import { findStaticFile } from '../host/static-files.ts';
import { appScheme, isAppUrl } from './app-origin.ts';

/** Must run before Electron is ready: makes `app:` a real origin, as `https:` would be. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Answers `app://backline/…` with the files of the built renderer and nothing else. */
export function serveAppScheme(rendererFolder: string): void {
  protocol.handle(appScheme, async (request) => {
    const file = isAppUrl(request.url) ? findStaticFile(rendererFolder, new URL(request.url).pathname) : null;
    if (file === null || request.method !== 'GET') {
      return new Response('There is no such page.', { status: 404, headers: securityHeaders });
    }
    return new Response(await readFile(file.path), {
      headers: { ...securityHeaders, 'content-type': file.contentType },
    });
  });
}
