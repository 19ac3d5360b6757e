import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox } from '../../../sandbox/sandbox.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import { findExercise, loadPacks } from '../../format/load-pack.ts';
import { gradeExercise } from '../../grade-exercise.ts';

/** A mistake of an author is told to the author, with file and line, and is never counted against a learner. */
const original = fileURLToPath(new URL('../../../test/fixtures/packs/kinds', import.meta.url));
let folder: string;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ runners: 1 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backline-http-'));
  cpSync(original, join(folder, 'kinds'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Breaking = readonly [exercise: string, file: string, find: string, replace: string];

async function load([exercise, file, find, replace]: Breaking) {
  const path = join(folder, 'kinds/http', exercise, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(find)) throw new Error(`${file} has no ${find}`);
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  const { packs, problems } = await loadPacks([join(folder, 'kinds')]);
  return { packs, problems: problems.filter((each) => each.file.includes(exercise)) };
}

async function faultOf(breaking: Breaking): Promise<string> {
  const { packs } = await load(breaking);
  const found = findExercise(packs, `kinds/http/${breaking[0]}`);
  if (found === null) throw new Error('it did not load');
  const result = await gradeExercise({
    sandbox,
    exercise: found.exercise,
    packVersion: '1.0.0',
    appVersion: '0.0.0-test',
    files: found.exercise.solution,
    mode: 'submit',
    seed: 1,
    locale: 'en',
  });
  return result.ok ? `graded: ${JSON.stringify(result.report.checks)}` : result.error.message;
}

const orders = 'orders-with-items';
const search = 'product-search';

describe('what the file itself shows is told when it is loaded, with its line', () => {
  it.each<readonly [string, Breaking, RegExp]>([
    [
      'a budget of zero',
      [orders, 'exercise.yaml', 'statements: 3', 'statements: 0'],
      /^24: "checks.1.budget.statements".*a budget of 0 statements lets no program answer/,
    ],
    [
      'a budget that limits nothing',
      [orders, 'exercise.yaml', '      statements: 3\n', ''],
      /^\d+: "checks.1.budget".*limits nothing/,
    ],
    [
      'data that does not grow',
      [
        orders,
        'exercise.yaml',
        `rows: { times: 1 }
            columns: { id: serial, customer: { pick: [Ana, Bruno, Carla, Davi] } }
          - table: items
            rows: { times: 3 }`,
        `rows: 5
            columns: { id: serial, customer: { pick: [Ana, Bruno, Carla, Davi] } }
          - table: items
            rows: 9`,
      ],
      /^\d+: "checks.1.budget.generate.tables".*never grow/,
    ],
    [
      'sizes that want more rows than are made',
      [orders, 'exercise.yaml', 'sizes: [10, 100, 1000]', 'sizes: [10, 20000]'],
      /^25: "checks.1.budget.sizes".*asks for 80000 rows in all; at most 50000/,
    ],
    [
      'an attack that may do anything',
      [search, 'exercise.yaml', 'mustNot: { status: [500] }', 'mustNot: {}'],
      /^\d+: "checks.0.attacks.1.mustNot".*says of nothing that it must not happen/,
    ],
    [
      'payloads that go nowhere',
      [search, 'exercise.yaml', '?q={{payloadEncoded}}', '?q=x'],
      /^\d+: "checks.0.attacks.0.request".*has payloads and no \{\{payload\}\}/,
    ],
    [
      'a payload that cannot stand in a path',
      [search, 'exercise.yaml', '?q={{payloadEncoded}}', '?q={{payload}}'],
      /^\d+: "checks.0.attacks.0.payloads.0".*write \{\{payloadEncoded\}\} there/,
    ],
    [
      'steps that send nothing',
      [
        orders,
        'exercise.yaml',
        `- request: { method: GET, path: /orders }
        expect: { status: 200 }
    budget:
      statements`,
        `- advanceMs: 5
    budget:
      statements`,
      ],
      /^\d+: "checks.1.steps".*sends no request/,
    ],
    [
      'attacks with no honest request beside them',
      [
        search,
        'exercise.yaml',
        `    benign:
      - name: { en: Sign up, pt-BR: Cadastrar-se }
        request: { method: POST, path: /users, json: { email: bia@shop.test } }
        expect: { status: 201, json: { id: { $type: integer }, email: bia@shop.test, role: customer } }
`,
        '',
      ],
      /^\d+: "checks.1.attacks".*need benign requests beside them/,
    ],
  ])('%s', async (_, breaking, message) => {
    const { problems } = await load(breaking);
    expect(problems.map(({ line, message: text }) => `${line}: ${text.en}`).join('\n')).toMatch(message);
  });
});

describe('what shows only when it runs ends the grading', () => {
  it.each<readonly [string, Breaking, RegExp]>([
    [
      'a budget that the solution breaks',
      [
        orders,
        'solution/app.ts',
        'const orders = new Map();',
        'for (let n = 0; n < 3; n += 1) selectAll.all();\n  const orders = new Map();',
      ],
      /the budget "checks.few-statements.budget.statements" is 3, and its solution needs 4 at size 10/,
    ],
    [
      'steps that the solution fails',
      [
        orders,
        'exercise.yaml',
        'expect: { status: 200 }\n    budget:\n      statements',
        'expect: { status: 201 }\n    budget:\n      statements',
      ],
      /the check "checks.few-statements" fails its solution at size 10: GET \/orders: the status is 200/,
    ],
    [
      'a base that does not load',
      [orders, 'orders.sql', 'CREATE INDEX items_by_order ON items', 'CREATE INDEX items_by_order ON itemz'],
      /its database does not load: orders\.sql:11: .*itemz/,
    ],
    [
      'a watched query that does not run',
      [search, 'exercise.yaml', "FROM users WHERE role = 'admin'", "FROM userz WHERE role = 'admin'"],
      /of mustNot\.changes does not run: no such table: userz/,
    ],
  ])('%s', async (_, breaking, message) => {
    expect(await faultOf(breaking)).toMatch(message);
  });
});
