interface Diagnostic {
  readonly code: number;
  readonly messageText: unknown;
}

/** The texts that the window gives along with the compiler's options, in the learner's language. */
export interface LearnersTexts {
  /** An import that is not on the shelf: `{name}` and `{shelf}` are filled in. */
  readonly offShelf: string;
  /** A name that only browsers have: `{name}` is filled in. */
  readonly noBrowser: string;
  /** A name of a test runner that was not imported: `{name}` is filled in. */
  readonly importTests: string;
}

const cannotFindModule = 2307;
const needsDom = 2584;
const needsTestRunner = new Set([2582, 2593]);

/**
 * Says a diagnostic for somebody whose program runs in a world. TypeScript's own advice in these cases
 * is to install a package or to change an option, neither of which can be done here.
 */
export function inLearnersWords<D extends Diagnostic>(
  diagnostic: D,
  texts: Readonly<Record<string, unknown>>,
  shelf: readonly string[],
): D {
  const text = templateFor(diagnostic, texts);
  if (text === undefined) return diagnostic;
  const name = quoted(diagnostic.messageText) ?? '';
  return {
    ...diagnostic,
    messageText: text.replaceAll('{name}', name).replaceAll('{shelf}', shelf.join(', ')),
  };
}

function templateFor({ code, messageText }: Diagnostic, texts: Readonly<Record<string, unknown>>) {
  if (code === cannotFindModule && !/^[./]/.test(quoted(messageText) ?? '.')) return asText(texts.offShelf);
  if (code === needsDom) return asText(texts.noBrowser);
  if (needsTestRunner.has(code)) return asText(texts.importTests);
  return undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The name that TypeScript puts between quotation marks. */
function quoted(message: unknown): string | undefined {
  return typeof message === 'string' ? /['"“](.+?)['"”]/.exec(message)?.[1] : undefined;
}
