import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backline, projectFolder } from './backline.ts';

// Each command is a process with runners of its own.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let pack: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backline-check-'));
  pack = join(folder, 'counting');
  await cp(join(projectFolder, 'test/fixtures/packs/counting'), pack, { recursive: true });
  // Where the command keeps what it knows already.
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
});
afterEach(async () => {
  delete process.env.XDG_CACHE_HOME;
  await rm(folder, { recursive: true });
});

it('exits 0 for a certified pack, 1 for one with an error, 2 for a wrong call', async () => {
  const certified = await backline('pack', 'check', pack, '--json');
  expect(certified.code).toBe(0);
  expect(JSON.parse(certified.stdout)).toMatchObject({
    certified: true,
    exercises: [{ id: 'counting/counting/rows', findings: [] }],
    findings: [],
  });
  expect(certified.stderr).toContain('1/1 counting/counting/rows: ok');

  await writeFile(join(pack, 'counting/rows/starter/query.sql'), 'SELECT count(*) FROM things;\n');
  const broken = await backline('pack', 'check', pack);
  expect(broken.code).toBe(1);
  expect(broken.stdout).toContain(
    `${join(pack, 'counting/rows/starter/query.sql')}:1: the starter passes every check`,
  );
  expect(broken.stdout).toContain('Not certified: 1 exercise, 1 error');

  const inPortuguese = await backline('pack', 'check', pack, '--locale', 'pt-BR');
  expect(inPortuguese.stdout).toContain(
    `${join(pack, 'counting/rows/starter/query.sql')}:1: o ponto de partida passa em todas as verificações`,
  );
  expect(inPortuguese.stdout).toContain('Não certificado: 1 exercício, 1 erro');

  expect((await backline('pack', 'check', join(folder, 'nowhere'))).code).toBe(2);
  expect((await backline('pack', 'check')).code).toBe(2);
});

it('keeps what it knows outside of the pack, and forgets it when the exercise changes', async () => {
  const before = await readdir(pack, { recursive: true });
  await backline('pack', 'check', pack);
  expect(await readdir(pack, { recursive: true })).toEqual(before);
  const cache = join(folder, 'cache/backline/certificates');
  const [file = ''] = await readdir(cache);
  // What is read back is what is told, so that it is seen to be read.
  const kept = JSON.parse(await readFile(join(cache, file), 'utf8')) as {
    certificate: { findings: unknown[] };
  };
  kept.certificate.findings.push({
    severity: 'warning',
    file: 'kept',
    line: 7,
    message: { en: 'from before' },
  });
  await writeFile(join(cache, file), JSON.stringify(kept));
  expect((await backline('pack', 'check', pack)).stdout).toContain('kept:7: warning: from before');
  expect((await backline('pack', 'check', pack, '--no-cache')).stdout).not.toContain('from before');
  await writeFile(join(pack, 'counting/rows/task.md'), 'Count all rows of `things`.\n');
  expect((await backline('pack', 'check', pack)).stdout).not.toContain('from before');
});
