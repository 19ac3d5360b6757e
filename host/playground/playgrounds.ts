import type { Sandbox } from '../../sandbox/types.ts';
import { PlaygroundSession } from './session.ts';

export interface PlaygroundsOptions {
  /** Opens a sandbox of one runner, whose job may last. */
  readonly openSandbox: () => Promise<Sandbox>;
  /** How long a world stays awake that nobody asks anything of. */
  readonly idleMs?: number;
  /** Worlds that are awake at once. */
  readonly mostAwake?: number;
}

export interface Playgrounds {
  /** The playground of this profile and exercise, '' being the person's own. */
  session(profileId: string, exerciseId: string): PlaygroundSession;
  /** Makes room for one more world to be awake. */
  makeRoom(starting: PlaygroundSession): Promise<void>;
  close(): Promise<void>;
}

const usualIdleMs = 10 * 60_000;
const usualMostAwake = 2;
/** Of which the data are kept in memory. Beyond it the one unused for longest loses them. */
const mostSessions = 12;

/** The playgrounds of everyone at this computer: few of them awake, and none for long without being used. */
export function createPlaygrounds(options: PlaygroundsOptions): Playgrounds {
  const { openSandbox, idleMs = usualIdleMs, mostAwake = usualMostAwake } = options;
  const sessions = new Map<string, PlaygroundSession>();
  const inOrderOfUse = () => [...sessions.entries()].sort(([, a], [, b]) => a.lastUsed - b.lastUsed);

  const sweep = setInterval(
    () => {
      for (const session of sessions.values()) {
        const isIdle = performance.now() - session.lastUsed >= idleMs;
        if (session.isAwake && !session.isBusy && isIdle) void session.sleep();
      }
    },
    Math.min(idleMs, 30_000),
  ).unref();

  return {
    session(profileId, exerciseId) {
      const key = `${profileId} ${exerciseId}`;
      const known = sessions.get(key);
      if (known !== undefined) return known;
      const session = new PlaygroundSession(openSandbox);
      sessions.set(key, session);
      const asleep = inOrderOfUse().filter(([, each]) => each !== session && !each.isAwake && !each.isBusy);
      for (const [old] of asleep.slice(0, Math.max(0, sessions.size - mostSessions))) sessions.delete(old);
      return session;
    },
    async makeRoom(starting) {
      const others = inOrderOfUse().filter(([, each]) => each !== starting && each.isAwake);
      const tooMany = others.slice(0, Math.max(0, others.length - (mostAwake - 1)));
      await Promise.all(tooMany.map(([, each]) => each.sleep()));
    },
    async close() {
      clearInterval(sweep);
      await Promise.all([...sessions.values()].map((session) => session.sleep()));
      sessions.clear();
    },
  };
}
