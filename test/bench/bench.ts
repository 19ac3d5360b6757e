import { createSandbox } from '../../sandbox/sandbox.ts';
import { benchApps, benchClass, benchCold } from './apps.ts';
import { benchCheck } from './check.ts';
import { benchExpress } from './express.ts';
import type { BenchRow } from './measure.ts';
import { benchSoak, idleRunner } from './soak.ts';
import { benchSql } from './sql.ts';
import { benchWindow } from './window.ts';

/**
 * `npm run bench`: each figure beside its baseline in the same run. Machines are noisy: compare the
 * ratios. `--json` prints the rows for a program, `--rounds N` sets how often each is run, `--soak N` how
 * many jobs the soak is of, `--only NAME` measures one group.
 */
const args = process.argv.slice(2);
const numberOf = (flag: string) => (args.includes(flag) ? Number(args[args.indexOf(flag) + 1]) : Number.NaN);
const rounds = numberOf('--rounds') || 200;
const soakJobs = numberOf('--soak') || 2_000;
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
const fewer = Math.max(3, Math.round(rounds / 20));

const sandbox = await createSandbox();
try {
  const idle = idleRunner(sandbox);
  const groups: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
    express: () => benchExpress(sandbox, rounds),
    apps: () => benchApps(sandbox, rounds),
    sql: async () => [await benchSql(sandbox, rounds)],
    cold: async () => [await benchCold(fewer)],
    class: async () => [await benchClass(sandbox, fewer)],
    // The whole check takes half a minute: a few rounds tell enough.
    check: async () => [await benchCheck(Math.min(3, fewer))],
    soak: async () => [idle, ...(await benchSoak(sandbox, soakJobs))],
    window: () => benchWindow(fewer),
  };
  const rows: BenchRow[] = [];
  for (const [name, measure] of Object.entries(groups)) {
    if (only !== undefined && name !== only) continue;
    console.error(`measuring ${name}`);
    rows.push(...(await measure()));
  }
  console.log(args.includes('--json') ? JSON.stringify({ rows }, null, 2) : asTable(rows));
} finally {
  await sandbox.close();
}

function asTable(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, unit, p50, p95, baseline, ratio }) => [
    name,
    `p50 ${p50.toFixed(2)} ${unit}`,
    `p95 ${p95.toFixed(2)} ${unit}`,
    baseline === null ? '' : `${baseline.name}: ${baseline.p50.toFixed(2)} ${unit}`,
    ratio === null ? '' : `ratio ${ratio.toFixed(2)}`,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
