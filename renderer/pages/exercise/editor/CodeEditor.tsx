import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExercisePage } from '../../../../host/contract/contract.ts';
import type { Location } from '../../../../lessons/format/evidence.ts';
import { useSession } from '../../../session/Session.tsx';
import type { DraftKeeper } from '../draft-keeper.ts';
import classes from './CodeEditor.module.css';
import type { EditorSession, FailureMarker, FormatOutcome } from './editor-session.ts';
import { useSqlWords } from './sql/use-sql-words.ts';

export interface EditorHandle {
  readonly focus: () => void;
  readonly reveal: (location: Location) => void;
  readonly format: () => Promise<FormatOutcome>;
}

interface CodeEditorProps {
  readonly keeper: DraftKeeper;
  readonly generation: number;
  readonly path: string;
  /** What the editor knows of the exercise beside the learner's files. */
  readonly context: ExercisePage['editor'];
  readonly failures: readonly FailureMarker[];
  readonly tabMovesFocus: boolean;
  readonly onCursor: (line: number, column: number) => void;
  readonly onLeave: () => void;
  readonly onFailure: (checkId: string) => void;
  readonly ref: Ref<EditorHandle>;
}

/** Puts an `EditorSession` on the page. Every effect here hands something to Monaco, which lies outside React. */
export function CodeEditor(props: CodeEditorProps) {
  const { keeper, generation, path, context, failures, tabMovesFocus, ref } = props;
  const { t } = useTranslation();
  const { settings, theme, locale } = useSession();
  const element = useRef<HTMLDivElement>(null);
  const [session, setSession] = useState<EditorSession | null>(null);
  const wanted = useRef<Location | 'focus' | null>(null);

  const onCursor = useEffectEvent(props.onCursor);
  const onLeave = useEffectEvent(props.onLeave);
  const onFailure = useEffectEvent(props.onFailure);
  const sqlWords = useSqlWords();
  const knowledge = useMemo(
    () => ({
      typeScript: {
        locale,
        declarations: context.declarations,
        texts: {
          offShelf: t('editor.offShelf'),
          noBrowser: t('editor.noBrowser'),
          importTests: t('editor.importTests'),
        },
      },
      // A SQL file is run on the database `main`, or on the only one there is.
      sql: { schema: context.databases.main ?? Object.values(context.databases)[0] ?? '', word: sqlWords },
    }),
    [locale, context, t, sqlWords],
  );

  useEffect(() => {
    let created: EditorSession | undefined;
    let isGone = false;
    const create = async () => {
      const [{ EditorSession }] = await Promise.all([
        import('./editor-session.ts'),
        document.fonts.load("14px 'JetBrains Mono Variable'"),
      ]);
      if (isGone || !element.current) return;
      created = new EditorSession(element.current, knowledge, {
        onType: (file, text) => keeper.type(file, text),
        onCursor: (line, column) => onCursor(line, column),
        onLeave: () => onLeave(),
        onFailure: (checkId) => onFailure(checkId),
      });
      setSession(created);
    };
    void create();
    return () => {
      isGone = true;
      created?.dispose();
      setSession(null);
    };
  }, [keeper, knowledge]);

  useEffect(() => {
    session?.setTheme(theme);
  }, [session, theme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `generation` says when the files were replaced
  useEffect(() => {
    session?.take(keeper.state().files);
  }, [session, keeper, generation]);

  useEffect(() => {
    session?.show(path, keeper.state().files[path] ?? '');
    if (wanted.current === 'focus') session?.focus();
    else if (wanted.current) session?.reveal(wanted.current);
    if (session) wanted.current = null;
  }, [session, keeper, path]);

  useEffect(() => {
    session?.setFailures(failures);
  }, [session, failures]);

  const label = t('exercise.editorName', { file: path });
  const fontSize = settings.editorFontSize;
  useEffect(() => {
    session?.setOptions({ label, fontSize, tabMovesFocus });
  }, [session, label, fontSize, tabMovesFocus]);

  useImperativeHandle(
    ref,
    () => ({
      focus: () => {
        if (session) session.focus();
        else wanted.current = 'focus';
      },
      reveal: (location) => {
        // Another file is shown first; the effect that shows it goes on to the line.
        if (session && location.file === path) session.reveal(location);
        else wanted.current = location;
      },
      format: async () => (await session?.format()) ?? 'unchanged',
    }),
    [session, path],
  );

  return (
    <div className={classes.frame}>
      <div ref={element} className={classes.editor} />
      {!session && (
        <p className="visually-hidden" role="status">
          {t('exercise.editorLoading')}
        </p>
      )}
    </div>
  );
}
