import type ivm from 'isolated-vm';
import type { Failure, SourceLocation } from '../../types.ts';
import { nearestNames } from './nearest.ts';
import { isPath, resolveFile } from './resolve.ts';
import { Stopped } from './runtime.ts';
import { importerName, metaName, type TranspiledFile, transpile, transpileCounted } from './transpile.ts';

export interface LinkerDeps {
  readonly isolate: ivm.Isolate;
  readonly context: ivm.Context;
  readonly files: Readonly<Record<string, string>>;
  /** Whether the code that runs counts its steps. */
  readonly countSteps: boolean;
  /** Names on the shelf that can be imported. */
  readonly shelfNames: () => readonly string[];
  /** Calls into the world, outside of any limit but its own. */
  readonly ask: (operation: string, ...args: readonly unknown[]) => unknown;
}

/** What a specifier means: a file of the learner's, or a name on the shelf. */
export type Target = { readonly file: string } | { readonly shelf: string };

/** A failure of linking, thrown inside this module's callers and never to the guest. */
export class LinkFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super('message' in failure ? failure.message : failure.kind);
    this.failure = failure;
  }
}

/** The learner's module graph: ES modules are V8's own, so cycles and live bindings are as they should be. */
export class Linker {
  readonly #deps: LinkerDeps;
  #paths: readonly string[];
  readonly #transpiled = new Map<string, TranspiledFile>();
  readonly #modules = new Map<string, ivm.Module>();
  readonly #pathOf = new Map<ivm.Module, string>();
  readonly #defined = new Set<string>();
  /** Modules that are no file: path to the names they export. */
  readonly #provided = new Map<string, readonly string[]>();

  constructor(deps: LinkerDeps) {
    this.#deps = deps;
    this.#paths = Object.keys(deps.files);
  }

