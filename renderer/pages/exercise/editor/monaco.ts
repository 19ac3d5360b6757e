import * as monaco from 'monaco-editor/editor/editor.api.js';
import 'monaco-editor/features/register.all.js';
import 'monaco-editor/languages/definitions/javascript/register.js';
import 'monaco-editor/languages/definitions/sql/register.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import 'monaco-editor/languages/features/json/register.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/language/json/json.worker.js?worker';
import TypeScriptWorker from 'monaco-editor/language/typescript/ts.worker.js?worker';
import * as typescript from 'monaco-editor/languages/features/typescript/register.js';

/** Monaco with the four languages of exercises and no others. Import this module lazily: it is large. */
export { monaco };

self.MonacoEnvironment = {
  getWorker: (_module, label) => {
    if (label === 'typescript' || label === 'javascript') return new TypeScriptWorker();
    if (label === 'json') return new JsonWorker();
    return new EditorWorker();
  },
};

/**
 * What the program runs on, as far as the editor must know not to complain: packages have no types
 * here, so everything that comes out of them is `any`.
 */
export function declarePackages(names: readonly string[]): void {
  const modules = ['node:*', ...names.flatMap((name) => [name, `${name}/*`])];
  const text = [
    ...modules.map((name) => `declare module '${name}';`),
    'declare var process: any;',
    'declare var Buffer: any;',
    'declare var global: typeof globalThis;',
    'declare var require: any;',
    'declare var module: any;',
    'declare var exports: any;',
    'declare var __dirname: string;',
    'declare var __filename: string;',
  ].join('\n');
  for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
    defaults.setExtraLibs([{ content: text, filePath: 'file:///backline/packages.d.ts' }]);
  }
}

// TypeScript's own numbers, where Monaco's enumerations lag behind it.
const bundlerResolution = 100 as typescript.ModuleResolutionKind;
const everyFileIsModule = 3;

const compilerOptions: Parameters<typeof typescript.typescriptDefaults.setCompilerOptions>[0] = {
  target: typescript.ScriptTarget.ESNext,
  module: typescript.ModuleKind.ESNext,
  moduleResolution: bundlerResolution,
  moduleDetection: everyFileIsModule,
  allowImportingTsExtensions: true,
  allowJs: true,
  allowNonTsExtensions: true,
  esModuleInterop: true,
  noEmit: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  strict: true,
  // Handlers get their parameters from packages without types.
  noImplicitAny: false,
};
for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
  defaults.setCompilerOptions(compilerOptions);
  defaults.setEagerModelSync(true);
  defaults.setDiagnosticsOptions({
    // Dots under every parameter that comes from a package without types help nobody.
    noSuggestionDiagnostics: true,
    // "Untyped function calls may not accept type arguments": right code, in a window that lacks the types.
    diagnosticCodesToIgnore: [2347],
  });
}
