import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { editorContextOf } from '../../lessons/format/load-exercise.ts';
import { loadPacks } from '../../lessons/format/load-pack.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import { addressOf, isCode, openInEditor, underlined } from './editor-types.ts';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { packs } = await loadPacks([at('lessons/packs/foundations'), at('test/fixtures/packs/kinds')]);
const programs = packs
  .flatMap(({ lessons }) => lessons.flatMap(({ exercises }) => exercises))
  .filter(({ solution }) => Object.keys(solution).some((path) => isCode.test(path)));

describe('nothing right is underlined', () => {
  it.each(programs.map((exercise) => [exercise.id, exercise] as const))('%s', async (_, exercise) => {
    const { declarations } = editorContextOf(exercise);
    expect(await underlined({ files: exercise.starter, declarations })).toEqual([]);
    expect(await underlined({ files: exercise.solution, declarations })).toEqual([]);
  });

  it.each<readonly [string, string]>([
    [
      'express',
      "import express from 'express';\nexport default express().get('/a/:id', (req, res) => { res.json({ id: req.params.id }); });",
    ],
    [
      'what express adds',
      "import cors from 'cors';\nimport cookies from 'cookie-parser';\nimport express from 'express';\nexport default express().use(cors(), cookies()).get('/', (req, res) => { res.send(req.cookies.name); });",
    ],
    [
      'hono',
      "import { Hono } from 'hono';\nimport { cors } from 'hono/cors';\nconst app = new Hono();\napp.use(cors());\napp.get('/a/:id', (c) => c.json({ id: c.req.param('id') }));\nexport default app;",
    ],
    [
      'zod',
      "import { z } from 'zod';\nconst body = z.object({ name: z.string() });\nexport const nameOf = (given: unknown): string => body.parse(given).name;",
    ],
    [
      'jose',
      "import { SignJWT } from 'jose';\nexport const token = await new SignJWT({ sub: '1' }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(process.env.KEY));",
    ],
    [
      'graphql',
      "import { buildSchema, graphqlSync } from 'graphql';\nexport const result = graphqlSync({ schema: buildSchema('type Query { a: Int }'), source: '{ a }' }).data;",
    ],
    [
      'bcryptjs',
      "import bcrypt from 'bcryptjs';\nexport const same: boolean = bcrypt.compareSync('a', bcrypt.hashSync('a', 4));",
    ],
    [
      'rows of node:sqlite',
      "import { DatabaseSync } from 'node:sqlite';\nexport const total = new DatabaseSync('main.db').prepare('SELECT count(*) AS n FROM t').get().n + 1;",
    ],
    [
      'rows of better-sqlite3',
      "import Database from 'better-sqlite3';\nconst db = new Database('main.db');\nexport const names = db.prepare('SELECT name FROM t').all().map((row) => row.name);",
    ],
    [
      'globals of the web',
      "export const go = async () => { const response = await fetch('http://a/'); return [structuredClone(new URL(response.url)), crypto.randomUUID(), new Headers(), new ReadableStream()]; };",
    ],
  ])('%s', async (_, text) => {
    expect(await underlined({ files: { 'app.ts': text } })).toEqual([]);
  });
});

