import type { Exports } from '../builtins.ts';
import { mocks } from './node-test-mocks.ts';

type Require = (id: string) => Exports;
type Body = (context: unknown) => unknown;
interface Options {
  readonly skip?: boolean | string;
  readonly todo?: boolean | string;
  readonly only?: boolean;
}
interface Hooks {
  readonly before: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly after: Body[];
}
interface Suite {
  readonly depth: number;
  readonly parent: Suite | null;
  readonly hooks: Hooks;
  readonly waiting: Case[];
}
interface Case {
  readonly name: string;
  readonly options: Options;
  readonly run: () => unknown;
  readonly done: (passed: boolean) => void;
}

/** `node:test` as a learner uses it: tests run one after another and are told in the log, as Node's spec reporter does. */
export function nodeTest(require: Require): Exports {
  const { nextTick } = require('node:process') as { nextTick(run: () => void): void };
  const assert = require('node:assert');
  const console = require('node:console') as unknown as Record<'log' | 'error', (value: unknown) => void>;
  const counts = { tests: 0, suites: 0, pass: 0, fail: 0, skipped: 0, todo: 0 };
  const suite = (parent: Suite | null): Suite => ({
    depth: parent === null ? 0 : parent.depth + 1,
    parent,
    hooks: { before: [], beforeEach: [], afterEach: [], after: [] },
    waiting: [],
  });
  const root = suite(null);
  let current = root;
  let running = false;

  const say = (depth: number, mark: string, text: string) =>
    console.log(`${'  '.repeat(depth)}${mark} ${text}`);
  const within = async (inside: Suite, run: () => unknown) => {
    const before = current;
    current = inside;
    try {
      await run();
    } finally {
      current = before;
    }
  };
  const drain = async (inside: Suite): Promise<boolean> => {
    let passed = true;
    for (const hook of inside.hooks.before) await hook({});
    for (let one = inside.waiting.shift(); one !== undefined; one = inside.waiting.shift()) {
      const good = await runCase(inside, one);
      passed &&= good;
      one.done(good);
    }
    for (const hook of inside.hooks.after) await hook({});
    return passed;
  };
  const runCase = async (inside: Suite, { name, options, run }: Case): Promise<boolean> => {
    const { skip, todo } = options;
    if (skip !== undefined && skip !== false) {
      counts.skipped++;
      say(inside.depth, '﹣', `${name} # ${typeof skip === 'string' ? skip : 'SKIP'}`);
      return true;
    }
    try {
      await run();
      say(inside.depth, '✔', name);
      return true;
    } catch (error) {
      const allowed = todo !== undefined && todo !== false;
      say(inside.depth, '✖', allowed ? `${name} # TODO` : name);
      console.error(error);
      return allowed;
    }
  };
  const start = () => {
    if (running) return;
    running = true;
    // Tests begin once the module that declares them has been read.
    nextTick(async () => {
      const passed = await drain(root);
      running = false;
      for (const [name, count] of Object.entries(counts)) say(0, 'ℹ', `${name} ${count}`);
      if (!passed) (globalThis as unknown as { process: { exitCode: number } }).process.exitCode = 1;
    });
  };
  const eachHook = async (inside: Suite, kind: 'beforeEach' | 'afterEach', context: unknown) => {
    const chain: Suite[] = [];
    for (let at: Suite | null = inside; at !== null; at = at.parent) chain.unshift(at);
    for (const one of kind === 'beforeEach' ? chain : chain.reverse())
      for (const hook of one.hooks[kind]) await hook(context);
  };
  const addCase = (name: string, options: Options, body: Body): Promise<void> => {
    const inside = current;
    counts.tests++;
    const run = async () => {
      const own = suite(inside);
      const context = contextFor(name, own);
      await eachHook(inside, 'beforeEach', context);
      try {
        await within(own, () => called(body, context));
        if (!(await drain(own))) throw new Error('a subtest failed');
        counts.pass++;
      } catch (error) {
        counts.fail++;
        throw error;
      } finally {
        await eachHook(inside, 'afterEach', context);
        context.mock.reset();
      }
    };
    return new Promise((resolve) => {
      inside.waiting.push({ name, options, run, done: () => resolve() });
      if (inside === root) start();
    });
  };
  const contextFor = (name: string, own: Suite) => ({
    name,
    assert,
    mock: mocks(),
    diagnostic: (text: string) => say(own.depth, 'ℹ', text),
    /** A subtest runs when it is awaited, so it does not wait for the tests after it. */
    async test(...given: unknown[]) {
      const [title, options, body] = parsed(given);
      counts.tests++;
      const passed = await runCase(own, {
        name: title,
        options,
        run: async () => {
          const inner = suite(own);
          await called(body, contextFor(title, inner));
          counts.pass++;
        },
        done: () => {},
      });
      if (!passed) throw new Error('1 subtest failed');
    },
    before: (hook: Body) => void own.hooks.before.push(hook),
    after: (hook: Body) => void own.hooks.after.push(hook),
    beforeEach: (hook: Body) => void own.hooks.beforeEach.push(hook),
    afterEach: (hook: Body) => void own.hooks.afterEach.push(hook),
    skip() {},
    todo() {},
    plan() {},
  });
  const test = (...given: unknown[]) => addCase(...parsed(given));
  const describe = (...given: unknown[]): Promise<void> => {
    const [name, options, body] = parsed(given);
    const outer = current;
    const own = suite(outer);
    counts.suites++;
    current = own;
    try {
      body({ name });
    } finally {
      current = outer;
    }
    const run = async () => {
      say(outer.depth, '▶', name);
      if (!(await drain(own))) throw new Error(`${name}: a test failed`);
    };
    return new Promise((resolve) => {
      outer.waiting.push({ name, options, run, done: () => resolve() });
      if (outer === root) start();
    });
  };
  const withVariants = (run: (...given: unknown[]) => Promise<void>) =>
    Object.assign(run, {
      skip: (...given: unknown[]) => run(...marked(given, { skip: true })),
      todo: (...given: unknown[]) => run(...marked(given, { todo: true })),
      only: (...given: unknown[]) => run(...given),
    });
  const hook = (kind: keyof Hooks) => (body: Body) => void current.hooks[kind].push(body);
  const shown = withVariants(test);
  const suites = withVariants(describe);
  return Object.assign(shown, {
    test: shown,
    it: shown,
    describe: suites,
    suite: suites,
    before: hook('before'),
    after: hook('after'),
    beforeEach: hook('beforeEach'),
    afterEach: hook('afterEach'),
    mock: mocks(),
    assert,
    default: shown,
  }) as unknown as Exports;
}

function parsed(given: readonly unknown[]): [name: string, options: Options, body: Body] {
  const body = (given.findLast((one) => typeof one === 'function') ?? (() => {})) as Body;
  const name = typeof given[0] === 'string' ? given[0] : body.name || '<anonymous>';
  const options = (given.find((one) => typeof one === 'object' && one !== null) ?? {}) as Options;
  return [name, options, body];
}

function marked(given: readonly unknown[], more: Options): unknown[] {
  const [name, options, body] = parsed(given);
  return [name, { ...options, ...more }, body];
}

/** A test that takes a second parameter is told it is over by calling that. */
function called(body: Body, context: unknown): unknown {
  if (body.length < 2) return body(context);
  return new Promise<void>((resolve, reject) => {
    (body as (context: unknown, done: (error?: unknown) => void) => unknown)(context, (error) =>
      error === undefined || error === null ? resolve() : reject(error),
    );
  });
}
