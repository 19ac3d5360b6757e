import * as monaco from 'monaco-editor/editor/editor.api.js';
import 'monaco-editor/features/register.all.js';
import 'monaco-editor/languages/definitions/javascript/register.js';
import 'monaco-editor/languages/definitions/sql/register.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import 'monaco-editor/languages/features/json/register.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/language/json/json.worker.js?worker';
import * as typescript from 'monaco-editor/languages/features/typescript/register.js';
import { compilerOptions } from './typescript/compiler-options.ts';
import type { LearnersTexts } from './typescript/learners-words.ts';
import TypeScriptWorker from './typescript/worker.ts?worker';

/** Monaco with the four languages of exercises and no others. Import this module lazily: it is large. */
export { monaco };

self.MonacoEnvironment = {
  getWorker: (_module, label) => {
    if (label === 'typescript' || label === 'javascript') return new TypeScriptWorker();
    if (label === 'json') return new JsonWorker();
    return new EditorWorker();
  },
};

/** What the TypeScript worker is told beside the files. */
export interface TypeScriptContext {
  readonly locale: string;
  readonly texts: LearnersTexts;
  /** Declarations of modules that are none of the learner's files, by path. */
  readonly declarations: Readonly<Record<string, string>>;
}

/** Tells the TypeScript workers what an exercise adds to the shelf, and in which language to speak. */
export function configureTypeScript({ locale, texts, declarations }: TypeScriptContext): void {
  const options = { ...compilerOptions, locale, ...texts };
  const libs = Object.entries(declarations).map(([path, content]) => ({
    content,
    filePath: monaco.Uri.file(path).toString(),
  }));
  for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
    // Telling it anew starts the worker anew.
    if (JSON.stringify(defaults.getCompilerOptions()) !== JSON.stringify(options)) {
      defaults.setCompilerOptions(options);
    }
    defaults.setExtraLibs(libs);
  }
}

for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
  defaults.setEagerModelSync(true);
  // Dots under parameters without a type help nobody who begins.
  defaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true });
}
