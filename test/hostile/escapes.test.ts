import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testWorld } from '../../sandbox/runner/guest/test-world.ts';
import { besiege, loot } from './besieged.ts';
import { escapes, escapingProgram } from './escape-payloads.ts';

/** HOSTILE.md, rows 7 and 8: every way out that was ever published, by class. */
const besieged = besiege();
const limits = { cpuMs: 1_500, wallMs: 4_000 };
const cases = Object.entries(escapes).flatMap(([group, bodies]) =>
  bodies.map((body, at) => [`${group} ${at + 1}`, body] as const),
);

/** Neither mode may change what is out of reach. */
const asSloppy = (program: string) => program.replace("'use strict';", '');

describe('a way out, in a runner', () => {
  it.each(cases)('%s', async (_, body) => {
    const program = asSloppy(escapingProgram(body, places()));
    const { failure, value } = await besieged.attack({
      files: { 'app.cjs': program },
      call: 'attack',
      limits,
    });
    expect(failure?.kind ?? 'exception', JSON.stringify(failure)).toMatch(/^(exception|stalled|time)$/);
    expect(value ?? []).toEqual([]);
  });
});

describe('a way out, with the canary in the very process', () => {
  // Here the test's own globals are what an escaped guest would find.
  it.each(Object.entries(escapes))('%s', (_, bodies) => {
    for (const body of bodies) {
      const world = testWorld({ 'app.cjs': asSloppy(escapingProgram(body, places())) }, { limits });
      const before = fingerprint();
      const loaded = world.guest.load();
      const outcome = loaded.ok ? world.guest.call('attack', []) : loaded;
      expect(outcome.ok ? outcome.value : [], body).toEqual([]);
      expect(fingerprint(), body).toEqual(before);
    }
  });
});

describe('the probe itself', () => {
  it('finds another realm where there is one', async () => {
    const { createContext, runInContext } = await import('node:vm');
    const { attack } = (() => {
      const module = { exports: {} as { attack: () => Promise<string[]> } };
      const context = createContext({ secret: '', outside: {} });
      const program = escapingProgram('probe(outside);', { secret: '', lootFile: '/nonexistent/x' })
        .replace(/^const wanted[\s\S]*?\];$/m, 'const roots = [];')
        .replace("'use strict';", '');
      runInContext(`(function (exports, require, module) {${program}\n})`, context)(
        module.exports,
        null,
        module,
      );
      return module.exports;
    })();
    expect(await attack()).toContain('another realm');
    expect((globalThis as unknown as { canary: unknown }).canary).toBe('stolen');
    (globalThis as unknown as { canary: unknown }).canary = besieged.canary;
  });
});

function places() {
  return { secret: besieged.secret, lootFile: join('/tmp', `${loot}-file`) };
}

/** What of this process a payload might have changed. */
function fingerprint(): unknown {
  return [
    Object.prototype,
    Array.prototype,
    Function.prototype,
    Promise.prototype,
    Error,
    Object,
    Reflect,
    JSON,
    process,
  ]
    .map((one) => Reflect.ownKeys(one).map(String).join())
    .concat(String((globalThis as unknown as { canary: { song: string } }).canary.song));
}
