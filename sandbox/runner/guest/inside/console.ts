import type { Exports } from './builtins.ts';
import { askHost } from './host.ts';
import { callerPlace } from './stack.ts';

type Level = 'debug' | 'log' | 'info' | 'warn' | 'error';
type Method = (...args: unknown[]) => void;

/** Node's own Console (its formatting, tables, groups and counts), writing to the world's log with the caller's place. */
export function createConsole(require: (id: string) => Exports): object {
  const { Console } = require('internal/console/constructor') as {
    Console: new (options: object) => Record<string, Method>;
  };
  let level: Level = 'log';
  const stream = (fallback: Level) => ({
    write(text: string) {
      askHost('log', level === 'log' ? fallback : level, text.replace(/\n$/, ''), callerPlace());
      return true;
    },
    on() {},
    once() {},
    removeListener() {},
    listenerCount: () => 0,
    isTTY: false,
  });
  const inner = new Console({
    stdout: stream('log'),
    stderr: stream('error'),
    ignoreErrors: false,
    colorMode: false,
  });
  const shown: Record<string, unknown> = { __proto__: {} };
  const at = (name: string, as: Level): Method => {
    const method = inner[name] as Method;
    return (...args) => {
      const before = level;
      level = as;
      try {
        Reflect.apply(method, inner, args);
      } finally {
        level = before;
      }
    };
  };
  for (const [name, as] of Object.entries(levels)) {
    const method = at(name, as);
    Object.defineProperty(method, 'name', { value: name });
    shown[name] = method;
  }
  shown.Console = Console;
  Object.defineProperty(shown, Symbol.toStringTag, { value: 'console', configurable: true });
  return shown;
}

const levels: Readonly<Record<string, Level>> = {
  log: 'log',
  warn: 'warn',
  dir: 'log',
  time: 'log',
  timeEnd: 'log',
  timeLog: 'log',
  trace: 'error',
  assert: 'warn',
  clear: 'log',
  count: 'log',
  countReset: 'log',
  group: 'log',
  groupEnd: 'log',
  table: 'log',
  debug: 'debug',
  info: 'info',
  dirxml: 'log',
  error: 'error',
  groupCollapsed: 'log',
};
