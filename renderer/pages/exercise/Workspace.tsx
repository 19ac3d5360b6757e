import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft, ExercisePage } from '../../../host/contract/contract.ts';
import type { Location } from '../../../lessons/format/evidence.ts';
import type { GradeMode, GradeReport } from '../../../lessons/format/report.ts';
import { lessonPath, routes } from '../../routes.ts';
import { useSession } from '../../session/Session.tsx';
import { usePlace } from '../../shell/crumbs.ts';
import { useToast } from '../../ui/Toasts.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import { type Files, sameFiles } from './draft-keeper.ts';
import { EditorPane } from './EditorPane.tsx';
import type { EditorHandle } from './editor/CodeEditor.tsx';
import type { FailureMarker } from './editor/editor-session.ts';
import { formOf } from './form-of.tsx';
import { useOwnEditor } from './own-editor/use-own-editor.ts';
import { cyclePanes, Panes, usePaneVisibility } from './Panes.tsx';
import { ResultsPane } from './ResultsPane.tsx';
import { checkHeadingId, firstOpened, type ViewedAttempt } from './report-order.ts';
import { StatusBar } from './StatusBar.tsx';
import { TaskPane } from './TaskPane.tsx';
import { useDraft } from './use-draft.ts';
import { useFormat } from './use-format.ts';
import { useGrading } from './use-grading.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useVerdictWords } from './use-verdict-words.ts';

interface WorkspaceProps {
  readonly exercise: ExercisePage;
  readonly draft: Draft | null;
}

