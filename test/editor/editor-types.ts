import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MirrorModel } from 'monaco-editor/languages/features/typescript/tsWorker.js';
import { storedShelfTypes } from '../../build/stored-shelf-types.ts';
import { typeBundles } from '../../build/type-bundles.ts';
import { compilerOptions } from '../../renderer/pages/exercise/editor/typescript/compiler-options.ts';
import {
  TypedWorker,
  type TypeSource,
} from '../../renderer/pages/exercise/editor/typescript/typed-worker.ts';

interface Opened {
  readonly files: Readonly<Record<string, string>>;
  /** Modules that are none of the files, as `EditorContext` has them. */
  readonly declarations?: Readonly<Record<string, string>>;
  readonly locale?: 'en' | 'pt-BR';
}

const loaded = new Map<string, Promise<{ readonly content: Readonly<Record<string, string>> }>>();
const source: TypeSource = {
  bundles: Object.fromEntries(
    typeBundles.map((bundle) => [
      bundle,
      () => {
        const known =
          loaded.get(bundle) ?? storedShelfTypes(bundle).then((text) => ({ content: JSON.parse(text) }));
        loaded.set(bundle, known);
        return known;
      },
    ]),
  ),
  messages: { 'pt-BR': async () => ({ content: JSON.parse(readFileSync(portugueseMessages(), 'utf8')) }) },
};

const texts = {
  offShelf: '{name} is not on the shelf',
  noBrowser: '{name} is of a browser',
  importTests: 'import {name}',
};
const workers = new Map<string, { readonly worker: TypedWorker; models: readonly MirrorModel[] }>();
let version = 0;

/** The worker of the editor itself, over files that are open in it. One goes from files to files, as in the window. */
export function openInEditor({ files, declarations = {}, locale = 'en' }: Opened): TypedWorker {
  version += 1;
  const models = Object.entries(files).map(([path, text]) => modelOf(path, text, version));
  const known = workers.get(locale) ?? { worker: workerIn(locale), models };
  known.models = models;
  workers.set(locale, known);
  const libs = Object.entries(declarations).map(([path, content]) => [addressOf(path), { content, version }]);
  void known.worker.updateExtraLibs(Object.fromEntries(libs));
  return known.worker;
}

function workerIn(locale: string): TypedWorker {
  return new TypedWorker(
    { getMirrorModels: () => workers.get(locale)?.models ?? [] },
    { compilerOptions: { ...compilerOptions, ...texts, locale }, extraLibs: {} },
    source,
  );
}

function modelOf(path: string, text: string, number: number): MirrorModel {
  const uri = { path: `/${path}`, toString: () => addressOf(path) };
  return { uri, version: number, getValue: () => text };
}

/** What is underlined in the files, as `file:line: message`. */
export async function underlined(opened: Opened): Promise<string[]> {
  const worker = openInEditor(opened);
  const found: string[] = [];
  for (const [path, text] of Object.entries(opened.files).filter(([path]) => isCode.test(path))) {
    const address = addressOf(path);
    const diagnostics = [
      ...(await worker.getSyntacticDiagnostics(address)),
      ...(await worker.getSemanticDiagnostics(address)),
    ];
    for (const { start = 0, messageText } of diagnostics) {
      const message = typeof messageText === 'string' ? messageText : messageText.messageText;
      found.push(`${path}:${text.slice(0, start).split('\n').length}: ${message}`);
    }
  }
  return found;
}

export const isCode = /\.[cm]?[jt]s$/;

export function addressOf(path: string): string {
  return `file:///${path}`;
}

function portugueseMessages(): string {
  const fromTypeScript = createRequire(createRequire(import.meta.url).resolve('typescript'));
  return fromTypeScript.resolve('@typescript/old/lib/pt-br/diagnosticMessages.generated.json');
}
