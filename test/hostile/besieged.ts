import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Failure, Limits, Outcome, Sandbox, SqlWorld, World, WorldSpec } from '../../sandbox/types.ts';
import { isDeep, someOf } from '../deep.ts';

/** Every payload where it is asked for, otherwise a spread of them that is the same each time. */
export function sample<T>(all: Readonly<Record<string, T>>, share: number): (readonly [string, T])[] {
  return [...someOf(Object.entries(all), Math.round(1 / share))];
}

/** Part of the name of every file that a payload tries to make. */
export const loot = 'backline-loot';

/** A runner of which nothing larger may ever be resident (HOSTILE.md, row 4). */
export const largestRunnerMiB = 512;

const canary = Object.freeze({ song: 'alive' });
/** Where an escaped guest would look for something to break. */
(globalThis as unknown as { canary: unknown }).canary = canary;

/** A sandbox with one runner, and what is watched around it while it is attacked. */
export interface Besieged {
  readonly sandbox: Sandbox;
  /** A file outside of the sandbox that payloads are told of. */
  readonly secret: string;
  readonly canary: unknown;
  /** Highest resident memory seen of any runner since the test began, in MiB; 0 where it cannot be read. */
  peakMiB(): number;
  /** How `use` fails in a fresh world, or null where it does not; `ms` is how long its last call took. */
  attack(spec: AttackSpec): Promise<Attacked>;
  attackSql(script: string, options?: SqlAttack): Promise<Outcome<unknown> & { readonly ms: number }>;
}

export interface SqlAttack {
  readonly dataset?: string;
  readonly limits?: Partial<Limits>;
}

export interface AttackSpec {
  readonly files: Readonly<Record<string, string>>;
  readonly databases?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  /** Name of an export to call; without it the world is sent `GET /`. */
  readonly call?: string;
  /** Looks further at a world that answered. */
  readonly afterwards?: (world: World) => Promise<void>;
}

export interface Attacked {
  readonly failure: Failure | null;
  readonly value: unknown;
  readonly ms: number;
}

/** Registers the hooks: a sandbox per file, and after each test the proof that nothing was harmed. */
export function besiege(options: { readonly runners?: number } = {}): Besieged {
  let sandbox: Sandbox | null = null;
  const folder = mkdtempSync(join(tmpdir(), 'backline-besieged-'));
  const secret = join(folder, 'secret.txt');
  const watched = [folder, process.cwd(), tmpdir(), homedir(), '/', '/dev/shm'];
  let peak = 0;
  let watching: NodeJS.Timeout | null = null;

  const existing = (): Sandbox => {
    if (sandbox === null) throw new Error('the sandbox has not been started');
    return sandbox;
  };
  const look = (): void => {
    for (const pid of sandbox?.runnerPids ?? []) peak = Math.max(peak, peakOf(pid));
  };

  beforeAll(async () => {
    writeFileSync(secret, 'the crown jewels');
    sandbox = await createSandbox({ runners: options.runners ?? 2, ...(isDeep ? { jobMs: 600_000 } : {}) });
    watching = setInterval(look, 4);
  });
  afterAll(async () => {
    if (watching !== null) clearInterval(watching);
    await sandbox?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    look();
    expect((globalThis as unknown as { canary: unknown }).canary).toBe(canary);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
    expect(readFileSync(secret, 'utf8')).toBe('the crown jewels');
    expect(filesOfLoot(watched)).toEqual([]);
    for (const pid of existing().runnerPids) expect(readdirSync(workingFolder(pid))).toEqual([]);
    expect(await isAlive(existing())).toBe(true);
    peak = 0;
  });

  return {
    get sandbox() {
      return existing();
    },
    secret,
    canary,
    peakMiB() {
      look();
      return peak;
    },
    attack: (spec) => attack(existing(), spec),
    attackSql: (script, sqlOptions = {}) => attackSql(existing(), script, sqlOptions),
  };
}

/** A program whose every request runs `body`, with `req` and `res` of node:http. */
export function handler(body: string): Record<string, string> {
  return {
    'app.ts': `import { createServer } from 'node:http';\nexport default createServer(async (req, res) => {\n${body}\n});\n`,
  };
}

async function attack(sandbox: Sandbox, spec: AttackSpec): Promise<Attacked> {
  const { files, databases = {}, limits = {}, call, afterwards } = spec;
  const [entry = ''] = Object.keys(files);
  const whole: WorldSpec = { files, entry, databases, seed: 1, startTime: 0, limits };
  return sandbox.job(async (job) => {
    const opened = await job.openWorld(whole);
    if (!opened.ok) return { failure: opened.failure, value: null, ms: 0 };
    const world = opened.value;
    const loading = performance.now();
    const loaded = await world.load();
    if (!loaded.ok) return { failure: loaded.failure, value: null, ms: performance.now() - loading };
    const began = performance.now();
    const outcome: Outcome<unknown> =
      call === undefined
        ? await world.request({ method: 'GET', path: '/', headers: [['Host', 'localhost']], body: null })
        : await world.call(call, []);
    const ms = performance.now() - began;
    await afterwards?.(world);
    return { failure: outcome.ok ? null : outcome.failure, value: outcome.ok ? outcome.value : null, ms };
  });
}

async function attackSql(sandbox: Sandbox, script: string, { dataset = '', limits = {} }: SqlAttack) {
  return sandbox.job(async (job) => {
    const opened: Outcome<SqlWorld> = await job.openSqlWorld({ dataset, seed: 1, startTime: 0, limits });
    if (!opened.ok) return { ...opened, ms: 0 };
    const began = performance.now();
    const outcome = await opened.value.sql(script);
    return { ...outcome, ms: performance.now() - began };
  });
}

/** The next job works: the point of it all. */
async function isAlive(sandbox: Sandbox): Promise<boolean> {
  const { failure, value } = await attack(sandbox, {
    files: { 'app.cjs': `exports.sing = () => 'alive';` },
    call: 'sing',
    limits: { cpuMs: 10_000, wallMs: 20_000 },
  });
  if (failure !== null) throw new Error(`the next job failed: ${JSON.stringify(failure)}`);
  return value === 'alive';
}

function peakOf(pid: number): number {
  try {
    const kibibytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kibibytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Where a file would appear that a runner made by a relative name. */
function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return mkdtempSync(join(tmpdir(), 'backline-besieged-'));
  }
}

function filesOfLoot(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    try {
      return readdirSync(folder).filter((name) => name.includes(loot));
    } catch {
      return [];
    }
  });
}
