import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { type Certificate, certifyPacks } from './certify-packs.ts';

const counting = fileURLToPath(new URL('../../test/fixtures/packs/counting', import.meta.url));

let sandbox: Sandbox;
let pack: string;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  pack = await mkdtemp(join(tmpdir(), 'backline-certify-'));
  await cp(counting, pack, { recursive: true });
});
afterEach(() => rm(pack, { recursive: true }));

const certify = () =>
  certifyPacks({ sandbox, appVersion: '0.0.0-test', locale: 'en', folder: pack, atOnce: 1 });

async function change(file: string, text: string | ((before: string) => string)): Promise<void> {
  const path = join(pack, file);
  await writeFile(path, typeof text === 'string' ? text : text(await readFile(path, 'utf8')));
}

/** `file:line severity message`, the file below the pack. */
function told({ findings, exercises }: Certificate): readonly string[] {
  return [...findings, ...exercises.flatMap((exercise) => exercise.findings)].map(
    ({ severity, file, line, message }) =>
      `${file.slice(pack.length + 1)}:${line} ${severity}: ${message.en}`,
  );
}

it('certifies a pack that keeps its promises', async () => {
  const certificate = await certify();
  expect(told(certificate)).toEqual([]);
  expect(certificate.certified).toBe(true);
});

it('says where a starter passes and a wrong answer is right', async () => {
  const right = await readFile(join(pack, 'counting/rows/solution/query.sql'), 'utf8');
  await change('counting/rows/starter/query.sql', right);
  await change('counting/rows/wrong/one/query.sql', right);
  const certificate = await certify();
  expect(told(certificate)).toEqual([
    'counting/rows/starter/query.sql:1 error: the starter passes every check: a learner would have nothing to do',
    'counting/rows/exercise.yaml:12 error: wrong/one passes every check',
    'counting/rows/exercise.yaml:7 warning: nothing in the solution could be changed, so it is not known how much the checks notice',
  ]);
  expect(certificate.certified).toBe(false);
});

it('says which check a wrong answer slips through', async () => {
  await change('counting/rows/wrong/one/query.sql', 'SELECT 3 FROM (SELECT 1);');
  expect(told(await certify())).toEqual([
    'counting/rows/exercise.yaml:12 error: wrong/one passes "three", which must catch it',
  ]);
});

it('says where a solution depends on the seed', async () => {
  await change('counting/rows/exercise.yaml', (text) =>
    text.replace('dataset: five.sql,', 'dataset: five.sql, verify: { file: check.ts, name: even },'),
  );
  await change(
    'counting/rows/check.ts',
    'export const even = () => world.sql("SELECT abs(random()) % 2 AS odd")[0].odd === 0 || "It was odd.";\n',
  );
  const certificate = await certify();
  expect(certificate.certified).toBe(false);
  expect(told(certificate).join('\n')).toContain('counting/rows/exercise.yaml:');
});

it('reports translations that are missing, and certifies all the same', async () => {
  await rm(join(pack, 'counting/rows/task.pt-BR.md'));
  await change('counting/rows/exercise.yaml', (text) =>
    text.replace('One track', 'One').replace('Count the rows', '{ en: Count the rows }'),
  );
  const certificate = await certify();
  expect(told(certificate)).toEqual([
    'counting/rows/task.pt-BR.md:null warning: the translation is missing; English is shown instead',
    'counting/rows/exercise.yaml:3 warning: "title" has no text in pt-BR; English is shown instead',
  ]);
  expect(certificate.certified).toBe(true);
});

const embed = (name: string) => `\n\`\`\`exercise\n${name}\n\`\`\`\n`;

it('finds links that lead nowhere, and folders that nobody sees', async () => {
  await change(
    'counting/lesson.md',
    (text) =>
      `${text}\n## Rows\n\nSee [rows](#rows), [none](#columns) and [a file](notes.md).\n${embed('rows')}${embed('none')}`,
  );
  await change('counting/rows/task.md', '`![code](x)` and ![a picture](rows.png)\n');
  await cp(join(pack, 'counting'), join(pack, 'forgotten'), { recursive: true });
  expect(told(await certify())).toEqual([
    'counting/lesson.md:12 error: links to "#columns", and no heading is called so',
    'counting/lesson.md:12 error: links to "notes.md", which the app cannot open: write an https address, or #heading',
    'counting/lesson.md:15 error: asks for the exercise "rows", whose kind "sql" is answered in the editor: only kinds with a form of their own can stand in a text',
    'counting/lesson.md:19 error: asks for the exercise "none", and the lesson has none of that name',
    'forgotten/lesson.md:null warning: no track in pack.yaml names this lesson',
    'counting/rows/task.md:1 error: has a picture, and packs cannot show any: say it in words, a table or a code block',
  ]);
});

it('refuses submissions that nobody could send', async () => {
  await change('counting/rows/starter/notes.md', 'x'.repeat(300 * 1024));
  expect(told(await certify())).toEqual([
    'counting/rows/exercise.yaml:1 error: starter/ has 301 KiB; a submission may have 256 KiB',
  ]);
});

it('says that there is no pack', async () => {
  await rm(join(pack, 'pack.yaml'));
  const certificate = await certify();
  expect(certificate.certified).toBe(false);
  expect(told(certificate).at(-1)).toMatch(/error: there is no pack here/);
});

/** A solution with a condition that always holds. */
const wordy = 'SELECT count(*) FROM things WHERE 1 < 2;\n';

it('scores the checks by the mistakes that they notice, and shows the others', async () => {
  await change('counting/rows/solution/query.sql', wordy);
  const certificate = await certify();
  const [exercise] = certificate.exercises;
  expect(exercise).toMatchObject({ mutationScore: 0.5, mutants: 6, killed: 3, equivalent: 0 });
  expect(exercise?.survivors.map(({ line, before, after }) => [line, before, after])).toEqual([
    [1, '1 < 2', 'true'],
    [1, '<', '<='],
    [1, '2', '3'],
  ]);
  expect(told(certificate)).toEqual([
    'counting/rows/exercise.yaml:7 warning: the checks notice 50 % of the small mistakes in the solution; at least 85 % is expected',
  ]);
  expect(certificate.certified).toBe(true);
});

it('takes out what the author has explained, and no more than a tenth', async () => {
  await change('counting/rows/solution/query.sql', wordy);
  await change(
    'counting/rows/exercise.yaml',
    (text) => `${text}equivalent:
  - { before: 1 < 2, after: 'true', reason: One is always less than two. }
  - { line: 9, before: 1 < 2, after: 'true', reason: There is no such line. }
  - { before: count(*), after: MAX(1), reason: It is noticed. }
`,
  );
  const certificate = await certify();
  expect(certificate.exercises[0]).toMatchObject({
    mutationScore: 0.6,
    mutants: 5,
    killed: 3,
    equivalent: 1,
  });
  expect(told(certificate).slice(0, 3)).toEqual([
    'counting/rows/exercise.yaml:17 error: no such change is made to the solution; copy before and after from what the check shows',
    'counting/rows/exercise.yaml:18 error: is noticed by the checks, so it is not equivalent: take the declaration out',
    'counting/rows/exercise.yaml:15 error: 1 of 6 changes are declared equivalent; at most 10 % may be',
  ]);
  expect(certificate.certified).toBe(false);
});
