import ts from 'typescript';
import { publicNames } from '../sandbox/shelf/build.ts';

export const nodeTypesFolder = 'node_modules/@types/node/';

/** What @types/node declares and a world does not have; `shelf-types.test.ts` asks a world. */
const absent = new Set([
  ...['BroadcastChannel', 'CloseEvent', 'Crypto', 'ErrorEvent', 'EventSource', 'MessageChannel', 'Navigator'],
  ...['Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure', 'PerformanceObserver'],
  ...['PerformanceObserverEntryList', 'PerformanceResourceTiming', 'QuotaExceededError'],
  ...['ReadableStreamBYOBRequest', 'Storage', 'SubtleCrypto', 'TransformStreamDefaultController'],
  ...['URLPattern', 'WebSocket', 'WritableStreamDefaultController', 'gc', 'localStorage', 'sessionStorage'],
]);

/**
 * Where a declaration leaves open what a program knows better: the columns of a row are those of the
 * query, an exercise says which variables are in the environment, and of the headers of a request only
 * `set-cookie` comes as a list. Right code would be underlined.
 */
const known: Readonly<Record<string, ReadonlyArray<readonly [written: string, read: string]>>> = {
  'node_modules/@types/better-sqlite3/index.d.ts': [['Result = unknown', 'Result = any']],
  [`${nodeTypesFolder}sqlite.d.ts`]: [
    ['Record<string, SQLOutputValue> | undefined', 'any'],
    ['Record<string, SQLOutputValue>', 'any'],
  ],
  [`${nodeTypesFolder}process.d.ts`]: [
    ['interface ProcessEnv extends Dict<string> {}', 'interface ProcessEnv { [name: string]: string }'],
  ],
  [`${nodeTypesFolder}http.d.ts`]: [
    [
      'interface IncomingHttpHeaders extends NodeJS.Dict<string | string[]>',
      'interface IncomingHttpHeaders extends NodeJS.Dict<any>',
    ],
  ],
};

/** A file of @types/node without the modules and the global values that a world lacks; any other as it is. */
export function ofWorld(path: string, text: string): string {
  const changes = known[path];
  if (changes) return changes.reduce((rest, change) => replaced(path, rest, change), text);
  if (path === `${nodeTypesFolder}index.d.ts`) return withoutModules(text);
  if (path === `${nodeTypesFolder}globals.d.ts` || path.startsWith(`${nodeTypesFolder}web-globals/`)) {
    return withoutGlobals(text);
  }
  return text;
}

/** Throws where the package has come to say it in another way. */
function replaced(path: string, text: string, [written, read]: readonly [string, string]): string {
  if (!text.includes(written)) throw new Error(`${path} no longer has "${written}"`);
  return text.replaceAll(written, read);
}

/** Files that are referred to and declare no module of their own name. */
const noModule = /^(web-globals\/|globals\.|buffer\.buffer\.)/;

function withoutModules(text: string): string {
  return text.replace(/^\/\/\/ <reference path="(.+)\.d\.ts" \/>\n/gm, (line, name: string) =>
    noModule.test(`${name}.`) || publicNames.includes(name) ? line : '',
  );
}

function withoutGlobals(text: string): string {
  const file = ts.createSourceFile('globals.d.ts', text, ts.ScriptTarget.ESNext, true);
  const cuts: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableStatement(node)) {
      if (node.declarationList.declarations.every(({ name }) => absent.has(name.getText()))) cuts.push(node);
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  return cuts.reduceRight((rest, node) => rest.slice(0, node.getStart()) + rest.slice(node.getEnd()), text);
}
