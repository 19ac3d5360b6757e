import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpus } from './corpus/corpus.ts';
import { coverageTable, readCoverage } from './coverage.ts';
import { runInPlainNode } from './plain-node.ts';

/** `node test/fidelity/coverage-report.ts [--missed]`: which share of the frameworks' lines the corpus runs. */
const folder = mkdtempSync(join(tmpdir(), 'backline-coverage-'));
try {
  for (const app of corpus.flatMap(({ apps }) => apps))
    await runInPlainNode(app, { startTime: Date.UTC(2026, 0, 1), coverage: folder });
  const packages = readCoverage(folder);
  console.log(coverageTable(packages));
  if (process.argv.includes('--missed')) console.log(packages.flatMap(({ missed }) => missed).join('\n'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
