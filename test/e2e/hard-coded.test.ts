// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source code
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** Names that are the same in every language. */
const names = /\b(?:Backline|Node|SQLite|UTC)\b/g;

/** Samples of what is typed: a path, a header, a query. */
const code = /^(?:\/\S*|[A-Z][A-Za-z-]*: \S+|SELECT \* FROM …)$/;

/** Properties whose text a person reads or hears. */
const read = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder'],
  ...['title', 'placeholder', 'label', 'alt', 'description', 'summary', 'text', 'heading', 'errorMessage'],
]);

const root = fileURLToPath(new URL('../..', import.meta.url));

it('no text that a person reads is written into the window', () => {
  const files = ['renderer/**/*.tsx', 'lessons/kinds/**/*.tsx'].flatMap((glob) =>
    globSync(glob, { cwd: root }),
  );
  expect(files.length).toBeGreaterThan(60);
  const found = files.flatMap((file) =>
    hardCoded(file, readFileSync(`${root}/${file}`, 'utf8')).map(
      ({ line, text }) => `${file}:${line} ${text}`,
    ),
  );
  expect(found).toEqual([]);
});

it.each([
  ['<p>Hello</p>', ['Hello']],
  ['<p>{"Hello"} {t("a.b")}</p>', ['Hello']],
  ['<p>{isOpen ? "Close" : t("open")}</p>', ['Close']],
  ['<p>{isOpen && `Close ${name}`}</p>', ['Close ']],
  ['<button aria-label="Close" />', ['Close']],
  ['<Button label={isOpen ? "Close it" : t("open")} />', ['Close it']],
  ['<Dialog title={`${count} files`} />', [' files']],
  ['<input placeholder="/notes?limit=10" title="Accept: application/json" />', []],
  [
    '<input placeholder="/notes of today" title="Accept: every word of it" />',
    ['/notes of today', 'Accept: every word of it'],
  ],
  ['<p className="wide" id="main" role="status">{t("a.b")} · {"→"} 12 {key === "Enter"}</p>', []],
  ['<p>{list.map((one) => <b key={`row-${one}`}>{one}</b>)}</p>', []],
])('reads %s', (source, texts) => {
  expect(hardCoded('a.tsx', `const a = ${source};`).map(({ text }) => text)).toEqual(texts);
});

/** Text between tags, and text that reaches the page or a read property from an expression. */
function hardCoded(file: string, source: string): { readonly line: number; readonly text: string }[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: { line: number; text: string }[] = [];
  const report = (node: ts.Node, text: string) => {
    if (code.test(text) || !/\p{L}{2}/u.test(text.replace(names, ''))) return;
    found.push({ line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, text });
  };
  visit(tree);
  return found;

  function visit(node: ts.Node): void {
    if (ts.isJsxText(node)) report(node, node.text.trim());
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) inValue(node.expression);
    if (ts.isJsxAttribute(node) && read.has(node.name.getText())) {
      const value = node.initializer;
      inValue(value && ts.isJsxExpression(value) ? value.expression : value);
    }
    ts.forEachChild(node, visit);
  }

  /** What an expression may come to: both sides of a choice, the parts of a text; not what is compared or called with. */
  function inValue(value: ts.Node | undefined): void {
    if (value === undefined) return;
    if (ts.isStringLiteral(value) || ts.isNoSubstitutionTemplateLiteral(value)) report(value, value.text);
    else if (ts.isTemplateExpression(value)) {
      report(value, value.head.text);
      for (const span of value.templateSpans) report(value, span.literal.text);
    } else if (ts.isConditionalExpression(value)) {
      inValue(value.whenTrue);
      inValue(value.whenFalse);
    } else if (ts.isParenthesizedExpression(value)) inValue(value.expression);
    else if (ts.isBinaryExpression(value)) {
      const joins = [
        ts.SyntaxKind.AmpersandAmpersandToken,
        ts.SyntaxKind.BarBarToken,
        ts.SyntaxKind.QuestionQuestionToken,
        ts.SyntaxKind.PlusToken,
      ];
      if (!joins.includes(value.operatorToken.kind)) return;
      if (value.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken) inValue(value.left);
      inValue(value.right);
    } else if (ts.isArrayLiteralExpression(value)) for (const element of value.elements) inValue(element);
  }
}
