import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { storedShelfTypes } from './stored-shelf-types.ts';
import { typeBundles } from './type-bundles.ts';

const index = 'virtual:shelf-types';
const messages = 'virtual:typescript-messages/pt-BR';

const workerManager = 'languages/features/typescript/workerManager.js';
const ownWorker = /createWorker: \(\) => new Worker\([^;\n]+\),/;

/**
 * Gives the window `virtual:shelf-types`, which loads a package's type declarations when they are asked
 * for, each a chunk of its own, and what TypeScript says in Portuguese. Monaco's own TypeScript worker,
 * which ours takes the place of, is left out: each holds the whole compiler.
 */
export function shelfTypesPlugin(): Plugin {
  return {
    name: 'shelf-types',
    resolveId: (id) => (id === messages || id.startsWith(index) ? `\0${id}` : null),
    transform: (code, id) => {
      if (!id.endsWith(workerManager)) return null;
      if (!ownWorker.test(code)) throw new Error(`${workerManager} starts its worker in another way`);
      return { code: code.replace(ownWorker, ''), map: null };
    },
    load: async (id) => {
      if (id === `\0${messages}`) return asModule(readFileSync(portugueseMessages(), 'utf8'));
      if (id === `\0${index}`) return `export const bundles = {${typeBundles.map(entryOf).join(',')}};`;
      if (!id.startsWith(`\0${index}/`)) return null;
      return asModule(await storedShelfTypes(id.slice(index.length + 2)));
    },
  };
}

function entryOf(bundle: string): string {
  return `${JSON.stringify(bundle)}: () => import(${JSON.stringify(`${index}/${bundle}`)})`;
}

/** Parsing a string is much quicker than running an object literal of that size. */
function asModule(json: string): string {
  return `export const content = JSON.parse(${JSON.stringify(json)});`;
}

function portugueseMessages(): string {
  const fromTypeScript = createRequire(createRequire(import.meta.url).resolve('typescript'));
  return fromTypeScript.resolve('@typescript/old/lib/pt-br/diagnosticMessages.generated.json');
}
