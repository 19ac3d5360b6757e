import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The packages whose lines the corpus must have run. */
export const measured = ['express', 'router', 'body-parser', 'send'] as const;

export interface PackageCoverage {
  readonly name: string;
  readonly lines: number;
  readonly covered: number;
  /** `file:line` of each line that never ran. */
  readonly missed: readonly string[];
}

interface V8Coverage {
  readonly result: ReadonlyArray<{
    readonly url: string;
    readonly functions: ReadonlyArray<{
      readonly ranges: ReadonlyArray<{
        readonly startOffset: number;
        readonly endOffset: number;
        readonly count: number;
      }>;
    }>;
  }>;
}

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** What V8's coverage files of all the processes say together. A line counts where it holds code. */
export function readCoverage(folder: string): readonly PackageCoverage[] {
  const executed = new Map<string, Uint8Array>();
  for (const name of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as V8Coverage;
    for (const { url, functions } of result) {
      const file = url.startsWith('file:') ? fileURLToPath(url) : '';
      if (!measured.some((one) => file.startsWith(join(modules, one, '/')))) continue;
      const run = new Uint8Array(readFileSync(file, 'utf8').length);
      // Ranges come from the outermost in, functions in the order of their text: the last one to say counts.
      for (const { ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges)
          run.fill(count > 0 ? 1 : 0, startOffset, endOffset);
      const before = executed.get(file);
      executed.set(file, before === undefined ? run : run.map((one, at) => one | (before[at] ?? 0)));
    }
  }
  return measured.map((name) => {
    let lines = 0;
    const missed: string[] = [];
    for (const [file, run] of executed) {
      if (!file.startsWith(join(modules, name, '/'))) continue;
      for (const { number, start, end } of codeLines(readFileSync(file, 'utf8'))) {
        lines++;
        if (!run.subarray(start, end).includes(1)) missed.push(`${relative(modules, file)}:${number}`);
      }
    }
    return { name, lines, covered: lines - missed.length, missed };
  });
}

/** The share of all these lines that ran, from 0 to 1. */
export function coveredShare(packages: readonly PackageCoverage[]): number {
  const sum = (of: (one: PackageCoverage) => number) => packages.reduce((total, one) => total + of(one), 0);
  return sum((one) => one.covered) / sum((one) => one.lines);
}

export function coverageTable(packages: readonly PackageCoverage[]): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const rows = packages.map(
    ({ name, lines, covered }) =>
      `${name.padEnd(12)} ${String(covered).padStart(5)} of ${String(lines).padStart(5)} lines  ${percent(covered / lines)}`,
  );
  return [...rows, `together ${percent(coveredShare(packages))}`].join('\n');
}

/** Lines that are more than blanks, comments and closing brackets. Offsets are of what is not blank. */
function codeLines(text: string): { number: number; start: number; end: number }[] {
  const found: { number: number; start: number; end: number }[] = [];
  let at = 0;
  let inComment = false;
  text.split('\n').forEach((line, index) => {
    const trimmed = line.trim();
    const start = at + line.indexOf(trimmed);
    at += line.length + 1;
    const wasInComment = inComment;
    if (trimmed.startsWith('/*')) inComment = true;
    if (inComment && trimmed.includes('*/')) inComment = false;
    if (wasInComment || trimmed.startsWith('/*') || trimmed.startsWith('//')) return;
    if (/^[\s{}()[\];,]*$/.test(trimmed)) return;
    found.push({ number: index + 1, start, end: start + trimmed.length });
  });
  return found;
}
