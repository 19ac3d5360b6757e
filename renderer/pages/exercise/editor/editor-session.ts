import type { Location } from '../../../../lessons/format/evidence.ts';
import type { AppliedTheme } from '../../../session/theme.ts';
import type { Files } from '../draft-keeper.ts';
import { configureTypeScript, monaco, type TypeScriptContext } from './monaco.ts';
import { monacoTheme } from './monaco-theme.ts';
import type { SqlProblem } from './sql/check-script.ts';
import { type FormatRefusal, SqlLanguage } from './sql/sql-language.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;
type Model = monaco.editor.ITextModel;

/** A failing check at the line it comes down to. */
export interface FailureMarker {
  readonly checkId: string;
  readonly location: Location;
  readonly message: string;
}

/** What is known of an exercise beside the learner's files. */
export interface EditorKnowledge {
  readonly typeScript: TypeScriptContext;
  readonly sql: {
    /** The statements that make the tables. */
    readonly schema: string;
    readonly word: (problem: SqlProblem) => string;
  };
}

/** What came of formatting a file; a refusal left it as it was. */
export type FormatOutcome = 'formatted' | 'unchanged' | FormatRefusal;

interface EditorEvents {
  readonly onType: (path: string, text: string) => void;
  readonly onCursor: (line: number, column: number) => void;
  /** Escape was pressed and nothing in the editor wanted it. */
  readonly onLeave: () => void;
  /** The mark beside a failing line was chosen. */
  readonly onFailure: (checkId: string) => void;
}

const markerOwner = 'backline';

/** While one of these is open, Escape is its own. */
const escapeIsFree = [
  'suggestWidgetVisible',
  'findWidgetVisible',
  'parameterHintsVisible',
  'renameInputVisible',
  'markersNavigationVisible',
  'referenceSearchVisible',
  'inlineSuggestionVisible',
  'editorHoverVisible',
  'inSnippetMode',
  'editorHasMultipleSelections',
  'inQuickOpen',
  'messageVisible',
]
  .map((key) => `!${key}`)
  .join(' && ');

/** Monaco over an exercise's files: one model and one scroll position for each. Knows nothing of React. */
export class EditorSession {
  readonly #editor: Editor;
  readonly #models = new Map<string, Model>();
  readonly #views = new Map<string, monaco.editor.ICodeEditorViewState | null>();
  readonly #events: EditorEvents;
  readonly #sql: SqlLanguage;
  #marks: monaco.editor.IEditorDecorationsCollection | undefined;
  #failures: readonly FailureMarker[] = [];
  #path: string | null = null;
  #isReplacing = false;

