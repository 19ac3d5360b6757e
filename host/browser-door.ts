import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may come in through the browser's door. Another page in the same browser must not (its Origin
 * gives it away), a name that was pointed at 127.0.0.1 must not (the Host header does), and another
 * user of this computer must not (they lack the token).
 *
 * The token comes in the address that is printed and is exchanged for a cookie, so that a reload
 * and a second tab just work, no script can read it, and it is not left in the address bar. The
 * cookie's name carries the port because cookies do not tell ports apart.
 */
export interface BrowserDoor {
  readonly address: string;
  readonly setCookie: string;
  isOurHost(request: Pick<IncomingMessage, 'headers'>): boolean;
  isOurOrigin(request: Pick<IncomingMessage, 'headers'>): boolean;
  hasCookie(request: Pick<IncomingMessage, 'headers'>): boolean;
  isToken(text: string): boolean;
}

export function createBrowserDoor(port: number, token = randomBytes(24).toString('base64url')): BrowserDoor {
  const host = `127.0.0.1:${port}`;
  const cookieName = `backline-${port}`;
  const isToken = (text: string): boolean => timingSafeEqual(digest(text), digest(token));
  return {
    address: `http://${host}/?token=${token}`,
    setCookie: `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    isOurHost: (request) => request.headers.host === host,
    isOurOrigin: (request) => request.headers.origin === `http://${host}`,
    hasCookie: (request) => {
      const cookies = (request.headers.cookie ?? '').split(/; */);
      return cookies.some(
        (cookie) => cookie.startsWith(`${cookieName}=`) && isToken(cookie.slice(cookieName.length + 1)),
      );
    },
    isToken,
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
