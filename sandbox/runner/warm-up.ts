import { defaultLimits } from '../types.ts';
import { createClock } from './clock.ts';
import type { CreateGuest } from './guest-contract.ts';

/** Runs a small program once: V8 compiles what the first learner would otherwise wait for. */
export function warmUp(createGuest: CreateGuest): void {
  const files = {
    'app.js': `import express from 'express';
      const app = express();
      app.get('/', (request, response) => response.json({}));
      export default app;`,
  };
  const clock = createClock(0);
  const events = { log() {}, timer() {}, call() {} };
  const spec = { files, entry: 'app.js', seed: 0, env: {}, limits: defaultLimits };
  try {
    const guest = createGuest(spec, { clock, databases: null, events, learner: null });
    guest.load();
    guest.request({ method: 'GET', path: '/', headers: [['Host', 'localhost']], body: null });
    guest.dispose();
  } catch {
    // Whatever is wrong will be said when a world is opened.
  }
}
