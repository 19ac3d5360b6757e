import type { Copied, Failure, Outcome, WorldRequest, WorldResponse } from '../types.ts';
import { callInto } from './call-into.ts';
import type { TestedWorld } from './guest-contract.ts';
import type { OpenSqlWorld, OpenWorld } from './openings.ts';
import type { Watchdog } from './watchdog.ts';

/** What author code can do in the world of the present call, within that world's own limits. */
export function testedWorld(world: OpenWorld | OpenSqlWorld, watchdog: Watchdog): TestedWorld {
  if (!('guest' in world)) {
    return {
      call: () => onlyData,
      request: () => onlyData,
      advance: () => onlyData,
      sql: (_, script) =>
        copied(watchdog.call({ wallMs: world.wallMs, cpuMs: null }, () => world.run(script))),
    };
  }
  return {
    call: (name, args) => callInto(world, watchdog, () => world.guest.call(name, args)),
    request: (request) => copied(sendRequest(world, watchdog, request)),
    advance(ms) {
      const outcome = callInto(world, watchdog, () => world.guest.advance(ms));
      return outcome.ok ? { ok: true, value: null } : outcome;
    },
    sql(database, script) {
      if (world.failure !== null) return { ok: false, failure: world.failure };
      const limits = { wallMs: world.limits.wallMs, cpuMs: null };
      return copied(watchdog.call(limits, () => world.databases.runScript(database, script)));
    },
  };
}

/** Hands the app one request, and writes down when it began and ended. */
export function sendRequest(
  world: OpenWorld,
  watchdog: Watchdog,
  request: WorldRequest,
): Outcome<WorldResponse> {
  return callInto(world, watchdog, () => {
    world.recorder.beginRequest(request.method, request.path);
    const outcome = world.guest.request(request);
    world.recorder.endRequest(outcome.ok ? outcome.value.status : null);
    return outcome;
  });
}

const onlyData: { readonly ok: false; readonly failure: Failure } = {
  ok: false,
  failure: { kind: 'denied', message: 'This world is a database alone: no program runs in it.' },
};

/** Everything that a world answers with is made of values that can be copied. */
function copied(outcome: Outcome<object>): Outcome<Copied> {
  return outcome as Outcome<Copied>;
}
