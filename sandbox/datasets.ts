import { hash } from 'node:crypto';
import type { Dataset } from './protocol.ts';
import type { RunnerProcess } from './runner-process.ts';

/** Scripts whose hash is kept; beyond it the oldest is hashed again. */
const keptScripts = 200;

const hashes = new Map<string, string>();

/** The script by its hash, with its text where the runner has not been sent it or has dropped it. */
export function toDataset(script: string, runner: RunnerProcess, missing: readonly string[]): Dataset {
  const id = hashOf(script);
  const send = !runner.datasets.has(id) || missing.includes(id);
  runner.datasets.add(id);
  return { id, script: send ? script : null };
}

/** A map keyed by the text: V8 hashes a string once, and a grade opens the same one many times. */
function hashOf(script: string): string {
  let id = hashes.get(script);
  if (id === undefined) {
    id = hash('sha256', script);
    const [oldest] = hashes.keys();
    if (hashes.size >= keptScripts && oldest !== undefined) hashes.delete(oldest);
    hashes.set(script, id);
  }
  return id;
}
