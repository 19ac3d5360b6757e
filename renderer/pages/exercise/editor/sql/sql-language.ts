import { monaco } from '../monaco.ts';
import type { SqlProblem } from './check-script.ts';
import type { SqlSuggestion } from './complete.ts';
import { parametersOf } from './signature.ts';
import { SqlService } from './sql-service.ts';

const markerOwner = 'sql';
/** Nobody is told that a statement is unfinished while it is being written. */
const quietMs = 400;

export type FormatRefusal =
  | { readonly why: 'mistake'; readonly message: string }
  | { readonly why: 'unread' };

/** Completion, diagnostics and layout for the SQL files of one exercise. */
export class SqlLanguage {
  readonly #service: SqlService;
  readonly #word: (problem: SqlProblem) => string;
  readonly #disposables: monaco.IDisposable[];
  #refusal: FormatRefusal | null = null;

  constructor(schema: string, word: (problem: SqlProblem) => string) {
    this.#service = new SqlService(schema);
    this.#word = word;
    this.#disposables = [
      monaco.languages.registerCompletionItemProvider('sql', {
        triggerCharacters: ['.'],
        provideCompletionItems: (model, position) => this.#complete(model, position),
      }),
      monaco.languages.registerSignatureHelpProvider('sql', {
        signatureHelpTriggerCharacters: ['(', ','],
        provideSignatureHelp: (model, position) => this.#signature(model, position),
      }),
      monaco.languages.registerDocumentFormattingEditProvider('sql', {
        provideDocumentFormattingEdits: (model) => this.#format(model),
      }),
    ];
  }

  /** Why the last formatting left the text alone; null where it did not. */
  refusal(): FormatRefusal | null {
    return this.#refusal;
  }

  /** Checks a model now and after each pause in typing. */
  watch(model: monaco.editor.ITextModel): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    void this.#check(model);
    model.onDidChangeContent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void this.#check(model), quietMs);
    });
    model.onWillDispose(() => clearTimeout(timer));
  }

  dispose(): void {
    this.#service.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #check(model: monaco.editor.ITextModel): Promise<void> {
    const version = model.getVersionId();
    const problems = await this.#service.check(model.getValue(monaco.editor.EndOfLinePreference.LF));
    if (model.isDisposed() || model.getVersionId() !== version) return;
    const markers = problems.map((problem) => toMarker(model, problem, this.#word(problem)));
    monaco.editor.setModelMarkers(model, markerOwner, markers);
  }

  async #format(model: monaco.editor.ITextModel): Promise<monaco.languages.TextEdit[]> {
    const text = model.getValue();
    const [mistake] = (await this.#service.check(text)).filter(
      ({ kind }) => kind !== 'table' && kind !== 'column',
    );
    this.#refusal = mistake ? { why: 'mistake', message: this.#word(mistake) } : null;
    if (mistake) return [];
    const { formatSql } = await import('./format-sql.ts');
    const formatted = formatSql(text);
    if (formatted === null) this.#refusal = { why: 'unread' };
    return formatted === null ? [] : [{ range: model.getFullModelRange(), text: formatted }];
  }

  async #signature(
    model: monaco.editor.ITextModel,
    position: monaco.Position,
  ): Promise<monaco.languages.SignatureHelpResult | null> {
    const { text, offset } = placeIn(model, position);
    const call = await this.#service.call(text, offset);
    if (call === null) return null;
    const fits = (signature: string) => parametersOf(signature).length > call.argument;
    const activeSignature = Math.max(call.signatures.findIndex(fits), 0);
    const value = {
      signatures: call.signatures.map(toSignature),
      activeSignature,
      activeParameter: call.argument,
    };
    return { value, dispose: () => {} };
  }

  async #complete(
    model: monaco.editor.ITextModel,
    position: monaco.Position,
  ): Promise<monaco.languages.CompletionList> {
    const { startColumn, endColumn } = model.getWordUntilPosition(position);
    const { lineNumber } = position;
    const range = new monaco.Range(lineNumber, startColumn, lineNumber, endColumn);
    const { text, offset } = placeIn(model, position);
    const suggestions = await this.#service.complete(text, offset);
    return { suggestions: suggestions.map((suggestion, at) => toItem(suggestion, at, range)) };
  }
}

/** The text, and how much of it is before a position. */
function placeIn(model: monaco.editor.ITextModel, { lineNumber, column }: monaco.Position) {
  const { LF } = monaco.editor.EndOfLinePreference;
  const before = model.getValueInRange(new monaco.Range(1, 1, lineNumber, column), LF);
  return { text: model.getValue(LF), offset: before.length };
}

function toSignature(label: string): monaco.languages.SignatureInformation {
  return { label, parameters: parametersOf(label).map((parameter) => ({ label: parameter })) };
}

function toMarker(
  model: monaco.editor.ITextModel,
  { offset, length }: SqlProblem,
  message: string,
): monaco.editor.IMarkerData {
  // What is missing at the end is marked at the last character there is.
  const from = length === 0 ? model.getValue().trimEnd().length - 1 : offset;
  const start = model.getPositionAt(Math.max(from, 0));
  const end = model.getPositionAt(Math.max(from, 0) + Math.max(length, 1));
  return {
    severity: monaco.MarkerSeverity.Error,
    message,
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}

function toItem(
  { label, kind, detail }: SqlSuggestion,
  at: number,
  range: monaco.IRange,
): monaco.languages.CompletionItem {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const kinds = {
    column: CompletionItemKind.Field,
    table: CompletionItemKind.Struct,
    view: CompletionItemKind.Interface,
    function: CompletionItemKind.Function,
    keyword: CompletionItemKind.Keyword,
  };
  const common = { label, kind: kinds[kind], detail, range, sortText: String(at).padStart(5, '0') };
  return kind === 'function'
    ? { ...common, insertText: `${label}($0)`, insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet }
    : { ...common, insertText: isPlain.test(label) ? label : `"${label}"` };
}

const isPlain = /^[A-Za-z_]\w*$/;
