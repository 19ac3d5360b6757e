import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps what Node makes of our sources, which is two thirds of what a command costs to start. In the person's own
 * cache folder and not in the usual one, which is the system's folder for temporary files: who can write there could
 * give us code to run. Where it cannot be written, Node goes on without.
 */
export function cacheCompiled() {
  module.enableCompileCache?.(join(cachesOfThisSystem(), 'compiled'));
}

function cachesOfThisSystem() {
  const { env, platform } = process;
  if (platform === 'win32')
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Backline', 'Cache');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Backline');
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'backline');
}
