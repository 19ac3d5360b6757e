import { typescript } from 'monaco-editor/languages/features/typescript/lib/typescriptServices.js';
import {
  type MirrorModel,
  TypeScriptWorker,
  type WorkerContext,
  type WorkerData,
} from 'monaco-editor/languages/features/typescript/tsWorker.js';
import type ts from 'typescript';
import { inLearnersWords } from './learners-words.ts';

export interface TypeSource {
  /** What a learner can import, by package; `node` is what every program needs. */
  readonly bundles: Readonly<
    Record<string, () => Promise<{ readonly content: Readonly<Record<string, string>> }>>
  >;
  /** What TypeScript says, in a language that is not English. */
  readonly messages: Readonly<
    Record<string, () => Promise<{ readonly content: Readonly<Record<string, string>> }>>
  >;
}

const nodeBundle = 'node';
const nodeIndex = 'file:///node_modules/@types/node/index.d.ts';

/**
 * Monaco's TypeScript worker over a world: what a file imports from the shelf is loaded here, off the
 * typing path, before the first question about it is answered.
 */
export class TypedWorker extends TypeScriptWorker {
  readonly #source: TypeSource;
  readonly #types = new Map<string, string>();
  readonly #loading = new Map<string, Promise<void>>();
  readonly #imports = new Map<string, { readonly version: number; readonly packages: readonly string[] }>();
  #isSpoken: Promise<void> | undefined;

  constructor(context: WorkerContext, data: WorkerData, source: TypeSource) {
    super(context, data);
    this.#source = source;
  }

  /** Only these are the program's own; declarations are read as far as they are imported. */
  override getScriptFileNames(): string[] {
    const files = super.getScriptFileNames();
    return this.#types.has(nodeIndex) ? [...files, nodeIndex] : files;
  }

  override getScriptVersion(fileName: string): string {
    // What could not be resolved before is looked for again once more types are there.
    return this.#types.has(fileName) ? '1' : `${super.getScriptVersion(fileName)}/${this.#types.size}`;
  }

  protected override _getScriptText(fileName: string): string | undefined {
    return this.#types.get(fileName) ?? super._getScriptText(fileName);
  }

  override getScriptKind(fileName: string): ts.ScriptKind {
    if (fileName.endsWith('.json')) return typescript.ScriptKind.JSON;
    if (/\.[cm]ts$/.test(fileName)) return typescript.ScriptKind.TS;
    return super.getScriptKind(fileName);
  }

  override async getSyntacticDiagnostics(fileName: string) {
    await this.#speak();
    return this.#isOpen(fileName) ? await super.getSyntacticDiagnostics(fileName) : [];
  }

  override async getSemanticDiagnostics(fileName: string) {
    await this.#ready();
    if (!this.#isOpen(fileName)) return [];
    const shelf = Object.keys(this.#source.bundles).filter((name) => name !== nodeBundle);
    const found = await super.getSemanticDiagnostics(fileName);
    return found.map((diagnostic) => inLearnersWords(diagnostic, this._compilerOptions, shelf));
  }

  override async getCompletionsAtPosition(fileName: string, position: number) {
    await this.#ready();
    return this.#isOpen(fileName) ? await super.getCompletionsAtPosition(fileName, position) : undefined;
  }

  override async getSignatureHelpItems(
    fileName: string,
    position: number,
    options: ts.SignatureHelpItemsOptions | undefined,
  ) {
    await this.#ready();
    return this.#isOpen(fileName)
      ? await super.getSignatureHelpItems(fileName, position, options)
      : undefined;
  }

  override async getQuickInfoAtPosition(fileName: string, position: number) {
    await this.#ready();
    return this.#isOpen(fileName) ? await super.getQuickInfoAtPosition(fileName, position) : undefined;
  }

  async #ready(): Promise<void> {
    await this.#speak();
    const wanted = new Set([
      nodeBundle,
      ...this._ctx.getMirrorModels().flatMap((model) => this.#packagesOf(model)),
    ]);
    await Promise.all([...wanted].map((bundle) => this.#load(bundle)));
  }

  /** Whether the learner still has the file before them: it may have been left while types were loaded. */
  #isOpen(fileName: string): boolean {
    return this._getModel(fileName) !== null;
  }

  #packagesOf(model: MirrorModel): readonly string[] {
    const name = model.uri.toString();
    const known = this.#imports.get(name);
    if (known?.version === model.version) return known.packages;
    const { importedFiles } = typescript.preProcessFile(model.getValue(), true, true);
    const packages = importedFiles.map(({ fileName }) => packageOf(fileName));
    this.#imports.set(name, { version: model.version, packages });
    return packages;
  }

  #load(bundle: string): Promise<void> {
    const known = this.#loading.get(bundle);
    if (known) return known;
    const load = Object.hasOwn(this.#source.bundles, bundle) ? this.#source.bundles[bundle] : undefined;
    const loading = load ? this.#add(load) : Promise.resolve();
    this.#loading.set(bundle, loading);
    return loading;
  }

  async #add(load: TypeSource['bundles'][string]): Promise<void> {
    const { content } = await load();
    for (const [path, text] of Object.entries(content)) this.#types.set(`file:///${path}`, text);
  }

  /** From here on TypeScript speaks the learner's language. */
  #speak(): Promise<void> {
    const { locale } = this._compilerOptions;
    const load = typeof locale === 'string' ? this.#source.messages[locale] : undefined;
    this.#isSpoken ??= load
      ? load().then(({ content }) => typescript.setLocalizedDiagnosticMessages(content))
      : Promise.resolve();
    return this.#isSpoken;
  }
}

/** `hono` of `hono/cors`, and `@hono/node-server` of what is below it. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
