import type { WorldRequest } from '../../sandbox/types.ts';

/** One small program and what it is asked, in order, on the same running app. */
export interface FidelityApp {
  readonly name: string;
  /** Path to text of each file; the first is the entry. */
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly requests: readonly FidelityRequest[];
}

/** A path alone is a GET of it. */
export type FidelityRequest = string | (Partial<WorldRequest> & { readonly path: string });

export interface Family {
  readonly family: string;
  readonly apps: readonly FidelityApp[];
}

/** An Express app in one file: what follows `const app = express();`, exported at the end. */
export function expressApp(
  name: string,
  body: string,
  requests: readonly FidelityRequest[],
  rest: {
    readonly imports?: string;
    readonly files?: Record<string, string>;
    readonly env?: Record<string, string>;
  } = {},
): FidelityApp {
  const source = `import express from 'express';\n${rest.imports ?? ''}\nconst app = express();\n${body}\nexport default app;\n`;
  return {
    name,
    files: { 'app.mjs': source, ...rest.files },
    requests,
    ...(rest.env === undefined ? {} : { env: rest.env }),
  };
}

/** An app in one file that says all itself. */
export function wholeApp(name: string, source: string, requests: readonly FidelityRequest[]): FidelityApp {
  return { name, files: { [/\brequire\(/.test(source) ? 'app.cjs' : 'app.mjs']: source }, requests };
}

export function completed(request: FidelityRequest): WorldRequest {
  const given = typeof request === 'string' ? { path: request } : request;
  return { method: 'GET', headers: [], body: null, ...given };
}

export function post(
  path: string,
  type: string,
  body: string | Uint8Array,
  more: readonly (readonly [string, string])[] = [],
): FidelityRequest {
  return { method: 'POST', path, headers: [['Content-Type', type], ...more], body };
}

export function json(path: string, value: unknown): FidelityRequest {
  return post(path, 'application/json', JSON.stringify(value));
}

export function get(path: string, ...headers: readonly (readonly [string, string])[]): FidelityRequest {
  return { path, headers };
}

export function ask(
  method: string,
  path: string,
  ...headers: readonly (readonly [string, string])[]
): FidelityRequest {
  return { method, path, headers };
}