  constructor(element: HTMLElement, { typeScript, sql }: EditorKnowledge, events: EditorEvents) {
    this.#events = events;
    configureTypeScript(typeScript);
    this.#sql = new SqlLanguage(sql.schema, sql.word);
    this.#editor = monaco.editor.create(element, { ...editorOptions, model: null });
    this.#editor.onDidChangeCursorPosition(({ position }) =>
      events.onCursor(position.lineNumber, position.column),
    );
    this.#editor.onMouseDown(({ target }) => {
      const { GUTTER_GLYPH_MARGIN } = monaco.editor.MouseTargetType;
      if (target.type === GUTTER_GLYPH_MARGIN) this.#chooseFailure(target.position.lineNumber);
    });
    this.#editor.addAction({
      id: 'backline.leave',
      label: 'Leave the editor',
      keybindings: [monaco.KeyCode.Escape],
      precondition: escapeIsFree,
      run: () => events.onLeave(),
    });
  }

  show(path: string, text: string): void {
    if (this.#path !== null) this.#views.set(this.#path, this.#editor.saveViewState());
    this.#path = path;
    this.#editor.setModel(this.#modelOf(path, text));
    const view = this.#views.get(path);
    if (view) this.#editor.restoreViewState(view);
    const position = this.#editor.getPosition();
    if (position) this.#events.onCursor(position.lineNumber, position.column);
    this.#drawFailures();
  }

  /** Makes every model, so that files see each other's exports, and brings changed ones up to date. */
  take(files: Files): void {
    this.#isReplacing = true;
    for (const [path, text] of Object.entries(files)) {
      const model = this.#modelOf(path, text);
      if (model.getValue() === text) continue;
      // As an edit, so that the editor's own undo takes it back.
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
      model.pushStackElement();
    }
    this.#isReplacing = false;
  }

  setOptions(options: { label: string; fontSize: number; tabMovesFocus: boolean }): void {
    this.#editor.updateOptions({
      ariaLabel: options.label,
      fontSize: options.fontSize,
      lineHeight: Math.round(options.fontSize * 1.6),
      tabFocusMode: options.tabMovesFocus,
    });
  }

  setTheme(theme: AppliedTheme): void {
    monaco.editor.defineTheme('backline', monacoTheme(theme));
    monaco.editor.setTheme('backline');
  }

  setFailures(failures: readonly FailureMarker[]): void {
    this.#failures = failures;
    for (const [path, model] of this.#models) {
      monaco.editor.setModelMarkers(model, markerOwner, failures.filter(isIn(path)).map(toMarker));
    }
    this.#drawFailures();
  }

  reveal({ line, column }: Location): void {
    const position = { lineNumber: line, column };
    this.#editor.setPosition(position);
    this.#editor.revealPositionInCenterIfOutsideViewport(position);
    this.#editor.focus();
  }

  focus(): void {
    this.#editor.focus();
  }

  /** Lays the open file out anew, as one step of the undo stack and with the cursor where it was. */
  async format(): Promise<FormatOutcome> {
    const model = this.#editor.getModel();
    const before = model?.getAlternativeVersionId();
    await this.#editor.getAction('editor.action.formatDocument')?.run();
    if (model?.getAlternativeVersionId() !== before) return 'formatted';
    return (model?.getLanguageId() === 'sql' ? this.#sql.refusal() : null) ?? 'unchanged';
  }

  dispose(): void {
    this.#editor.dispose();
    this.#sql.dispose();
    for (const model of this.#models.values()) model.dispose();
  }

  #modelOf(path: string, text: string): Model {
    const known = this.#models.get(path);
    if (known) return known;
    const uri = monaco.Uri.file(path);
    monaco.editor.getModel(uri)?.dispose();
    const model = monaco.editor.createModel(text, languageOf(path), uri);
    model.updateOptions({
      tabSize: 2,
      insertSpaces: true,
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    });
    model.onDidChangeContent(() => {
      if (!this.#isReplacing) this.#events.onType(path, model.getValue());
    });
    if (model.getLanguageId() === 'sql') this.#sql.watch(model);
    monaco.editor.setModelMarkers(model, markerOwner, this.#failures.filter(isIn(path)).map(toMarker));
    this.#models.set(path, model);
    return model;
  }

  #drawFailures(): void {
    const path = this.#path;
    const decorations = this.#failures.filter(isIn(path)).map(({ location, message }) => ({
      range: new monaco.Range(location.line, 1, location.line, 1),
      options: {
        isWholeLine: true,
        className: 'backline-failing-line',
        glyphMarginClassName: 'backline-failing-glyph',
        glyphMarginHoverMessage: { value: message },
      },
    }));
    this.#marks?.clear();
    this.#marks = this.#editor.createDecorationsCollection(decorations);
  }

  #chooseFailure(line: number): void {
    const failure = this.#failures.filter(isIn(this.#path)).find(({ location }) => location.line === line);
    if (failure) this.#events.onFailure(failure.checkId);
  }
}

const isIn = (path: string | null) => (failure: FailureMarker) => failure.location.file === path;

function toMarker({ location, message }: FailureMarker): monaco.editor.IMarkerData {
  return {
    severity: monaco.MarkerSeverity.Error,
    message,
    startLineNumber: location.line,
    startColumn: location.column,
    endLineNumber: location.line,
    endColumn: location.column + 1,
  };
}

const languages: Record<string, string> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  json: 'json',
  sql: 'sql',
};

function languageOf(path: string): string {
  return languages[path.split('.').at(-1) ?? ''] ?? 'plaintext';
}

const editorOptions: monaco.editor.IStandaloneEditorConstructionOptions = {
  theme: 'backline',
  automaticLayout: true,
  fontFamily: "'JetBrains Mono Variable', 'JetBrains Mono', 'DejaVu Sans Mono', monospace",
  fontLigatures: false,
  minimap: { enabled: false },
  stickyScroll: { enabled: false },
  scrollBeyondLastLine: false,
  fixedOverflowWidgets: true,
  glyphMargin: true,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 6,
  folding: false,
  padding: { top: 12, bottom: 12 },
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  bracketPairColorization: { enabled: false },
  guides: { indentation: true, bracketPairs: false },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
  tabSize: 2,
  links: false,
  renderFinalNewline: 'off',
  wordWrap: 'off',
};