  /** Makes a module that the world has by itself importable as if it were a file. */
  provide(path: string, names: readonly string[]): void {
    this.#provided.set(path, names);
    this.#defined.add(path);
    if (!this.#paths.includes(path)) this.#paths = [...this.#paths, path];
  }

  /** Which module system the file is of. Throws LinkFailure where it does not parse. */
  kindOf(path: string): 'esm' | 'cjs' | 'json' {
    return path.endsWith('.json') ? 'json' : this.#file(path).kind;
  }

  file(path: string): TranspiledFile | undefined {
    return this.#transpiled.get(path);
  }

  /** Makes a CommonJS or JSON file, and what it visibly requires, known to the world. */
  defineCommon(path: string): void {
    if (this.#defined.has(path)) return;
    this.#defined.add(path);
    const { context, isolate, files, ask } = this.#deps;
    if (path.endsWith('.json')) {
      ask('defineJson', path, files[path] ?? '');
      return;
    }
    const file = this.#file(path);
    if (file.kind === 'esm') return;
    // By its name alone: what a program puts in place of globalThis must not stand for the counter.
    const extra =
      (file.usesImport ? `,${importerName}=globalThis.__backline.importer(${JSON.stringify(path)})` : '') +
      (file.stepsName === null ? '' : `,${file.stepsName}=__backline.steps`);
    const code = `(function(exports,require,module,__filename,__dirname${extra}){${file.code.replace(/^#!.*/, '')}\n})`;
    const script = this.#compile(path, () =>
      isolate.compileScriptSync(code, { filename: `/app/${path}`, columnOffset: -(code.indexOf('){') + 2) }),
    );
    const wrapper = script.runSync(context, { reference: true }) as unknown as ivm.Reference;
    ask('define', path, wrapper.derefInto());
    for (const specifier of file.required) {
      const target = resolveFile(this.#paths, path, specifier, 'require');
      if (target !== null) this.#tryDefine(target);
    }
  }

  /** Links the module and everything it imports, and gives a module that, once evaluated, settles it. */
  entry(target: Target): ivm.Module {
    const { isolate, context } = this.#deps;
    const key = 'file' in target ? target.file : target.shelf;
    const module = 'file' in target ? this.#module(target.file) : this.#shelfModule(target.shelf);
    if ('file' in target) this.#prepare(module, target.file);
    const code = `import * as namespace from "module";globalThis.__backline.settle(${JSON.stringify(key)},namespace);`;
    const entry = isolate.compileModuleSync(code, { filename: 'backline:entry' });
    try {
      entry.instantiateSync(context, (specifier, referrer) =>
        referrer === entry ? module : this.#dependency(specifier, referrer),
      );
    } catch (error) {
      throw this.#syntaxFailure(key, error);
    }
    return entry;
  }

  /** The file or shelf name that an `import` in a file means. */
  resolve(specifier: string, from: string): Target {
    const file = resolveFile(this.#paths, from, specifier, 'import');
    if (file !== null) return { file };
    if (!isPath(specifier) && this.#deps.ask('isPublic', specifier) === true) return { shelf: specifier };
    throw new LinkFailure(this.importFailure(specifier, from));
  }

  importFailure(specifier: string, from: string): Failure {
    const location = placeOfSpecifier(this.#deps.files[from] ?? '', specifier, from);
    if (isPath(specifier)) {
      const nearest = nearestNames(specifier.replace(/^(\.{0,2}\/)+/, ''), this.#paths);
      const message = `There is no file ${specifier} beside ${from}.`;
      return {
        kind: 'import',
        specifier,
        nearest,
        location,
        message: nearest.length > 0 ? `${message} Did you mean ${nearest.join(' or ')}?` : message,
      };
    }
    const nearest = nearestNames(specifier, this.#deps.shelfNames());
    const hint =
      nearest.length > 0
        ? `Did you mean ${nearest.join(' or ')}?`
        : `These packages are: ${this.#deps
            .shelfNames()
            .filter((name) => !name.includes('/'))
            .join(', ')}.`;
    return {
      kind: 'import',
      specifier,
      nearest,
      location,
      message: `${specifier} is not on the shelf. ${hint}`,
    };
  }

  #module(path: string): ivm.Module {
    const known = this.#modules.get(path);
    if (known !== undefined) return known;
    const module = this.#providedModule(path) ?? this.#fileModule(path);
    this.#modules.set(path, module);
    this.#pathOf.set(module, path);
    return module;
  }

  #fileModule(path: string): ivm.Module {
    const kind = this.kindOf(path);
    return kind === 'esm' ? this.#sourceModule(path) : this.#commonModule(path, kind);
  }

  #providedModule(path: string): ivm.Module | null {
    const names = this.#provided.get(path);
    if (names === undefined) return null;
    const head = `const module=globalThis.__backline.run(${JSON.stringify(path)});`;
    const named = names.filter((name) => name !== 'default');
    return this.#synthetic(head, named, names.includes('default') ? 'module.default' : null);
  }

  #sourceModule(path: string): ivm.Module {
    const file = this.#file(path);
    let { code } = file;
    if (file.usesImport || file.usesMeta || file.stepsName !== null) {
      const names = [
        file.usesImport ? `importer as ${importerName}` : '',
        file.usesMeta ? `meta as ${metaName}` : '',
        file.stepsName === null ? '' : `steps as ${file.stepsName}`,
      ];
      code += `\nimport {${names.filter((one) => one !== '').join(',')}} from "backline:meta";`;
    }
    return this.#compile(path, () =>
      this.#deps.isolate.compileModuleSync(code, { filename: `file:///app/${path}` }),
    );
  }

  #commonModule(path: string, kind: 'cjs' | 'json'): ivm.Module {
    this.defineCommon(path);
    const names = kind === 'json' ? [] : this.#file(path).exportNames;
    return this.#synthetic(
      `const module=globalThis.__backline.run(${JSON.stringify(path)});`,
      names,
      'module',
    );
  }

