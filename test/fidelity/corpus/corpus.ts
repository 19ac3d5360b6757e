import type { Family } from '../app.ts';
import { caching, cookies, headAndOptions, negotiation, redirects, streams } from './answers.ts';
import { large, limits, malformed, multipart } from './bodies.ts';
import { staticFiles } from './files.ts';
import { hono, packages, plainHttp } from './others.ts';
import { asyncThrows, errors, middleware, routers } from './routing.ts';

/** Every family of small apps that must answer in the sandbox as in plain Node. */
export const corpus: readonly Family[] = [
  ...[routers, middleware, errors, asyncThrows, streams, cookies, redirects, negotiation, caching],
  ...[headAndOptions, limits, malformed, multipart, staticFiles, large, hono, plainHttp, packages],
];
