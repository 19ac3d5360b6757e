import { createHash } from 'node:crypto';
import { locales } from './locale.ts';

/** What of an exercise decides whether an answer is right. */
export interface Requirements {
  /** `exercise.yaml` as it was written: defaults that a later Backline brings change nothing. */
  readonly written: Readonly<Record<string, unknown>>;
  /** The task in English. */
  readonly task: string;
  readonly solution: Readonly<Record<string, string>>;
  readonly resources: Readonly<Record<string, string>>;
}

/** Words for people, and what only authors see. */
const aboutIt = new Set(['format', 'title', 'minutes', 'hints', 'wrong', 'equivalent', 'revision']);
const aboutCheck = new Set(['name', 'nextStep', 'weight', 'visibility']);

/**
 * SHA-256 of what an answer has to do: it stays the same where prose is mended or translated, and changes where
 * an answer that passed might not pass any more. docs/pack-format.md says what counts.
 */
export function requirementsHash({ written, task, solution, resources }: Requirements): string {
  const { checks, revision, ...others } = written;
  const content = {
    revision: revision ?? 1,
    exercise: without(others, aboutIt),
    checks: Array.isArray(checks) ? checks.map((check) => without(check, aboutCheck)) : checks,
    code: codeIn(task),
    solution,
    resources,
  };
  return createHash('sha256')
    .update(JSON.stringify(inEnglish(content)))
    .digest('hex');
}

function without(value: object, names: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
}

/** Names, routes and values that a task asks for are written as code; the words around them may be mended. */
function codeIn(markdown: string): string[] {
  const code = [
    ...markdown.matchAll(/^(?:```|~~~)[^\n]*\n([\s\S]*?)^(?:```|~~~)/gm),
    ...inlineCode(markdown),
  ];
  return [...new Set(code.map(([, text]) => (text ?? '').trim()))].sort();
}

function inlineCode(markdown: string): RegExpExecArray[] {
  return [...markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').matchAll(/`([^`\n]+)`/g)];
}

/** The same value with its keys in order, and of each text in several languages the English one. */
function inEnglish(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inEnglish);
  if (value === null || typeof value !== 'object') return value;
  const names = Object.keys(value).sort();
  const isText = names.includes('en') && names.every((name) => (locales as readonly string[]).includes(name));
  const entries = value as Readonly<Record<string, unknown>>;
  if (isText) return inEnglish(entries.en);
  return names.map((name) => [name, inEnglish(entries[name])]);
}