  #shelfModule(specifier: string): ivm.Module {
    const key = `shelf:${specifier}`;
    const known = this.#modules.get(key);
    if (known !== undefined) return known;
    const [esm, names] = this.#deps.ask('names', specifier) as [boolean, string[]];
    const head = `const module=globalThis.__backline.open(${JSON.stringify(specifier)});`;
    const module = this.#synthetic(
      head,
      names.filter((name) => name !== 'default'),
      esm ? (names.includes('default') ? 'module.default' : null) : 'module',
    );
    this.#modules.set(key, module);
    return module;
  }

  #metaModule(path: string): ivm.Module {
    const key = `meta:${path}`;
    const known = this.#modules.get(key);
    if (known !== undefined) return known;
    const text = JSON.stringify(path);
    const directory = JSON.stringify(`/app/${path}`.replace(/\/[^/]*$/, ''));
    const module = this.#deps.isolate.compileModuleSync(
      `export const steps=__backline.steps;export const importer=globalThis.__backline.importer(${text});` +
        `export const meta=Object.assign(Object.create(null),{dirname:${directory},filename:"/app/"+${text},main:false,` +
        `resolve:(specifier)=>new URL(specifier,"file:///app/"+${text}).href,url:"file:///app/"+${text}});`,
      { filename: 'backline:entry' },
    );
    this.#modules.set(key, module);
    return module;
  }

  #synthetic(head: string, names: readonly string[], byDefault: string | null): ivm.Module {
    const exported = names.map(
      (name, at) =>
        `const n${at}=module?.[${JSON.stringify(name)}];export{n${at} as ${JSON.stringify(name)}};`,
    );
    const own = byDefault === null ? '' : `export default ${byDefault};`;
    return this.#deps.isolate.compileModuleSync(head + exported.join('') + own, {
      filename: 'backline:entry',
    });
  }

  /** Compiles all that a module reaches, so that what is missing is said with its place before anything runs. */
  #prepare(module: ivm.Module, path: string, seen = new Set<ivm.Module>()): void {
    if (seen.has(module)) return;
    seen.add(module);
    for (const specifier of module.dependencySpecifiers) {
      if (specifier === 'backline:meta') continue;
      const target = this.resolve(specifier, path);
      if ('file' in target) this.#prepare(this.#module(target.file), target.file, seen);
      else this.#shelfModule(target.shelf);
    }
  }

  #dependency(specifier: string, referrer: ivm.Module): ivm.Module {
    const from = this.#pathOf.get(referrer) ?? '';
    if (specifier === 'backline:meta') return this.#metaModule(from);
    const target = this.resolve(specifier, from);
    return 'file' in target ? this.#module(target.file) : this.#shelfModule(target.shelf);
  }

  #file(path: string): TranspiledFile {
    const known = this.#transpiled.get(path);
    if (known !== undefined) return known;
    const make = this.#deps.countSteps ? transpileCounted : transpile;
    const made = make(path, this.#deps.files[path] ?? '', this.#packageType(path));
    if (!made.ok)
      throw new LinkFailure({
        kind: 'syntax',
        message: made.problem.message,
        location: made.problem.location,
      });
    this.#transpiled.set(path, made.file);
    return made.file;
  }

  /** A file that is required but does not parse fails when it is required, not before. */
  #tryDefine(path: string): void {
    try {
      this.defineCommon(path);
    } catch (error) {
      if (!(error instanceof LinkFailure)) throw error;
      this.#defined.delete(path);
    }
  }

  #packageType(path: string): 'module' | 'commonjs' | null {
    const folders = path.split('/').slice(0, -1);
    for (let depth = folders.length; depth >= 0; depth--) {
      const text = this.#deps.files[[...folders.slice(0, depth), 'package.json'].join('/')];
      if (text === undefined) continue;
      try {
        const { type } = JSON.parse(text) as { type?: unknown };
        return type === 'module' || type === 'commonjs' ? type : null;
      } catch {
        return null;
      }
    }
    return null;
  }

  #placeOfImport(specifier: string | undefined): SourceLocation | null {
    if (specifier === undefined) return null;
    for (const path of this.#transpiled.keys()) {
      const place = placeOfSpecifier(this.#deps.files[path] ?? '', specifier, path);
      if (place !== null) return place;
    }
    return null;
  }

  #compile<T>(path: string, run: () => T): T {
    try {
      return run();
    } catch (error) {
      throw this.#syntaxFailure(path, error);
    }
  }

  #syntaxFailure(path: string, error: unknown): LinkFailure {
    if (error instanceof LinkFailure) return error;
    // What linking asks of the world runs within the limits of the call, and may end there.
    if (error instanceof Stopped) throw error;
    const text = String((error as { message?: unknown } | null)?.message ?? error);
    const match = /^([\s\S]*?)\s*\[(?:file:\/\/)?\/app\/(.+?):(\d+):(\d+)\]/.exec(text);
    if (match === null) {
      // V8 names the module that lacks an export, not the one that asks for it.
      const specifier = /^The requested module '(.+?)' does not/.exec(text)?.[1];
      return new LinkFailure({ kind: 'syntax', message: text, location: this.#placeOfImport(specifier) });
    }
    const file = match[2] ?? path;
    const place = this.#transpiled.get(file)?.original(Number(match[3]), Number(match[4])) ?? {
      line: Number(match[3]),
      column: Number(match[4]),
    };
    return new LinkFailure({ kind: 'syntax', message: match[1] ?? text, location: { file, ...place } });
  }
}

function placeOfSpecifier(source: string, specifier: string, file: string): SourceLocation | null {
  const lines = source.split('\n');
  for (const quote of ["'", '"', '`']) {
    const quoted = quote + specifier + quote;
    const line = lines.findIndex((one) => one.includes(quoted));
    if (line >= 0) return { file, line: line + 1, column: (lines[line]?.indexOf(quoted) ?? 0) + 1 };
  }
  return null;
}
