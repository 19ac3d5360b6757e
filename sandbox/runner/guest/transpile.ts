import { SourceMap } from 'node:module';
import { type AnyNode, type Program, parse } from 'acorn';
import { transformSync } from 'oxc-transform';
import type { SourceLocation } from '../../types.ts';
import { type Counted, countSteps, hasWith } from './count-steps.ts';
import { children, lowerAsync } from './lower-async.ts';
import { type Edit, editSource, lineAndColumn, lineStarts } from './source-edits.ts';

export interface SyntaxProblem {
  readonly message: string;
  readonly location: SourceLocation | null;
}

export interface TranspiledFile {
  readonly kind: 'esm' | 'cjs';
  readonly code: string;
  /** Names that `import` of a CommonJS file offers, as far as its text shows them. */
  readonly exportNames: readonly string[];
  /** Specifiers of `require('…')`. */
  readonly required: readonly string[];
  readonly usesImport: boolean;
  readonly usesMeta: boolean;
  /** The name under which the code expects what counts its steps; null where it counts none. */
  readonly stepsName: string | null;
  /** Where a place of the code that runs (from 1, 1) is in the learner's file. */
  original(line: number, column: number): { line: number; column: number };
}

export type Transpiled =
  | { readonly ok: true; readonly file: TranspiledFile }
  | { readonly ok: false; readonly problem: SyntaxProblem };

/** Names by which a lowered module reaches `import()` and `import.meta`. */
export const importerName = '__backlineImport';
export const metaName = '__backlineMeta';

const longestSource = 2_000_000;
const deepest = 400;

const moduleOptions = {
  ecmaVersion: 'latest',
  sourceType: 'module',
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
  allowHashBang: true,
} as const;

const cache = new Map<string, Transpiled>();

/**
 * Makes a learner's file into what an isolate runs: types stripped, async functions lowered, `import()`
 * and `import.meta` given names. Answers are kept, as every case of a job loads the same files.
 */
export function transpile(path: string, source: string, packageType: PackageType): Transpiled {
  return remembered('', { path, source, packageType, count: null });
}

/** The same, of code that counts its steps. */
export function transpileCounted(path: string, source: string, packageType: PackageType): Transpiled {
  return remembered('counted', { path, source, packageType, count: countedSource });
}

type PackageType = 'module' | 'commonjs' | null;

interface Wanted {
  readonly path: string;
  readonly source: string;
  readonly packageType: PackageType;
  /** Makes the code without types into code that counts. */
  readonly count: ((code: string) => CountedSource) | null;
}

function remembered(how: string, wanted: Wanted): Transpiled {
  const key = [how, wanted.path, wanted.packageType, wanted.source].join('\0');
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = transpileAnew(wanted);
  if (cache.size >= 500) cache.clear();
  cache.set(key, made);
  return made;
}

function transpileAnew({ path, source, packageType, count }: Wanted): Transpiled {
  if (source.length > longestSource)
    return problem(`The file is longer than ${longestSource} characters.`, null);
  // The parsers are recursive, and one of them is native: it would take the runner down.
  if (nesting(source) > deepest)
    return problem('The code is nested too deeply.', { file: path, line: 1, column: 1 });
  const stripped = /\.[cm]?ts$/.test(path)
    ? stripTypes(path, source)
    : { ok: true as const, code: source, map: null };
  if (!stripped.ok) return stripped;
  const counted = count?.(stripped.code) ?? null;
  if (counted === 'uncountable')
    return problem('"with" is not available where steps are counted.', { file: path, line: 1, column: 1 });
  const code = counted?.code ?? stripped.code;

  let program: Program;
  let edits: Edit[];
  try {
    program = parse(code, moduleOptions);
    edits = lowerAsync(program, code);
  } catch (error) {
    const script = asScript(code);
    if (script !== null && !path.endsWith('.mjs')) {
      program = script;
      edits = [];
    } else {
      return syntaxProblem(path, error, stripped.map);
    }
  }
  const found = look(program);
  edits.push(...found.edits);
  const edited = editSource(code, edits);
  const { map } = stripped;
  return {
    ok: true,
    file: {
      kind: kindOf(path, packageType, found.isModule),
      code: edited.code,
      exportNames: exportNames(stripped.code),
      required: found.required,
      usesImport: found.usesImport,
      usesMeta: found.usesMeta,
      stepsName: counted?.name ?? null,
      original(line, column) {
        const lowered = edited.original(line, column - 1);
        const place = counted?.original(lowered.line, lowered.column) ?? lowered;
        if (map === null) return { line: place.line, column: place.column + 1 };
        const entry = map.findEntry(place.line - 1, place.column);
        if (!('originalLine' in entry)) return { line: place.line, column: place.column + 1 };
        return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
      },
    },
  };
}

type CountedSource = Counted | 'uncountable' | null;

/** Null where the code does not parse: what is wrong with it is then said as of any other. */
function countedSource(code: string): CountedSource {
  try {
    return countSteps(parse(code, moduleOptions), code);
  } catch {
    const script = asScript(code);
    if (script === null) return null;
    return hasWith(script) ? 'uncountable' : countSteps(script, code);
  }
}

