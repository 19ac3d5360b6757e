import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHost } from '../../host/start-host.ts';
import { packId, smallPack } from '../hostile/small-pack.ts';
import { backline, type CommandResult } from './backline.ts';

const exerciseId = `${packId}/rows/count`;
const right = { 'query.sql': 'SELECT count(*) FROM things' };

let folder: string;
let data: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-journey-'));
  data = join(folder, 'data');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const pack = (...args: readonly string[]): Promise<CommandResult> => backline('pack', ...args);

/** An author's folder with this version of the pack, and what editors leave in it. */
function writePack(version: string, change: (files: Map<string, Buffer>) => void = () => {}): string {
  const files = smallPack(version);
  change(files);
  files
    .set('.DS_Store', Buffer.from('x'))
    .set('rows/lesson.md~', Buffer.from('x'))
    .set('notes.txt', Buffer.from('x'));
  for (const [path, content] of files) {
    mkdirSync(dirname(at(`pack-${version}/${path}`)), { recursive: true });
    writeFileSync(at(`pack-${version}/${path}`), content);
  }
  return at(`pack-${version}`);
}

/** Builds and signs an archive, and takes a copy of it, as a learner does. */
async function publish(source: string, name: string, key: string): Promise<string> {
  expect(await pack('build', source, '--out', at(`${name}.made`))).toMatchObject({ code: 0 });
  expect(await pack('sign', at(`${name}.made`), '--key', at(key))).toMatchObject({ code: 0 });
  cpSync(at(`${name}.made`), at(`${name}.backline`));
  return at(`${name}.backline`);
}

/** What a learner finds in the app: progress, the draft, and the title of the exercise. */
async function inTheApp<T>(use: (app: Awaited<ReturnType<typeof openApp>>) => Promise<T>): Promise<T> {
  const app = await openApp();
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}

async function openApp() {
  const host = await startHost({ shell: 'browser', dataFolder: data, packFolders: [] });
  const { methods } = host.implementation;
  const profileId = host.store.profiles.list().active;
  const context = { signal: new AbortController().signal, progress: () => {} };
  return {
    draft: (text: string, basedOn: number) =>
      methods['drafts.save']({ profileId, exerciseId, files: { 'query.sql': text }, basedOn }, context),
    submit: async () =>
      (await methods['grade.submit']({ profileId, exerciseId, files: right, locale: 'en' }, context)).report,
    look: async () => {
      const { packs } = await methods['catalog.list']({ locale: 'en' }, context);
      const { draft } = await methods['drafts.get']({ profileId, exerciseId }, context);
      const { exercises } = await methods['progress.get']({ profileId }, context);
      return {
        version: packs[0]?.version ?? null,
        draft: draft?.files['query.sql'],
        state: exercises[0]?.state,
        changed: exercises[0]?.changedSincePassed,
      };
    },
    close: host.close,
  };
}

it('gives the same archive from another folder, on another day and in another time zone', {
  timeout: 120_000,
}, async () => {
  const source = writePack('1.0.0');
  const built = await pack('build', source, '--out', at('one.backline'));
  expect([built.code, built.stderr.split('\n').slice(1, 4)]).toEqual([
    0,
    ['  .DS_Store', '  notes.txt', '  rows/lesson.md~'],
  ]);
  // Copied file by file in another order, a leap year ago, and readable by others or not.
  for (const path of [...smallPack().keys()].reverse()) {
    const copy = join(at('elsewhere'), path);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, readFileSync(join(source, path)), { mode: 0o600 });
    utimesSync(copy, new Date('2020-02-29'), new Date('2020-02-29'));
  }
  const zone = process.env.TZ;
  process.env.TZ = 'Pacific/Kiritimati';
  expect((await pack('build', at('elsewhere'), '--out', at('two.backline'))).code).toBe(0);
  process.env.TZ = zone;
  if (zone === undefined) delete process.env.TZ;
  expect(readFileSync(at('two.backline')).equals(readFileSync(at('one.backline')))).toBe(true);
});

