import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatCertificate } from '../../cli/pack/certificate-text.ts';
import { certifyPacks } from '../../lessons/certify/certify-packs.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { backline } from '../cli/backline.ts';

let sandbox: Sandbox;
let folder: string;
beforeEach(async () => {
  sandbox = await createSandbox({ runners: 1 });
  folder = await mkdtemp(join(tmpdir(), 'backline-authoring-'));
});
afterEach(async () => {
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

const certify = (locale: Locale) =>
  certifyPacks({
    sandbox,
    appVersion: '0.0.0-test',
    locale,
    folder: join(folder, 'my-pack'),
    atOnce: 1,
  });

it.each([
  ['authoring.md', 'en', 'beside'],
  ['authoring.pt-BR.md', 'pt-BR', 'ao lado'],
] as const)(
  '%s leads whoever follows it to the letter to a certified exercise',
  {
    timeout: 120_000,
  },
  async (name, locale, beside) => {
    const guide = await readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
    const command = /^npm run -s backline -- (pack new my-pack .*)$/m.exec(guide)?.[1] ?? '';
    const args = command.split(' ').map((arg) => (arg === 'my-pack' ? join(folder, arg) : arg));
    expect((await backline(...args)).code).toBe(0);
    expect(await certify(locale)).toMatchObject({ certified: true, exercises: [{ mutationScore: 1 }] });

    expect(await follow(guide)).toBe(8);
    const first = await certify(locale);
    expect(first).toMatchObject({ certified: false, exercises: [{ mutationScore: 0.5 }] });
    const shown = formatCertificate(first, locale).replaceAll(join(folder, 'my-pack/bounds/bargains'), '…');
    expect(guide).toContain(shown);

    const data = join(folder, 'my-pack/bounds/bargains/few.sql');
    expect(guide).toContain(`\`('Mug', 20), ('Jug', 21)\` ${beside}`);
    const more = (await readFile(data, 'utf8')).replace(
      "('Lamp', 45)",
      "('Lamp', 45), ('Mug', 20), ('Jug', 21)",
    );
    await writeFile(data, more);
    expect(await certify(locale)).toMatchObject({
      certified: true,
      exercises: [{ mutationScore: 1, survivors: [], findings: [] }],
    });
  },
);
