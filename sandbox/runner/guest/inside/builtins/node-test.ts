import type { Exports } from '../builtins.ts';
import { askHost } from '../host.ts';
import { reportError } from '../report.ts';
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
  /** Its name and those of the suites around it; empty for the file. */
  readonly path: string;
  readonly depth: number;
  readonly parent: Suite | null;
  readonly hooks: Hooks;
  readonly waiting: Case[];
}
interface Case {
  readonly name: string;
  readonly path: string;
  readonly isSuite: boolean;
  readonly options: Options;
  /** Gives how a test that did not throw ended. */
  readonly run: () => Promise<Mark>;
  readonly done: (passed: boolean) => void;
}

type Mark = 'passed' | 'skipped' | 'todo';

let running: string | null = null;

/** The test that is under way, or what there is to run before the next; null where all is done. */
export function runningTest(): string | null {
  return running;
}

/** `node:test` as a learner uses it: tests run one after another and are told in the log, as Node's spec reporter does. */
export function nodeTest(require: Require): Exports {
  const { nextTick } = require('node:process') as { nextTick(run: () => void): void };
  const assert = require('node:assert');
  const console = require('node:console') as unknown as Record<'log' | 'error', (value: unknown) => void>;
  const counts = { tests: 0, suites: 0, pass: 0, fail: 0, skipped: 0, todo: 0 };
  const { inspect } = require('node:util') as unknown as { inspect(value: unknown): string };
  const suite = (parent: Suite | null, path: string): Suite => ({
    path,
    depth: parent === null ? 0 : parent.depth + 1,
    parent,
    hooks: { before: [], beforeEach: [], afterEach: [], after: [] },
    waiting: [],
  });
  const root = suite(null, '');
  let current = root;

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
  const tell = (path: string, status: string, error?: { readonly thrown: unknown }) =>
    askHost('test.ended', path, status, error === undefined ? null : reportError(error.thrown, inspect));
  const pathIn = (inside: Suite, name: string) => (inside.path === '' ? name : `${inside.path} > ${name}`);
  /** Runs the hooks; what one of them throws, or null. */
  const hooked = async (hooks: readonly Body[]): Promise<{ readonly thrown: unknown } | null> => {
    try {
      for (const hook of hooks) await hook({});
      return null;
    } catch (thrown) {
      return { thrown };
    }
  };
  const drain = async (inside: Suite): Promise<boolean> => {
    const before = await hooked(inside.hooks.before);
    let passed = before === null;
    for (let one = inside.waiting.shift(); one !== undefined; one = inside.waiting.shift()) {
      // What a test needs was not there: none of the suite can pass.
      const refused = () => Promise.reject(before?.thrown);
      const good = await runCase(inside, before === null ? one : { ...one, isSuite: false, run: refused });
      passed &&= good;
      one.done(good);
    }
    const after = await hooked(inside.hooks.after);
    if (after === null) return passed;
    tell(pathIn(inside, 'after()'), 'failed', after);
    console.error(after.thrown);
    return false;
  };
  const runCase = async (inside: Suite, { name, path, isSuite, options, run }: Case): Promise<boolean> => {
    const { skip, todo } = options;
    const outer = running;
    if (skip !== undefined && skip !== false) {
      counts.skipped++;
      tell(path, 'skipped');
      say(inside.depth, '﹣', `${name} # ${typeof skip === 'string' ? skip : 'SKIP'}`);
      return true;
    }
    try {
      running = path;
      const mark = await run();
      if (!isSuite) tell(path, mark);
      if (mark === 'skipped') say(inside.depth, '﹣', `${name} # SKIP`);
      else say(inside.depth, '✔', mark === 'todo' ? `${name} # TODO` : name);
      return true;
    } catch (thrown) {
      const allowed = todo !== undefined && todo !== false;
      if (!isSuite) tell(path, allowed ? 'todo' : 'failed', { thrown });
      say(inside.depth, '✖', allowed ? `${name} # TODO` : name);
      console.error(thrown);
      return allowed;
    } finally {
      running = outer;
    }
  };
  const start = () => {
    if (running !== null) return;
    running = '';
    // Tests begin once the module that declares them has been read.
    nextTick(async () => {
      const passed = await drain(root);
      running = null;
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
    const path = pathIn(inside, name);
    counts.tests++;
    const run = async () => {
      const own = suite(inside, path);
      const context = contextFor(name, own);
      await eachHook(inside, 'beforeEach', context);
      try {
        await within(own, () => called(body, context));
        if (!(await drain(own))) throw new Error('a subtest failed');
        const mark = context.mark();
        if (mark === 'passed') counts.pass++;
        else counts[mark]++;
        return mark;
      } catch (error) {
        counts.fail++;
        throw error;
      } finally {
        await eachHook(inside, 'afterEach', context);
        context.mock.reset();
      }
    };
    return new Promise((resolve) => {
      inside.waiting.push({ name, path, isSuite: false, options, run, done: () => resolve() });
      if (inside === root) start();
    });
  };
  const contextFor = (name: string, own: Suite) => {
    let mark: Mark = 'passed';
    const marking = (as: Mark) => () => {
      mark = as;
    };
    return {
      name,
      assert,
      mock: mocks(),
      mark: () => mark,
      diagnostic: (text: string) => say(own.depth, 'ℹ', text),
      /** A subtest runs when it is awaited, so it does not wait for the tests after it. */
      async test(...given: unknown[]) {
        const [title, options, body] = parsed(given);
        const path = pathIn(own, title);
        counts.tests++;
        const run = async () => {
          const inner = suite(own, path);
          const context = contextFor(title, inner);
          await called(body, context);
          counts.pass++;
          return context.mark();
        };
        const passed = await runCase(own, {
          name: title,
          path,
          isSuite: false,
          options,
          run,
          done: () => {},
        });
        if (!passed) throw new Error('1 subtest failed');
      },
      before: (hook: Body) => void own.hooks.before.push(hook),
      after: (hook: Body) => void own.hooks.after.push(hook),
      beforeEach: (hook: Body) => void own.hooks.beforeEach.push(hook),
      afterEach: (hook: Body) => void own.hooks.afterEach.push(hook),
      skip: marking('skipped'),
      todo: marking('todo'),
      plan() {},
    };
  };
  const test = (...given: unknown[]) => addCase(...parsed(given));
  const describe = (...given: unknown[]): Promise<void> => {
    const [name, options, body] = parsed(given);
    const outer = current;
    const path = pathIn(outer, name);
    const own = suite(outer, path);
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
      return 'passed' as const;
    };
    return new Promise((resolve) => {
      outer.waiting.push({ name, path, isSuite: true, options, run, done: () => resolve() });
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