describe('mistakes are underlined', () => {
  it.each<readonly [string, string, string]>([
    [
      'a method that is not there',
      "import express from 'express';\nexpress().get('/', (req, res) => { res.jsn({}); });",
      "app.ts:2: Property 'jsn' does not exist",
    ],
    [
      'a wrong argument',
      "import { createHash } from 'node:crypto';\ncreateHash(7);",
      "app.ts:2: Argument of type 'number'",
    ],
    [
      'what may be missing',
      'const board = new Map<string, { title: string }>();\nexport const title = board.get("a").title;',
      'app.ts:2: Object is possibly',
    ],
    [
      'a package off the shelf',
      "import lodash from 'lodash';\nlodash();",
      'app.ts:1: lodash is not on the shelf',
    ],
    [
      'a module of Node that a world lacks',
      "import vm from 'node:vm';\nvm;",
      'app.ts:1: node:vm is not on the shelf',
    ],
    [
      'a part of a package that a world lacks',
      "import { render } from 'hono/jsx/dom';\nrender;",
      'app.ts:1: hono/jsx/dom is not on the shelf',
    ],
    ['a browser', 'document.title = "a";', 'app.ts:1: document is of a browser'],
    ['a test runner', "describe('a', () => {});", 'app.ts:1: import describe'],
    ['a file that is not there', "import { a } from './b.ts';\na;", "app.ts:1: Cannot find module './b.ts'"],
  ])('%s', async (_, text, message) => {
    const found = await underlined({ files: { 'app.ts': text } });
    expect(found).toEqual([expect.stringContaining(message)]);
  });
});

describe('what is offered', () => {
  it('are the globals of a world and no others', async () => {
    const offered = await offeredAfter('globalThis.');
    const names = await globalsOfWorld();
    expect(offered.filter((name) => !names.includes(name) && !noGlobals.has(name))).toEqual([]);
  });

  it('are the methods of an app, with what they take', async () => {
    const text =
      "import express from 'express';\nconst app = express();\napp.get('/', (req, res) => { res.json(";
    const worker = openInEditor({ files: { 'app.ts': text } });
    const help = await worker.getSignatureHelpItems(addressOf('app.ts'), text.length, undefined);
    expect(help?.items[0]?.parameters.map(({ name }) => name)).toEqual(['body']);
    expect(await offeredAfter("import express from 'express';\nconst app = express();\napp.")).toEqual(
      expect.arrayContaining(['get', 'post', 'use', 'listen']),
    );
  });
});

it('says nothing of a file that was left before the answer', async () => {
  const worker = openInEditor({ files: { 'left.ts': 'const n: number = "a";' } });
  const asked = [
    worker.getSyntacticDiagnostics(addressOf('left.ts')),
    worker.getSemanticDiagnostics(addressOf('left.ts')),
    worker.getCompletionsAtPosition(addressOf('left.ts'), 5),
    worker.getQuickInfoAtPosition(addressOf('left.ts'), 7),
    worker.getSignatureHelpItems(addressOf('left.ts'), 5, undefined),
  ];
  openInEditor({ files: {} });
  expect(await Promise.all(asked)).toEqual([[], [], undefined, undefined, undefined]);
});

// TypeScript keeps the language it was told: this comes last.
it('speaks the language of the learner', async () => {
  const found = await underlined({ files: { 'app.ts': 'const n: number = "a";' }, locale: 'pt-BR' });
  expect(found).toEqual(["app.ts:1: O tipo 'string' não pode ser atribuído ao tipo 'number'."]);
});

async function offeredAfter(text: string): Promise<string[]> {
  const worker = openInEditor({ files: { 'app.ts': text } });
  const completions = await worker.getCompletionsAtPosition(addressOf('app.ts'), text.length);
  return (completions?.entries ?? []).map(({ name }) => name);
}

/** What the sandbox takes from the language, and what CommonJS modules are given without it being global. */
const noGlobals = new Set([
  'Atomics',
  'SharedArrayBuffer',
  '__dirname',
  '__filename',
  'exports',
  'module',
  'require',
]);

async function globalsOfWorld(): Promise<readonly unknown[]> {
  const sandbox = await createSandbox({ runners: 1 });
  try {
    return await sandbox.job(async (job) => {
      const files = { 'app.cjs': 'exports.names = () => Object.getOwnPropertyNames(globalThis);' };
      const world = await job.openWorld({ files, entry: 'app.cjs', seed: 1, startTime: 0 });
      if (!world.ok) throw new Error(world.failure.kind);
      await world.value.load();
      const names = await world.value.call('names', []);
      if (!names.ok || !Array.isArray(names.value)) throw new Error('a world did not tell its globals');
      return names.value;
    });
  } finally {
    await sandbox.close();
  }
}