it('a pack is built, signed, copied, installed, upgraded in the middle of a lesson, and taken away', {
  timeout: 300_000,
}, async () => {
  expect((await pack('key', '--out', at('ana.pem'))).code).toBe(0);
  if (process.platform !== 'win32') expect(statSync(at('ana.pem')).mode & 0o777).toBe(0o600);
  expect((await pack('key', '--out', at('ana.pem'))).code).toBe(2);
  const first = await publish(writePack('1.0.0'), 'first', 'ana.pem');

  const seen = await pack('verify', first, '--data', data);
  expect([seen.code, seen.stdout]).toEqual([0, expect.stringMatching(/intact[\s\S]*key not seen before/)]);
  const damaged = readFileSync(first);
  damaged.write('count(1)', damaged.indexOf('count(*)'));
  writeFileSync(at('damaged.backline'), damaged);
  const refused = await pack('install', at('damaged.backline'), '--data', data, '--locale', 'pt-BR');
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('NÃO ESTÁ ÍNTEGRO')]);

  const installed = await pack('install', first, '--data', data);
  expect([installed.code, installed.stdout]).toEqual([
    0,
    expect.stringMatching(/Installed small-pack 1\.0\.0[\s\S]*Certified on this computer/),
  ]);
  await inTheApp(async (app) => {
    expect(await app.submit()).toMatchObject({ passed: true });
    await app.draft('-- halfway', 0);
    expect(await app.look()).toEqual({
      version: '1.0.0',
      draft: '-- halfway',
      state: 'passed',
      changed: false,
    });
  });

  const mended = writePack('1.1.0', (files) =>
    files.set('rows/count/task.md', Buffer.from('Count all of them with `count(*)`.\n')),
  );
  const upgraded = await pack(
    'install',
    await publish(mended, 'second', 'ana.pem'),
    '--data',
    data,
    '--no-check',
  );
  expect([upgraded.code, upgraded.stdout]).toEqual([
    0,
    expect.stringMatching(/it was 1\.0\.0[\s\S]*seen before/),
  ]);
  await inTheApp(async (app) => {
    expect(await app.look()).toEqual({
      version: '1.1.0',
      draft: '-- halfway',
      state: 'passed',
      changed: false,
    });
  });

  const asksMore = writePack('2.0.0', (files) =>
    files.set(
      'rows/count/three.sql',
      Buffer.from('CREATE TABLE things (id INTEGER);\nINSERT INTO things VALUES (1);\n'),
    ),
  );
  const third = await publish(asksMore, 'third', 'ana.pem');
  expect((await pack('install', third, '--data', data, '--no-check')).code).toBe(0);
  await inTheApp(async (app) => {
    expect(await app.look()).toEqual({
      version: '2.0.0',
      draft: '-- halfway',
      state: 'passed',
      changed: true,
    });
    expect(await app.submit()).toMatchObject({ passed: true });
    expect(await app.look()).toMatchObject({ changed: false });
  });

  const broken = writePack('2.0.1', (files) =>
    files.set('rows/count/starter/query.sql', Buffer.from('SELECT count(*) FROM things\n')),
  );
  const bad = await pack('install', await publish(broken, 'broken', 'ana.pem'), '--data', data);
  expect([bad.code, bad.stdout]).toEqual([0, expect.stringContaining('NOT CERTIFIED: 1 error found')]);

  const older = await pack('install', first, '--data', data);
  expect([older.code, older.stdout]).toEqual([
    1,
    expect.stringContaining('Older than the installed version 2.0.1'),
  ]);
  expect((await pack('key', '--out', at('eve.pem'))).code).toBe(0);
  const forged = await publish(writePack('2.1.0'), 'forged', 'eve.pem');
  expect((await pack('verify', forged, '--data', data)).code).toBe(1);
  const asked = await pack('install', forged, '--data', data);
  expect([asked.code, asked.stdout]).toEqual([1, expect.stringContaining('THE KEY CHANGED')]);

  expect((await pack('list', '--data', data)).stdout).toContain(`${packId} 2.0.1  signed by`);
  expect((await pack('remove', packId, '--data', data)).code).toBe(0);
  expect((await pack('remove', packId, '--data', data)).code).toBe(2);
  await inTheApp(async (app) => {
    expect(await app.look()).toMatchObject({ version: null, draft: '-- halfway', state: 'passed' });
  });
});
