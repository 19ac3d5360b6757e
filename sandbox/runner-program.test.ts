import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runnerArguments } from './runner-program.ts';
import { createSandbox } from './sandbox.ts';
import { makeWorkingFolder } from './working-folder.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'backline-program-')));
  made.push(path);
  return path;
}

describe('what a runner may read', () => {
  it('is its program, its shelf and its packages, by their real paths', () => {
    const [program, packages, shelf] = [folder(), folder(), folder()];
    writeFileSync(join(program, 'package.json'), '{}');
    writeFileSync(join(program, 'main.ts'), '');
    mkdirSync(join(packages, 'isolated-vm'));
    symlinkSync(packages, join(program, 'node_modules'));
    const runner = {
      nodePath: process.execPath,
      runnerPath: join(program, 'main.ts'),
      workingFolder: program,
      shelfFolder: shelf,
      runnerMiB: 512,
    };
    const reads = runnerArguments(runner).filter((one) => one.startsWith('--allow-fs-read='));
    expect(reads).toEqual(
      [`${program}/`, `${shelf}/`, `${packages}/`, '/etc/alpine-release'].map(
        (path) => `--allow-fs-read=${path}`,
      ),
    );
    expect(runnerArguments(runner).filter((one) => /write|child|net|wasi/.test(one))).toEqual([]);
  });
});

describe('the working folder', () => {
  it('that a process left is taken away, and that of one that lives is not', async () => {
    const gone = join(tmpdir(), 'backline-runner-4194999-left');
    mkdirSync(gone, { recursive: true });
    const first = await makeWorkingFolder();
    const second = await makeWorkingFolder();
    made.push(first, second, gone);
    expect(() => realpathSync(gone)).toThrow('ENOENT');
    expect(realpathSync(first)).not.toBe(realpathSync(second));
  });
});

describe('a sandbox whose runners cannot start', () => {
  it.each([
    ['a program that is not there', { nodePath: '/nonexistent/node' }, /ENOENT/],
    ['a program that ends at once', { nodePath: '/bin/false' }, /ended/],
  ])('for %s says so, with the cause', async (_, options, cause) => {
    await expect(createSandbox({ runners: 1, ...options })).rejects.toMatchObject({
      code: 'SANDBOX_START_FAILED',
      message: expect.stringMatching(cause),
    });
  });
});
