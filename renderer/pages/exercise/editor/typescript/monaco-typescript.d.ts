/** What is used of Monaco's TypeScript worker, for which it has no declarations. */
declare module 'monaco-editor/languages/features/typescript/tsWorker.js' {
  import type ts from 'typescript';

  export interface WorkerContext {
    readonly getMirrorModels: () => readonly MirrorModel[];
  }

  export interface MirrorModel {
    readonly uri: { readonly toString: (skipEncoding?: boolean) => string };
    readonly version: number;
    readonly getValue: () => string;
  }

  export interface WorkerData {
    readonly compilerOptions: ts.CompilerOptions;
    readonly extraLibs: Readonly<Record<string, { readonly content: string; readonly version: number }>>;
  }

  type Diagnostic = Omit<ts.Diagnostic, 'file'> & { file?: { fileName: string } };

  export class TypeScriptWorker {
    constructor(context: WorkerContext, data: WorkerData);
    protected readonly _ctx: WorkerContext;
    protected readonly _compilerOptions: ts.CompilerOptions;
    protected _getModel(fileName: string): MirrorModel | null;
    protected _getScriptText(fileName: string): string | undefined;
    updateExtraLibs(libs: WorkerData['extraLibs']): Promise<void>;
    getScriptVersion(fileName: string): string;
    getScriptFileNames(): string[];
    getScriptKind(fileName: string): ts.ScriptKind;
    getSyntacticDiagnostics(fileName: string): Promise<Diagnostic[]>;
    getSemanticDiagnostics(fileName: string): Promise<Diagnostic[]>;
    getCompletionsAtPosition(fileName: string, position: number): Promise<ts.CompletionInfo | undefined>;
    getCompletionEntryDetails(
      fileName: string,
      position: number,
      entry: string,
    ): Promise<ts.CompletionEntryDetails | undefined>;
    getSignatureHelpItems(
      fileName: string,
      position: number,
      options: ts.SignatureHelpItemsOptions | undefined,
    ): Promise<ts.SignatureHelpItems | undefined>;
    getQuickInfoAtPosition(fileName: string, position: number): Promise<ts.QuickInfo | undefined>;
  }
}

declare module 'monaco-editor/languages/features/typescript/lib/typescriptServices.js' {
  import type ts from 'typescript';
  export const typescript: typeof ts & {
    setLocalizedDiagnosticMessages(messages: Readonly<Record<string, string>>): void;
  };
}

declare module 'monaco-editor/internal/common/initialize.js' {
  import type { WorkerContext, WorkerData } from 'monaco-editor/languages/features/typescript/tsWorker.js';
  export function initialize(make: (context: WorkerContext, data: WorkerData) => object): void;
}
