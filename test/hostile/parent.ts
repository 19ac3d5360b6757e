/** A parent for the test that kills it: its runners loop or query, as it is told, and it tells their ids. */
import { setTimeout as pause } from 'node:timers/promises';
import { createSandbox } from '../../sandbox/sandbox.ts';

const limits = { cpuMs: 60_000, wallMs: 60_000, statementMs: 60_000 };
const endless = 'WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r';

const sandbox = await createSandbox({ runners: 1 });
void sandbox.job(async (job) => {
  if (process.argv[2] === 'query') {
    const opened = await job.openSqlWorld({ dataset: '', seed: 1, startTime: 0, limits });
    if (opened.ok) await opened.value.sql(endless);
  } else {
    const files = { 'app.mjs': 'for (;;);' };
    const opened = await job.openWorld({ files, entry: 'app.mjs', seed: 1, startTime: 0, limits });
    if (opened.ok) await opened.value.load();
  }
});
// Long enough that the guest is under way.
await pause(700);
process.stdout.write(`${JSON.stringify(sandbox.runnerPids)}\n`);
