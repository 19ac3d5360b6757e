import { describe, expect, it } from 'vitest';
import type { WorldResponse } from '../../sandbox/types.ts';
import { isDeep } from '../deep.ts';
import { besiege, handler, largestRunnerMiB } from './besieged.ts';

/** HOSTILE.md, row 6: more output than anyone could read is cut and labelled. */
const besieged = besiege();
const limits = { cpuMs: 20_000, wallMs: 40_000, logBytes: 64 * 1024, bodyBytes: 256 * 1024 };
const lines = isDeep ? 10_000_000 : 100_000;
const bodyMiB = isDeep ? 100 : 30;

describe('output without end', () => {
  it('of log lines is cut, and says how many were left out', { timeout: 600_000 }, async () => {
    await besieged.attack({
      files: handler(`for (let i = 0; i < ${lines}; i++) console.log('line', i); res.end('done');`),
      limits: { ...limits, cpuMs: 300_000, wallMs: 400_000 },
      afterwards: async (world) => {
        const { events, dropped } = await world.record();
        const log = events.filter((event) => event.kind === 'log');
        expect(log.length + dropped).toBeGreaterThanOrEqual(lines);
        expect(log.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(limits.logBytes * 2);
        expect(log.at(-1)?.text).toMatch(/longer than/);
      },
    });
    expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  });

  it('of one huge log line is cut', async () => {
    await besieged.attack({
      files: handler(
        "console.log('x'.repeat(2e7)); console.error({ deep: Array(1e5).fill({ a: 1 }) }); res.end();",
      ),
      limits,
      afterwards: async (world) => {
        const bytes = JSON.stringify(await world.record()).length;
        expect(bytes).toBeLessThan(limits.logBytes * 3);
      },
    });
  });

  it.each([
    ['at once', `res.end(Buffer.alloc(${bodyMiB} * 1024 * 1024, 'x'));`],
    [
      'in pieces',
      `for (let i = 0; i < ${bodyMiB}; i++) { if (!res.write('x'.repeat(1024 * 1024))) await new Promise((done) => res.once('drain', done)); } res.end();`,
    ],
  ])('of a body %s is cut and labelled, or stopped', { timeout: 120_000 }, async (_, body) => {
    const { failure, value } = await besieged.attack({ files: handler(body), limits });
    if (failure === null) {
      const response = value as WorldResponse;
      expect([response.truncated, response.body.length]).toEqual([true, limits.bodyBytes]);
    } else {
      expect(failure.kind).toBe('memory');
    }
    expect(besieged.peakMiB()).toBeLessThanOrEqual(largestRunnerMiB);
  });

  it('of headers is an error or cut, and not a hang', async () => {
    const { failure } = await besieged.attack({
      files: handler("for (let i = 0; i < 20_000; i++) res.setHeader('X-' + i, 'y'.repeat(100)); res.end();"),
      limits,
    });
    expect(
      failure === null || /^(exception|stalled|memory|time)$/.test(failure.kind),
      JSON.stringify(failure),
    ).toBe(true);
  });

  it('of bytes that are not HTTP is an error', async () => {
    const { failure } = await besieged.attack({
      files: handler("res.socket.write('\\x00\\xff\\r\\n\\r\\nnot http'); res.socket.end();"),
      limits,
    });
    expect(failure?.kind).toMatch(/^(exception|stalled)$/);
  });
});
