import { describe, expect, it } from 'vitest';
import type { ExchangeFailure, LogLine, ResponseHead } from '../../sandbox/server-types.ts';
import type { Failure } from '../../sandbox/types.ts';
import { besiege, handler, largestRunnerMiB } from './besieged.ts';

/** An app that is served may run for days: what it does to the outside must end, or stay small. */
const besieged = besiege();
const limits = { cpuMs: 1_000, wallMs: 3_000, logBytes: 64 * 1024 };

interface Seen {
  readonly head: ResponseHead | null;
  readonly failed: ExchangeFailure | null;
  readonly stopped: Failure | null;
  readonly log: readonly LogLine[];
  readonly leftOut: number;
  readonly informational: number;
  /** Whether it answers the request after. */
  readonly answersOn: boolean;
}

/** Sends `GET /`, which runs `body`, and does not read the response; then `GET /well`. */
function serve(body: string, how: 'for two requests' | 'until it stops' = 'for two requests'): Promise<Seen> {
  const files = handler(`if (req.url === '/well') { res.end(); return; }\n${body}`);
  return besieged.sandbox.job(async (job) => {
    const log: LogLine[] = [];
    let leftOut = 0;
    let informational = 0;
    const opened = await job.openServer({
      files,
      entry: 'app.ts',
      seed: 1,
      clock: { kind: 'real' },
      limits,
      onLog: (line) => void log.push(line),
      onLogLeftOut: (lines) => {
        leftOut += lines;
      },
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const server = opened.value;
    const ask = (path: string): Promise<Pick<Seen, 'head' | 'failed'>> =>
      new Promise((resolve) => {
        const request = { method: 'GET', path, headers: [['Host', 'localhost']] as const };
        server.open(
          { ...request, minorVersion: 1, keepAlive: true, hasBody: false },
          {
            informational: () => {
              informational += 1;
            },
            head: (head) => resolve({ head, failed: null }),
            failed: (failed) => resolve({ head: null, failed }),
            silent: () => resolve({ head: null, failed: null }),
          },
        );
      });
    const first = await ask('/');
    const second = await ask('/well');
    const stopped = how === 'until it stops' ? await server.stopped : null;
    return { ...first, stopped, log, leftOut, informational, answersOn: second.head?.status === 200 };
  });
}

describe('an app that is served', () => {
  it.each([
    ['a loop', 'for (;;);'],
    ['a loop of microtasks', 'const again = () => queueMicrotask(again); again();'],
    ['a loop of ticks', 'const again = () => process.nextTick(again); again();'],
    ['log lines without end', `for (;;) console.log('x'.repeat(1_000));`],
    ['a loop that asks for the time', 'for (;;) Date.now();'],
  ])('is ended by its limits for %s', async (_, body) => {
    const { failed, log } = await serve(body);
    expect(failed).toMatchObject({ kind: 'stopped', failure: { kind: 'time' } });
    expect(log.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(limits.logBytes);
  });

  it('answers on where callbacks follow one another without end', async () => {
    const { answersOn } = await serve('const again = () => setImmediate(again); again(); res.end();');
    expect(answersOn).toBe(true);
    const timers = await serve(
      'setInterval(() => {}, 0); const again = () => setTimeout(again, 0); again(); res.end();',
    );
    expect(timers.answersOn).toBe(true);
  });

  it('says how many lines it left out', async () => {
    const { log, leftOut } = await serve(
      `for (let n = 0; n < 5_000; n++) console.log('x'.repeat(99)); res.end();`,
    );
    expect(log.length + leftOut).toBe(5_000);
    expect(leftOut).toBeGreaterThan(0);
  });

  it('that writes what nobody reads runs out of its own memory, and not of ours', async () => {
    const { head, stopped } = await serve(
      `res.flushHeaders();
      const piece = Buffer.alloc(4e6, 'x');
      setInterval(() => res.write(Buffer.from(piece)), 1);
      await new Promise(() => {});`,
      'until it stops',
    );
    expect([head?.status, stopped?.kind]).toEqual([200, 'memory']);
    expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  });

  it.each([
    [
      'a head that has no end',
      `const s = res.socket; s.write('HTTP/1.1 200 OK\\r\\n'); for (let n = 0; n < 400; n++) s.write('X-' + n + ': ' + 'y'.repeat(1_000) + '\\r\\n');`,
    ],
    ['what is not HTTP', `res.socket.write('\\x00\\xff\\r\\n\\r\\nnot http');`],
    ['nothing, and hangs up', 'res.socket.end();'],
  ])('that sends %s is cut, and answers on', async (_, body) => {
    const { failed, answersOn } = await serve(body);
    expect([failed, answersOn]).toEqual([{ kind: 'cut' }, true]);
  });

  it('that sends early responses by the thousand is told of each, and no more', async () => {
    const { informational, head } = await serve(
      `for (let n = 0; n < 3_000; n++) res.socket.write('HTTP/1.1 103 Early Hints\\r\\n\\r\\n'); res.end();`,
    );
    expect([informational, head?.status]).toEqual([3_000, 200]);
  });
});
