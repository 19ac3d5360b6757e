import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tsxVersion } from '../../lessons/export/project-packages.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { someOf } from '../deep.ts';
import { completed } from '../fidelity/app.ts';
import { comparable } from '../fidelity/known-differences.ts';
import { send } from '../fidelity/plain-node.ts';
import { backline, projectFolder } from './backline.ts';
import { type ExportedProgram, programs } from './exported-programs.ts';
import { install, npm, start } from './exported-project.ts';
import { type LocalRegistry, openLocalRegistry } from './local-registry.ts';
import { auditScript, notesScript, settings, writeFiles, writeOpenExercise } from './open-exercise.ts';

/** Installing and starting a project takes seconds: every second one, unless the suite is deep. */
const some = someOf(programs);

let registry: LocalRegistry;
let sandbox: Sandbox;
beforeAll(async () => {
  registry = await openLocalRegistry([
    'express',
    'hono',
    '@hono/node-server',
    'better-sqlite3',
    'zod',
    'tsx',
  ]);
  sandbox = await createSandbox({ runners: 1 });
}, 300_000);
afterAll(async () => {
  await sandbox?.close();
  await registry?.close();
});

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-export-'));
  out = join(folder, 'project');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('an exported http exercise installs without a network, starts, and answers as in the sandbox', () => {
  it.each(some.map((program) => [program.name, program] as const))(
    '%s',
    async (_, program) => {
      const id = writeOpenExercise(join(folder, 'pack'), entryOf(program));
      writeFiles(join(folder, 'mine'), program.files);
      const args = ['--packs', join(folder, 'pack'), '--files', join(folder, 'mine'), '--out', out];
      expect(await backline('export', id, ...args)).toMatchObject({ code: 0, stderr: '' });
      const { dependencies = {} } = manifestOf(out);
      expect(Object.keys(dependencies)).toEqual(program.packages);
      for (const [path, text] of Object.entries(program.files)) expect(read(`src/${path}`)).toBe(text);

      expect(await install(out, registry)).toMatchObject({ code: 0 });
      const started = await start(out);
      const answers = [];
      try {
        for (const request of program.requests) {
          answers.push(comparable(await send(started.port, completed(request)), join(out, 'src')));
        }
      } finally {
        await started.stop();
      }
      expect(answers).toEqual(await answersInSandbox(program));
      expect(program.databases.filter((file) => !existsSync(join(out, file)))).toEqual([]);
    },
    180_000,
  );
});

describe('the project', () => {
  it('keeps what the program wrote until it is asked to begin anew', async () => {
    const program = programs.find((one) => one.name.startsWith('Hono'));
    if (program === undefined) throw new Error('the program with node:sqlite is gone');
    const id = writeOpenExercise(join(folder, 'pack'), entryOf(program));
    writeFiles(join(folder, 'mine'), program.files);
    await backline(
      'export',
      id,
      '--packs',
      join(folder, 'pack'),
      '--files',
      join(folder, 'mine'),
      '--out',
      out,
    );
    await install(out, registry);
    const notesAfter = async (...requests: ExportedProgram['requests']) => {
      const started = await start(out);
      for (const request of requests) await send(started.port, completed(request));
      const { body } = await send(started.port, completed('/notes'));
      await started.stop();
      return (JSON.parse(Buffer.from(body).toString()) as { text: string }[]).map(({ text }) => text);
    };
    const tea = program.requests.filter(
      (request) => typeof request !== 'string' && request.method === 'POST',
    );
    expect(await notesAfter(...tea)).toEqual(['Milk', 'Bread', 'Tea']);
    expect(await notesAfter()).toEqual(['Milk', 'Bread', 'Tea']);
    expect(await npm(out, ['run', 'reset'])).toMatchObject({ code: 0 });
    expect(await notesAfter()).toEqual(['Milk', 'Bread']);
  }, 120_000);

  it('holds nothing that only hidden checks use, and no solution', async () => {
    const id = writeOpenExercise(join(folder, 'pack'), 'app.js');
    writeFiles(join(folder, 'mine'), { 'app.js': 'export default (req, res) => res.end();\n' });
    await backline(
      'export',
      id,
      '--packs',
      join(folder, 'pack'),
      '--files',
      join(folder, 'mine'),
      '--out',
      out,
    );
    const all = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
    expect(all).not.toMatch(/only hidden|secret|the solution/i);
    expect(all).toContain('Write it.');
  });

  it('of each other kind starts, and shows what the solution gives', async () => {
    for (const { id, files, packs, printed } of otherKinds) {
      const to = join(folder, id.replaceAll('/', '-'));
      const exported = await backline('export', id, '--packs', packs, '--files', files, '--out', to);
      expect({ id, ...exported }).toMatchObject({ id, code: 0, stderr: '' });
      if (manifestOf(to).dependencies !== undefined) await install(to, registry);
      const { code, output } = await npm(to, ['start']);
      expect({ id, code }).toEqual({ id, code: 0 });
      expect(output).toMatch(printed);
    }
  }, 120_000);

  it('of tests runs them on the module that the person puts beside them', async () => {
    const files = join(kinds, 'tests/checkout/solution');
    await backline('export', 'kinds/tests/checkout', '--packs', kinds, '--files', files, '--out', out);
    expect(existsSync(join(out, 'src/checkout.ts'))).toBe(false);
    await install(out, registry);
    copyFileSync(join(kinds, 'tests/checkout/checkout.ts'), join(out, 'src/checkout.ts'));
    expect(await npm(out, ['test'])).toMatchObject({ code: 0, output: expect.stringMatching(/pass [1-9]/) });
  }, 60_000);

  it('names the version of tsx that is tested here', () => {
    const own = manifestOf(projectFolder) as { devDependencies?: Record<string, string> };
    expect(tsxVersion).toBe(own.devDependencies?.tsx);
  });
});

