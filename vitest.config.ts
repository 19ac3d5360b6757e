import { defineConfig } from 'vitest/config';

/** Real SQLite, real runners, real sockets: each file gets its own process, and two run at once. */
export default defineConfig({
  test: {
    include: [
      '{sandbox,lessons,host,cli,electron,renderer,build}/**/*.test.ts',
      'test/{contract,packs,grading,hostile,fidelity,desktop,cli,editor,e2e}/**/*.test.ts',
    ],
    // A pack's own tests are submissions: they run in worlds.
    exclude: ['**/node_modules/**', 'dist/**', 'lessons/packs/**', 'lessons/kinds/*/template/**'],
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['--no-node-snapshot'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