export function Workspace({ exercise, draft }: WorkspaceProps) {
  const { t } = useTranslation();
  const { keeper, state } = useDraft(exercise, draft);
  const { run, outcome, start, cancel, stop } = useGrading(exercise.id);
  const { settings } = useSession();
  const showToast = useToast();
  const panes = usePaneVisibility();
  const words = useVerdictWords();
  const editor = useRef<EditorHandle>(null);
  const runButton = useRef<HTMLButtonElement>(null);
  const [path, setPath] = useState(exercise.entry);
  const [position, setPosition] = useState({ line: 1, column: 1 });
  const [announcement, setAnnouncement] = useState('');
  const [chosenTab, setChosenTab] = useState<boolean | null>(null);
  const tabMovesFocus = chosenTab ?? settings.tabMovesFocus;
  const [openChecks, setOpenChecks] = useState<ReadonlySet<string>>(new Set());
  const [isText, setIsText] = useState(false);
  const [viewed, setViewed] = useState<ViewedAttempt | null>(null);

  usePlace(exercise.title, [
    { text: exercise.packTitle, href: routes.home },
    { text: `${exercise.lesson.number} ${exercise.lesson.title}`, href: lessonPath(exercise.lesson.id) },
    { text: exercise.title },
  ]);

  const form = path === exercise.entry && exercise.view !== null ? formOf(exercise.kind) : null;
  const isForm = form !== null && !isText;

  const grade = async (mode: GradeMode, given?: { readonly files: Files; readonly number?: number }) => {
    setAnnouncement(t(mode === 'run' ? 'results.announceRunning' : 'results.announceSubmitting'));
    setViewed(null);
    if (mode === 'submit') void keeper.flush();
    const ended = await start(mode, given?.files ?? keeper.state().files, given?.number);
    if (!ended) return;
    setAnnouncement(words(ended));
    if (ended.status === 'graded') setOpenChecks(firstOpened(ended.report));
  };

  const replaceFiles = (files: Files, done: string) => {
    const before = keeper.state().files;
    keeper.replace(files);
    const undo = () => {
      keeper.replace(before);
      showToast({ text: t('exercise.undone') });
    };
    showToast({ text: done, action: { label: t('common.undo'), onPress: undo } });
  };

  const ownEditor = useOwnEditor({
    exerciseId: exercise.id,
    keeper,
    onTaken: (files, removed) => {
      if (removed.length > 0) showToast({ text: t('ownEditor.removed', { files: removed.join(', ') }) });
      void runSaved(files);
    },
  });

  /** Runs what was saved in another editor, in place of a run of what was saved before. */
  const runSaved = async (files: Files) => {
    await stop();
    await grade('run', { files });
  };

  const format = useFormat(editor, setAnnouncement);

  const toggleTab = () => {
    setChosenTab(!tabMovesFocus);
    setAnnouncement(t(tabMovesFocus ? 'exercise.tabInsertsAnnounce' : 'exercise.tabMovesAnnounce'));
  };

  const goTo = (location: Location) => {
    if (!panes.visible.editor) panes.toggle('editor');
    setPath(location.file);
    setIsText(true);
    // Once the editor is there, which a kind's own view may have kept out.
    requestAnimationFrame(() => editor.current?.reveal(location));
  };

  const revealCheck = useCallback((checkId: string) => {
    setOpenChecks((open) => new Set([...open, checkId]));
    requestAnimationFrame(() => document.getElementById(checkHeadingId(checkId))?.focus());
  }, []);

  useShortcuts({
    run: () => void grade('run'),
    submit: () => void grade('submit'),
    cancel: run ? cancel : null,
    task: () => panes.toggle('task'),
    editor: () => panes.toggle('editor'),
    results: () => panes.toggle('results'),
    tab: toggleTab,
    format: () => void format(),
    panes: (isBackward) => cyclePanes(panes.visible, isBackward, editor.current),
  });

  const report = viewed?.report ?? (outcome.status === 'graded' ? outcome.report : null);
  const failures = useMemo(() => failuresOf(report), [report]);
  const isStale =
    outcome.status === 'graded' &&
    !viewed &&
    outcome.again === null &&
    !sameFiles(outcome.files, state.files);

  return (
    <>
      <div role="status" aria-live="polite" className="visually-hidden">
        {announcement}
      </div>
      <Panes
        visibility={panes}
        task={<TaskPane exercise={exercise} files={state.files} />}
        editor={
          <EditorPane
            exercise={exercise}
            keeper={keeper}
            state={state}
            run={run}
            path={path}
            onPath={setPath}
            editor={editor}
            runButton={runButton}
            failures={failures}
            graded={
              outcome.status === 'graded' ? { files: outcome.files, checks: outcome.report.checks } : null
            }
            form={form}
            isText={isText}
            onText={setIsText}
            tabMovesFocus={tabMovesFocus}
            onCursor={(line, column) => setPosition({ line, column })}
            onFailure={revealCheck}
            onGrade={(mode) => void grade(mode)}
            onCancel={cancel}
            ownEditor={ownEditor}
            onFormat={() => void format()}
            onReset={() => replaceFiles(exercise.starter, t('exercise.resetDone'))}
          />
        }
        results={
          <ResultsPane
            exercise={exercise}
            run={run}
            outcome={outcome}
            isStale={isStale}
            viewed={viewed}
            onView={setViewed}
            files={state.files}
            openChecks={openChecks}
            onOpenChecks={setOpenChecks}
            onGoTo={goTo}
            onRestore={replaceFiles}
            onSubmit={() => void grade('submit')}
            onGradeAgain={(attempt) => void grade('submit', attempt)}
          />
        }
      />
      <StatusBar
        position={isForm ? null : position}
        tabMovesFocus={tabMovesFocus}
        onToggleTab={toggleTab}
        visibility={panes}
      />
      <ConflictDialog
        status={state.status}
        mine={state.files}
        onResolve={(choice) => keeper.resolve(choice)}
      />
    </>
  );
}

function failuresOf(report: GradeReport | null): FailureMarker[] {
  return (report?.checks ?? []).flatMap((check) =>
    check.location && (check.status === 'failed' || check.status === 'error')
      ? [{ checkId: check.id, location: check.location, message: `${check.name}: ${check.message}` }]
      : [],
  );
}
