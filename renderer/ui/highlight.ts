import type { HighlighterCore, ThemedToken } from 'shiki/core';

/** The languages whose grammars are shipped, by every name that a fence may use. */
const languages: Record<string, string> = {
  ts: 'typescript',
  typescript: 'typescript',
  js: 'javascript',
  javascript: 'javascript',
  mjs: 'javascript',
  json: 'json',
  sql: 'sql',
};

let highlighter: Promise<HighlighterCore> | undefined;

/** The tokens of each line, coloured by the theme's custom properties; null for a language without grammar. */
export async function highlight(code: string, language: string): Promise<ThemedToken[][] | null> {
  const name = languages[language];
  if (!name) return null;
  await idle();
  highlighter ??= createHighlighter();
  return (await highlighter).codeToTokensBase(code, { lang: name, theme: 'css-variables' });
}

/** Colours come after the text: reading grammars takes the page longer than everything else of a lesson. */
function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 500 }));
}

/** Loaded when the first code block is drawn: a page without code does not wait for grammars. */
async function createHighlighter(): Promise<HighlighterCore> {
  const [core, engine, ...grammars] = await Promise.all([
    import('shiki/core'),
    import('shiki/engine/javascript'),
    import('shiki/langs/typescript.mjs'),
    import('shiki/langs/javascript.mjs'),
    import('shiki/langs/json.mjs'),
    import('shiki/langs/sql.mjs'),
  ]);
  return core.createHighlighterCore({
    engine: engine.createJavaScriptRegexEngine(),
    themes: [core.createCssVariablesTheme({ name: 'css-variables', variablePrefix: '--shiki-' })],
    langs: grammars.map((grammar) => grammar.default),
  });
}
