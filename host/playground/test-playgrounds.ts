import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import type { HostMethods } from '../contract/implementation.ts';
import { type PlaygroundNotes, playgroundNotesSchema } from '../contract/playground.ts';
import { playgroundFile } from '../contract/playground-file.ts';
import { type StartedHost, startHost } from '../start-host.ts';

export const kindsPack = fileURLToPath(new URL('../../test/fixtures/packs/kinds', import.meta.url));
export const locale = 'en';

const context = { signal: new AbortController().signal, progress: () => {} };
type Call = <M extends keyof HostMethods>(
  method: M,
  input: Parameters<HostMethods[M]>[0],
) => Promise<Awaited<ReturnType<HostMethods[M]>>>;

/** For tests: a host on a folder of its own for a whole file, whose methods are called as a window would. */
export function playgroundHost() {
  let folder: string;
  let host: StartedHost;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'backline-playground-'));
    host = await startHost({ shell: 'browser', dataFolder: folder, packFolders: [kindsPack] });
  });
  afterAll(async () => {
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = (async (method: keyof HostMethods, input: never) =>
    (host.implementation.methods[method] as (input: never, given: typeof context) => unknown)(
      input,
      context,
    )) as Call;

  /** A profile of its own for each test, so that none finds another's data. */
  const somebody = async () => {
    const id = host.store.profiles.create(randomUUID()).id;
    const which = { profileId: id, exerciseId: null };
    const { starter } = await call('playground.get', { ...which, locale });
    const notes = notesOf(starter);
    const asked = { ...which, locale } as const;
    const start = (change: Readonly<Record<string, string>> = {}, data: 'keep' | 'reset' = 'keep') =>
      call('playground.start', { ...asked, files: { ...starter, ...change }, world: notes.world, data });
    const send = (path: string, body?: object) =>
      call('playground.send', {
        ...asked,
        request: {
          method: body === undefined ? 'GET' : 'POST',
          path,
          headers: [['Content-Type', 'application/json']],
          body: body === undefined ? null : JSON.stringify(body),
        },
      });
    return { which, asked, starter, notes, start, send };
  };

  return { call, somebody, profileId: () => host.store.profiles.list().active, store: () => host.store };
}

export function notesOf(files: Readonly<Record<string, string>>): PlaygroundNotes {
  return playgroundNotesSchema.parse(JSON.parse(files[playgroundFile] ?? ''));
}

/** The JSON of a response that came; throws where none did. */
export function bodyOf(answer: Awaited<ReturnType<HostMethods['playground.send']>>): unknown {
  if (answer.status !== 'answered') throw new Error(JSON.stringify(answer));
  return JSON.parse(answer.http.exchanges[0]?.response?.body.text ?? 'null');
}
