import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { benchExercise, submit } from './exercise.ts';
import { type BenchRow, measureBeside, personsPauseMs, row, summarize, timeOf } from './measure.ts';

const handlerApp = `import { createServer } from 'node:http';
export default createServer((req, res) => {
  const url = new URL(req.url, 'http://localhost');
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ path: url.pathname, n: Number(url.searchParams.get('n')) }));
});
`;

const honoApp = `import { Hono } from 'hono';
const app = new Hono();
app.get('/items/:id', (c) => c.json({ path: c.req.path, n: Number(c.req.query('n')) }));
export default app;
`;

const requests = Array.from({ length: 20 }, (_, n) => ({ path: `/items/${n}`, n }));

function twenty(entry: string, source: string) {
  const steps = requests.map(({ path, n }) => ({
    request: { method: 'GET', path: `${path}?n=${n}` },
    expect: { status: 200, json: { path, n } },
  }));
  const files = { [entry]: source };
  const checks = [{ id: 'twenty', name: 'Twenty requests', steps }];
  return { files, exercise: benchExercise('http', { entry, checks }, { solution: files, resources: {} }) };
}

export const small = twenty('app.ts', handlerApp);
const hono = twenty('app.ts', honoApp);

/** Twenty requests to a Hono app and to a bare handler, each beside the same handed to it in this process. */
export async function benchApps(sandbox: Sandbox, rounds: number): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const { Hono } = await import('hono');
  const plainHono = new Hono();
  plainHono.get('/items/:id', (c) => c.json({ path: c.req.path, n: Number(c.req.query('n')) }));
  const plain = {
    'hono-20-warm': async () => {
      for (const { path, n } of requests)
        await (await plainHono.request(`http://localhost${path}?n=${n}`)).json();
    },
    'handler-20-warm': async () => {
      for (const { path, n } of requests)
        await Response.json({ path: new URL(`http://localhost${path}`).pathname, n }).json();
    },
  };
  for (const [name, { files, exercise }] of [
    ['hono-20-warm', hono],
    ['handler-20-warm', small],
  ] as const) {
    for (let warmUp = 0; warmUp < 10; warmUp += 1) await submit(sandbox, exercise, files);
    const { ours, theirs } = await measureBeside(
      rounds,
      () => submit(sandbox, exercise, files),
      plain[name],
      personsPauseMs,
    );
    rows.push(row(name, ours, 'the same without server or process', theirs));
  }
  return rows;
}

/** From no process at all to the first verdict. */
export async function benchCold(rounds: number): Promise<BenchRow> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let sandbox: Sandbox | null = null;
    times.push(
      await timeOf(async () => {
        sandbox = await createSandbox({ runners: 1 });
        await submit(sandbox, small.exercise, small.files);
      }),
    );
    await (sandbox as Sandbox | null)?.close();
  }
  return { name: 'cold', unit: 'ms', ...summarize(times), baseline: null, ratio: null };
}

/** Sixty submissions at once; throws where one is lost or does not pass. */
export async function benchClass(sandbox: Sandbox, rounds: number): Promise<BenchRow> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(
      await timeOf(() =>
        Promise.all(Array.from({ length: 60 }, () => submit(sandbox, small.exercise, small.files))),
      ),
    );
  }
  return { name: 'class-60', unit: 'ms', ...summarize(times), baseline: null, ratio: null };
}
