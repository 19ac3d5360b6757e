import { spawn } from 'node:child_process';

/**
 * `npm run check`: types, lint and format, import rules, unused code. They run side by side, each
 * prints only when it has something to say, and the first word of a line says which it was.
 */
const checks = [
  { name: 'types', command: 'tsc', args: ['-b'] },
  { name: 'lint', command: 'biome', args: ['check', '--error-on-warnings'] },
  {
    name: 'imports',
    command: 'depcruise',
    args: [
      'sandbox',
      'lessons',
      'host',
      'cli',
      'electron',
      'renderer',
      'build',
      'test',
      '--output-type',
      'err-long',
    ],
  },
  { name: 'unused', command: 'knip', args: [] },
] as const;

const results = await Promise.all(checks.map(runCheck));
for (const { name, code, output, seconds } of results) {
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  if (code !== 0) console.log(output.trim());
}
process.exitCode = results.every((result) => result.code === 0) ? 0 : 1;

function runCheck(check: (typeof checks)[number]) {
  const started = performance.now();
  return new Promise<{ name: string; code: number; output: string; seconds: number }>((resolve) => {
    const windows = process.platform === 'win32';
    const child = spawn(check.command, check.args, { stdio: ['ignore', 'pipe', 'pipe'], shell: windows });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) => resolve({ name: check.name, code: 1, output: error.message, seconds: 0 }));
    child.on('close', (code) => {
      resolve({ name: check.name, code: code ?? 1, output, seconds: (performance.now() - started) / 1000 });
    });
  });
}
