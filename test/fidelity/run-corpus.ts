import type { Sandbox, WorldResponse } from '../../sandbox/types.ts';
import { completed, type FidelityApp } from './app.ts';
import { type Comparable, comparable } from './known-differences.ts';
import { type PlainOptions, runInPlainNode } from './plain-node.ts';

export interface Compared {
  readonly inSandbox: readonly (Comparable & { readonly request: string })[];
  readonly inNode: readonly (Comparable & { readonly request: string })[];
}

/** Asks an app the same on both sides. What the sandbox fails at is in the place of its answer. */
export async function compare(sandbox: Sandbox, app: FidelityApp, options: PlainOptions): Promise<Compared> {
  const [inSandbox, plain] = await Promise.all([
    runInSandbox(sandbox, app, options.startTime),
    runInPlainNode(app, options),
  ]);
  const named = (response: WorldResponse, at: number) => {
    const { method, path } = completed(app.requests[at] ?? '');
    return { request: `${method} ${path}`, ...comparable(response, plain.folder) };
  };
  return { inSandbox: inSandbox.map(named), inNode: plain.responses.map(named) };
}

async function runInSandbox(
  sandbox: Sandbox,
  app: FidelityApp,
  startTime: number,
): Promise<readonly WorldResponse[]> {
  return sandbox.job(async (job) => {
    const opened = await job.openWorld({
      files: app.files,
      entry: Object.keys(app.files)[0] ?? '',
      seed: 1,
      startTime,
      env: { NODE_ENV: 'production', ...app.env },
      limits: { cpuMs: 10_000, wallMs: 20_000, bodyBytes: 16 * 1024 * 1024 },
    });
    if (!opened.ok) return [failed(opened.failure)];
    const loaded = await opened.value.load();
    if (!loaded.ok) return [failed(loaded.failure)];
    const responses: WorldResponse[] = [];
    for (const request of app.requests) {
      const outcome = await opened.value.request(completed(request));
      responses.push(outcome.ok ? outcome.value : failed(outcome.failure));
    }
    return responses;
  });
}

function failed(failure: unknown): WorldResponse {
  const body = new TextEncoder().encode(JSON.stringify(failure));
  return { status: 0, statusText: 'failed in the sandbox', headers: [], body, truncated: false };
}