const kinds = join(projectFolder, 'test/fixtures/packs/kinds');
const otherKinds = [
  { id: 'kinds/sql/spend-per-city', printed: /rows: [1-9]/ },
  { id: 'kinds/sql/close-accounts', printed: /rows/ },
  { id: 'kinds/schema/library', printed: /sqlite_schema[\s\S]*table/ },
  { id: 'kinds/plan/latest-events', printed: /Plan:\n.*USING.*INDEX/ },
  { id: 'kinds/function/busy-times', printed: /pass [1-9]/ },
].map((one) => ({ ...one, packs: kinds, files: join(kinds, one.id.replace('kinds/', ''), 'solution') }));

describe('what cannot be exported is said in one sentence, and exits 2', () => {
  const write = (files: Readonly<Record<string, string>>) => {
    const id = writeOpenExercise(join(folder, 'pack'), 'app.js');
    writeFiles(join(folder, 'mine'), files);
    return (...more: string[]) =>
      backline(
        'export',
        id,
        '--packs',
        join(folder, 'pack'),
        '--files',
        join(folder, 'mine'),
        '--out',
        out,
        ...more,
      );
  };
  const answer = { 'app.js': 'export default (req, res) => res.end();\n' };

  it('a folder that is used, which stays as it was', async () => {
    mkdirSync(out);
    writeFileSync(join(out, 'mine.txt'), 'keep');
    const exportIt = write(answer);
    const english = await exportIt();
    expect(english.code).toBe(2);
    expect(english.stderr).toMatch(/^backline: --out .* is not empty; name a new folder[^\n]*\n$/);
    expect((await exportIt('--locale', 'pt-BR')).stderr).toContain('não está vazia');
    expect(readdirSync(out)).toEqual(['mine.txt']);
  });

  it('a file where the folder should be', async () => {
    writeFileSync(out, 'keep');
    expect(await write(answer)()).toMatchObject({ code: 2, stderr: expect.stringContaining('is a file') });
  });

  it('an answer without its entry, and one that is not there', async () => {
    expect(await write({ 'other.js': 'x' })()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('The submission has no file app.js.'),
    });
    const id = writeOpenExercise(join(folder, 'pack'), 'app.js');
    const nowhere = ['--packs', join(folder, 'pack'), '--files', join(folder, 'nowhere'), '--out', out];
    expect(await backline('export', id, ...nowhere)).toMatchObject({ code: 2 });
    expect(existsSync(out)).toBe(false);
  });

  it('a database of the author that does not load', async () => {
    const exportIt = write(answer);
    writeFileSync(join(folder, 'pack/notes/api/notes.sql'), 'CREATE TABLE broken (');
    expect(await exportIt()).toMatchObject({ code: 2, stderr: expect.stringContaining('notes.sql') });
  });

  it('while a program that does not start is exported with a word about it', async () => {
    const { code, stderr } = await write({ 'app.js': "import 'left-pad';\nexport default 1;\n" })(
      '--locale',
      'pt-BR',
    );
    expect(code).toBe(0);
    expect(stderr).toContain('também não inicia no Backline');
    expect(stderr).toContain('npm install left-pad');
    expect(read('README.md')).toContain('Como iniciar');
  });

  it('while a database outside the project is told, and none is made there', async () => {
    const source =
      "import Database from 'better-sqlite3';\nnew Database('/somewhere/notes.db').pragma('user_version');\n";
    const { code, stderr } = await write({
      'app.js': `${source}export default (req, res) => res.end();\n`,
    })();
    expect(code).toBe(0);
    expect(stderr).toContain('"/somewhere/notes.db", which is outside the project');
    expect(existsSync(join(out, 'databases.mjs'))).toBe(false);
  });
});

function entryOf(program: ExportedProgram): string {
  return Object.keys(program.files)[0] ?? '';
}

function read(path: string): string {
  return readFileSync(join(out, path), 'utf8');
}

function manifestOf(project: string): { dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
}

async function answersInSandbox(program: ExportedProgram) {
  return sandbox.job(async (job) => {
    const opened = await job.openWorld({
      files: program.files,
      entry: entryOf(program),
      databases: { main: notesScript, audit: auditScript },
      env: settings,
      seed: 1,
      startTime: Date.parse('2026-03-02T09:00:00Z'),
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const loaded = await opened.value.load();
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.failure));
    const answers = [];
    for (const request of program.requests) {
      const answer = await opened.value.request(completed(request));
      if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
      answers.push(comparable(answer.value, '/app'));
    }
    return answers;
  });
}