function stripTypes(
  path: string,
  source: string,
):
  | { readonly ok: true; readonly code: string; readonly map: SourceMap | null }
  | { readonly ok: false; readonly problem: SyntaxProblem } {
  const result = transformSync(path, source, { sourcemap: true, target: 'esnext', lang: 'ts' });
  const error = result.errors.find((one) => one.severity === 'Error');
  if (error !== undefined) {
    const start = error.labels[0]?.start;
    const place = start === undefined ? null : lineAndColumn(lineStarts(source), start);
    return problem(
      error.message,
      place === null ? null : { file: path, line: place.line, column: place.column + 1 },
    );
  }
  const map =
    result.map === undefined ? null : new SourceMap(result.map as ConstructorParameters<typeof SourceMap>[0]);
  return { ok: true, code: result.code, map };
}

function problem(
  message: string,
  location: SourceLocation | null,
): { readonly ok: false; readonly problem: SyntaxProblem } {
  return { ok: false, problem: { message, location } };
}

function syntaxProblem(path: string, error: unknown, map: SourceMap | null): Transpiled {
  const { message, loc } = error as { message: string; loc?: { line: number; column: number } };
  if (loc === undefined) return problem(message, null);
  const entry = map?.findEntry(loc.line - 1, loc.column);
  const place =
    entry !== undefined && 'originalLine' in entry
      ? { line: entry.originalLine + 1, column: entry.originalColumn }
      : loc;
  return problem(message.replace(/ \(\d+:\d+\)$/, ''), {
    file: path,
    line: place.line,
    column: place.column + 1,
  });
}

/** Sloppy CommonJS may be what a module may not (octal numbers, `with`). */
function asScript(code: string): Program | null {
  try {
    return parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowReturnOutsideFunction: true,
      allowHashBang: true,
    });
  } catch {
    return null;
  }
}

/** As Node decides (https://nodejs.org/api/packages.html): the extension, package.json, then the syntax. */
function kindOf(path: string, packageType: 'module' | 'commonjs' | null, isModule: boolean): 'esm' | 'cjs' {
  if (/\.m[jt]s$/.test(path)) return 'esm';
  if (/\.c[jt]s$/.test(path)) return 'cjs';
  if (packageType !== null) return packageType === 'module' ? 'esm' : 'cjs';
  return isModule ? 'esm' : 'cjs';
}

interface Found {
  readonly edits: Edit[];
  readonly required: string[];
  isModule: boolean;
  usesImport: boolean;
  usesMeta: boolean;
}

function look(program: Program): Found {
  const found: Found = { edits: [], required: [], isModule: false, usesImport: false, usesMeta: false };
  const visit = (node: AnyNode, depth: number): void => {
    const inFunction = /Function/.test(node.type);
    if (/^(Import|Export)\w*Declaration$/.test(node.type)) found.isModule = true;
    else if (node.type === 'AwaitExpression' && depth === 0) found.isModule = true;
    else if (node.type === 'ForOfStatement' && node.await && depth === 0) found.isModule = true;
    else if (node.type === 'MetaProperty' && node.meta.name === 'import') {
      found.isModule = true;
      found.usesMeta = true;
      found.edits.push({ start: node.start, end: node.end, text: metaName });
    } else if (node.type === 'ImportExpression') {
      found.usesImport = true;
      found.edits.push({ start: node.start, end: node.start + 6, text: importerName });
    } else if (
      node.type === 'CallExpression' &&
      node.callee.type === 'Identifier' &&
      node.callee.name === 'require'
    ) {
      const argument = node.arguments[0];
      if (argument?.type === 'Literal' && typeof argument.value === 'string')
        found.required.push(argument.value);
    }
    for (const child of children(node)) visit(child, depth + (inFunction ? 1 : 0));
  };
  visit(program, 0);
  return found;
}

/** What a CommonJS file visibly exports: `exports.name =`, `module.exports.name =`, `module.exports = { name, … }`. */
function exportNames(code: string): string[] {
  const names = new Set<string>();
  for (const match of code.matchAll(/\b(?:module\.)?exports\.([A-Za-z_$][\w$]*)\s*=/g))
    if (match[1]) names.add(match[1]);
  for (const match of code.matchAll(/\bObject\.defineProperty\(\s*exports\s*,\s*['"]([\w$]+)['"]/g))
    if (match[1]) names.add(match[1]);
  for (const match of code.matchAll(/\bmodule\.exports\s*=\s*\{([^}]*)/g)) {
    for (const part of (match[1] ?? '').split(',')) {
      const name = /^\s*(?:async\s+)?([A-Za-z_$][\w$]*)\s*(?:[:(]|$)/.exec(part)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  names.delete('default');
  return [...names];
}

/** How deep brackets are nested at most; those in strings and comments count too, which does no harm. */
function nesting(source: string): number {
  let depth = 0;
  let most = 0;
  let chain = 0;
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 40 || code === 91 || code === 123) depth++;
    else if (code === 41 || code === 93 || code === 125) depth = Math.max(0, depth - 1);
    // Unary operators and arrows nest without brackets; a long run of them does as well.
    if (code === 33 || code === 126 || code === 45 || code === 43) chain++;
    else if (code !== 32) chain = 0;
    if (depth > most) most = depth;
    if (chain > most) most = chain;
  }
  return most;
}
