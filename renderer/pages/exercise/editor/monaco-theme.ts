import type { editor } from 'monaco-editor/editor/editor.api.js';
import type { AppliedTheme } from '../../../session/theme.ts';

/** Monaco's colours, read from the tokens that the document has just now. */
export function monacoTheme(theme: AppliedTheme): editor.IStandaloneThemeData {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => sixDigits(style.getPropertyValue(`--${name}`));
  const rule = (scope: string, name: string, fontStyle?: string) => ({
    token: scope,
    foreground: token(name).slice(1),
    ...(fontStyle === undefined ? {} : { fontStyle }),
  });
  return {
    base: theme === 'light' ? 'vs' : theme === 'dark' ? 'vs-dark' : 'hc-black',
    inherit: true,
    rules: [
      rule('', 'ink'),
      rule('keyword', 'code-keyword'),
      rule('string', 'code-string'),
      rule('string.sql', 'code-string'),
      rule('string.key.json', 'code-keyword'),
      rule('string.value.json', 'code-string'),
      rule('number', 'code-number'),
      rule('regexp', 'code-number'),
      rule('comment', 'code-comment', 'italic'),
      rule('type', 'code-type'),
      rule('type.identifier', 'code-type'),
      rule('predefined.sql', 'code-function'),
      rule('operator.sql', 'ink-2'),
      rule('delimiter', 'ink-2'),
    ],
    colors: {
      'editor.background': token('surface'),
      'editor.foreground': token('ink'),
      'editorLineNumber.foreground': token('ink-3'),
      'editorLineNumber.activeForeground': token('ink'),
      'editorCursor.foreground': token('accent'),
      'editor.selectionBackground': token('selection'),
      'editor.inactiveSelectionBackground': `${token('selection')}99`,
      'editor.lineHighlightBackground': token('line-highlight'),
      'editor.lineHighlightBorder': '#00000000',
      'editorIndentGuide.background1': token('line'),
      'editorIndentGuide.activeBackground1': token('line-strong'),
      'editorWhitespace.foreground': token('line-strong'),
      'editorError.foreground': token('fail'),
      'editorWarning.foreground': token('warn'),
      'editorInfo.foreground': token('add'),
      'editorWidget.background': token('surface'),
      'editorWidget.foreground': token('ink'),
      'editorWidget.border': token('line-strong'),
      'editorHoverWidget.background': token('surface'),
      'editorHoverWidget.border': token('line-strong'),
      'editorSuggestWidget.background': token('surface'),
      'editorSuggestWidget.border': token('line-strong'),
      'editorSuggestWidget.foreground': token('ink'),
      'editorSuggestWidget.selectedBackground': token('accent-soft'),
      'editorSuggestWidget.selectedForeground': token('ink'),
      'editorSuggestWidget.highlightForeground': token('accent'),
      'list.hoverBackground': token('sunken'),
      'list.focusBackground': token('accent-soft'),
      'input.background': token('sunken'),
      'input.foreground': token('ink'),
      'input.border': token('control-line'),
      focusBorder: token('focus'),
      'scrollbar.shadow': '#00000000',
    },
  };
}

const canvas = document.createElement('canvas').getContext('2d');

/** Monaco wants `#rrggbb`; a stylesheet may have been shortened to `#rgb` or to a name. */
function sixDigits(colour: string): string {
  if (!canvas) return colour.trim();
  canvas.fillStyle = colour.trim();
  return canvas.fillStyle;
}
