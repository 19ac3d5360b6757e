import { rm } from 'node:fs/promises';
import { runJob } from './job.ts';
import { Pool } from './pool.ts';
import { ensureRunner } from './runner-bundle.ts';
import { shelfVersions } from './shelf/shelf.ts';
import type { Sandbox, SandboxOptions } from './types.ts';
import { makeWorkingFolder } from './working-folder.ts';

const defaultRunnerMiB = 512;
const defaultJobMs = 60_000;

/**
 * Starts a sandbox: runners that are processes of their own, kept warm, in which untrusted code and
 * SQL is run. Resolves once the first can serve. Throws a SandboxError where none can be started.
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { runners = 2, jobMs = defaultJobMs, runnerMiB = defaultRunnerMiB } = options;
  const nodePath = options.nodePath ?? process.execPath;
  const built = await ensureRunner(nodePath);
  const workingFolder = await makeWorkingFolder();
  const pool = new Pool(
    {
      nodePath,
      runnerPath: options.runnerPath ?? built.runnerPath,
      shelfFolder: built.shelfFolder,
      workingFolder,
      runnerMiB,
    },
    runners,
  );
  const close = async (): Promise<void> => {
    await pool.close();
    await rm(workingFolder, { recursive: true, force: true });
  };
  try {
    const versions = { ...(await pool.versions()), shelf: shelfVersions() };
    return {
      versions,
      get runnerPids() {
        return pool.pids;
      },
      job: (use, signal) => runJob(pool, { jobMs, signal }, use),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
