import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { certifyPacks } from '../../lessons/certify/certify-packs.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
  folder = await mkdtemp(join(tmpdir(), 'backline-authoring-'));
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** Writes every file that the guide names, with the text that it shows below the name. */
async function follow(guide: string): Promise<number> {
  const files = [...guide.matchAll(/`(my-pack\/[^`]+)`:\s*\n\n```\w*\n([\s\S]*?)```/g)];
  for (const [, path = '', text = ''] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return files.length;
}

const certify = () =>
  certifyPacks({ sandbox, appVersion: '0.0.0-test', folder: join(folder, 'my-pack'), atOnce: 1 });

it('leads whoever follows it to the letter to a certified exercise', async () => {
  const guide = await readFile(new URL('../../docs/authoring.md', import.meta.url), 'utf8');
  expect(await follow(guide)).toBe(9);
  const first = await certify();
  expect(first).toMatchObject({ certified: true, exercises: [{ mutationScore: 0.5 }] });
  for (const { before, after } of first.exercises[0]?.survivors ?? [])
    expect(guide).toContain(`no check notices: ${before}  →  ${after}`);
  expect(guide).toContain(first.exercises[0]?.findings[0]?.message);

  const data = join(folder, 'my-pack/bounds/grown-ups/few.sql');
  expect(guide).toContain("put `('Eva', 18)` beside");
  await writeFile(data, (await readFile(data, 'utf8')).replace("('Bia', 12)", "('Bia', 12), ('Eva', 18)"));
  expect(await certify()).toMatchObject({
    certified: true,
    exercises: [{ mutationScore: 1, survivors: [], findings: [] }],
  });
});
