import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { z } from 'zod';
import portuguese from 'zod/v4/locales/pt-BR.js';
import type { Translations } from './locale.ts';
import type { Problem } from './problem.ts';
import { saidBySchema } from './schema-message.ts';

export interface YamlSource {
  readonly file: string;
  readonly text: string;
  /** Lines of the file before `text` begins, for front matter. */
  readonly linesBefore?: number;
  /** `text` gives every scalar as it was written: `1.0`, `no` and `null` are three texts. */
  readonly scalars?: 'typed' | 'text';
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const largestYaml = 1024 * 1024;
const deepest = 64;

/**
 * Reads YAML 1.2 (core schema) and checks it against `schema`. Every problem names the line that an
 * author has to mend. Aliases are refused beyond a small number, so that a few lines cannot grow
 * into gigabytes; duplicate keys are errors.
 */
export function parseYaml<T>(source: YamlSource, schema: z.ZodType<T>): Parsed<T> {
  const linesBefore = source.linesBefore ?? 0;
  const fail = (line: number | null, message: Translations): Parsed<T> => ({
    ok: false,
    problems: [{ severity: 'error', file: source.file, line, message }],
  });
  if (source.text.length > largestYaml)
    return fail(null, {
      en: 'is larger than 1 MiB; split it or move data to files',
      'pt-BR': 'tem mais de 1 MiB; divida-o ou leve os dados para outros arquivos',
    });
  if (nestsTooDeep(source.text))
    return fail(null, {
      en: `nests deeper than ${deepest} levels`,
      'pt-BR': `tem mais de ${deepest} níveis de aninhamento`,
    });

  const lineCounter = new LineCounter();
  const document = parseDocument(source.text, {
    lineCounter,
    prettyErrors: false,
    // Looked at below: the parser compares every key with every other, which takes minutes for many.
    uniqueKeys: false,
    schema: source.scalars === 'text' ? 'failsafe' : 'core',
  });
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + linesBefore;
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map((error) => ({
        severity: 'error',
        file: source.file,
        line: lineAt(error.pos[0]),
        message: {
          en: `is not valid YAML: ${error.message}`,
          'pt-BR': `não é YAML válido: ${error.message}`,
        },
      })),
    };
  }
  const repeated = repeatedKeys(document);
  if (repeated.length > 0) {
    return {
      ok: false,
      problems: repeated.map(({ offset, key }) => ({
        severity: 'error',
        file: source.file,
        line: lineAt(offset),
        message: {
          en: `is not valid YAML: the key "${key}" is there twice; map keys must be unique`,
          'pt-BR': `não é YAML válido: a chave "${key}" aparece duas vezes; as chaves não podem se repetir`,
        },
      })),
    };
  }

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
    // Throws where a value contains itself, by an alias, and whoever walked through it would never end.
    JSON.stringify(value);
  } catch (error) {
    const why = (error as Error).message.split('\n')[0];
    return fail(null, {
      en: `cannot be read as YAML: ${why}`,
      'pt-BR': `não pode ser lido como YAML: ${why}`,
    });
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document.contents, path));
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { ok: true, value: result.data, lineOf };
  return {
    ok: false,
    problems: result.error.issues.flatMap((issue) =>
      describeIssue(issue).map(({ path, message }) => ({
        severity: 'error',
        file: source.file,
        line: lineOf(path),
        message,
      })),
    ),
  };
}

function repeatedKeys(document: Document.Parsed): { readonly offset: number; readonly key: string }[] {
  const repeated: { offset: number; key: string }[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) repeated.push({ offset: startOf(key), key: name });
        seen.add(name);
      }
    },
  });
  return repeated;
}

/** Says what an issue is about in the words of the file: the key, then what is wrong with it. */
function describeIssue(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: Translations }[] {
  const isWhole = issue.path.length === 0;
  const key = `"${issue.path.map(String).join('.')}"`;
  const [name, portugueseName] = isWhole ? ['the file', 'o arquivo'] : [key, key];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: {
        en: `${name} has a key "${key}" that the format does not know`,
        'pt-BR': `${portugueseName} tem uma chave "${key}" que o formato não conhece`,
      },
    }));
  }
  if (issue.code === 'invalid_union') {
    const closest = closestBranch(issue.errors);
    if (closest.length > 0) {
      return closest.flatMap((inner) => describeIssue({ ...inner, path: [...issue.path, ...inner.path] }));
    }
  }
  const said = wordsOf(issue);
  const message = { en: `${name}: ${said.en}`, 'pt-BR': `${portugueseName}: ${said['pt-BR']}` };
  return [{ path: [...issue.path], message }];
}

const { localeError } = portuguese();

/** The schema's own words where it has some; otherwise Zod's, which are made of the input that the issue reports. */
function wordsOf(issue: z.core.$ZodIssue): Translations {
  const own = saidBySchema(issue.message);
  if (own !== null) return own;
  const said = localeError(issue as z.core.$ZodRawIssue);
  return { en: issue.message, 'pt-BR': (typeof said === 'string' ? said : said?.message) ?? issue.message };
}

/** Of the branches of a union, the one that got furthest is the one the author meant. */
function closestBranch(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  const depth = (issues: readonly z.core.$ZodIssue[]) =>
    Math.max(0, ...issues.map((issue) => issue.path.length));
  return [...branches].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
}

/** Offset of the node at `path`, or of the nearest one above it that exists. */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = isNode(node) ? startOf(node) : 0;
  for (const key of path) {
    if (!isMap(node)) {
      const items = (node as { items?: unknown[] } | null)?.items;
      const item = typeof key === 'number' ? items?.[key] : undefined;
      if (!isNode(item)) return offset;
      node = item;
      offset = startOf(item);
      continue;
    }
    const pair = node.items.find(
      (item) => isPair(item) && String((item.key as { value?: unknown })?.value) === String(key),
    );
    if (pair === undefined) return offset;
    offset = isNode(pair.key) ? startOf(pair.key) : offset;
    node = pair.value;
  }
  return offset;
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Counts brackets and indentation before the parser recurses, so that depth cannot exhaust the stack. */
function nestsTooDeep(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (character === '[' || character === '{') open += 1;
    else if (character === ']' || character === '}') open -= 1;
    if (open > deepest) return true;
  }
  return text.split('\n').some((line) => {
    const lead = /^(?:[ ]|- )*/.exec(line)?.[0] ?? '';
    return lead.length > deepest * 4 && lead.trim().length !== line.trim().length;
  });
}
