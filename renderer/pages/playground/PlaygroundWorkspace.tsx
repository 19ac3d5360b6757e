import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MethodOutput } from '../../../host/contract/contract.ts';
import type { PlaygroundRequest } from '../../../host/contract/playground.ts';
import { playgroundFile } from '../../../host/contract/playground-file.ts';
import type { Location } from '../../../lessons/format/evidence.ts';
import { exercisePath, routes } from '../../routes.ts';
import { describeFailure } from '../../session/call-failure.ts';
import { usePlace } from '../../shell/crumbs.ts';
import { useToast } from '../../ui/Toasts.tsx';
import { ConflictDialog } from '../exercise/ConflictDialog.tsx';
import type { Files } from '../exercise/draft-keeper.ts';
import type { EditorHandle } from '../exercise/editor/CodeEditor.tsx';
import { cyclePanes, Panes, usePaneVisibility } from '../exercise/Panes.tsx';
import { StatusBar } from '../exercise/StatusBar.tsx';
import { useFormat } from '../exercise/use-format.ts';
import { useShortcuts } from '../exercise/use-shortcuts.ts';
import { FilesPane } from './FilesPane.tsx';
import { programFiles, readNotes } from './notes.ts';
import { RequestPane, type SentRequest } from './RequestPane.tsx';
import { ResultsTabs, type ResultTab } from './ResultsTabs.tsx';
import { toSendable } from './request-form.ts';
import { usePlaygroundDraft } from './use-playground-draft.ts';
import { type Answer, useWorld } from './use-world.ts';

interface PlaygroundWorkspaceProps {
  readonly exerciseId: string | null;
  readonly opened: MethodOutput<'playground.get'>;
}

const longestHistory = 20;

export function PlaygroundWorkspace({ exerciseId, opened }: PlaygroundWorkspaceProps) {
  const { t } = useTranslation();
  const showToast = useToast();
  const { keeper, state, notes, changeNotes } = usePlaygroundDraft(exerciseId, opened);
  const world = useWorld(exerciseId, keeper, opened.running);
  const panes = usePaneVisibility();
  const editor = useRef<EditorHandle>(null);
  const sendButton = useRef<HTMLButtonElement>(null);
  const runSql = useRef<() => void>(null);
  const isSending = useRef(false);
  const [path, setPath] = useState(notes.world.entry ?? Object.keys(programFiles(state.files))[0] ?? '');
  const [position, setPosition] = useState({ line: 1, column: 1 });
  const [tabMovesFocus, setTabMovesFocus] = useState(false);
  const [announcement, setAnnouncement] = useState('');
  const [tab, setTab] = useState<ResultTab>(notes.world.entry === null ? 'sql' : 'response');
  const [history, setHistory] = useState<readonly SentRequest[]>([]);
  const [badHeader, setBadHeader] = useState<string | null>(null);

  const title = opened.exercise?.title ?? '';
  usePlace(
    opened.exercise === null ? t('playground.title') : t('playground.titleOf', { title }),
    opened.exercise === null
      ? [{ text: t('playground.title') }]
      : [
          { text: t('playground.title'), href: routes.playground },
          { text: title, href: exercisePath(opened.exercise.id) },
          { text: t('playground.world') },
        ],
  );

  const say = (answer: Answer | null) => {
    if (answer?.kind === 'response') {
      const response = answer.sent.http.exchanges[0]?.response;
      setAnnouncement(
        t('playground.announceResponse', {
          status: `${response?.status ?? ''} ${response?.statusText ?? ''}`.trim(),
        }),
      );
    } else if (answer?.kind === 'failed') setAnnouncement(answer.failure.message);
    else if (answer?.kind === 'error') setAnnouncement(describeFailure(answer.error, t).message);
    else setAnnouncement(t('playground.announceNotStarted'));
  };

  const send = async () => {
    const sendable = toSendable(readNotes(keeper.state().files).draft);
    setBadHeader(sendable.ok ? null : sendable.badHeader);
    if (!sendable.ok || isSending.current) return;
    isSending.current = true;
    setTab('response');
    setAnnouncement(t('playground.announceSending'));
    const answer = await world.send(sendable.request).finally(() => {
      isSending.current = false;
    });
    say(answer);
    if (answer === null) return;
    const status =
      answer.kind === 'response' ? (answer.sent.http.exchanges[0]?.response?.status ?? null) : null;
    setHistory((before) => [{ request: sendable.request, status }, ...before].slice(0, longestHistory));
  };

  const start = async (data: 'keep' | 'reset') => {
    if (world.state.status === 'starting') return;
    setTab((was) => (was === 'database' && data === 'reset' ? was : 'response'));
    setAnnouncement(t('playground.announceStarting'));
    const isRunning = await world.start(data);
    setAnnouncement(
      t(
        isRunning
          ? data === 'reset'
            ? 'playground.resetDone'
            : 'playground.announceRunning'
          : 'playground.announceNotStarted',
      ),
    );
  };

  const replaceFiles = (files: Files, done: string) => {
    const before = keeper.state().files;
    keeper.replace(files);
    const undo = () => keeper.replace(before);
    showToast({ text: done, action: { label: t('common.undo'), onPress: undo } });
  };

  const goTo = (location: Location) => {
    if (!(location.file in keeper.state().files)) return;
    if (!panes.visible.editor) panes.toggle('editor');
    setPath(location.file);
    requestAnimationFrame(() => editor.current?.reveal(location));
  };

  const toggleTab = () => {
    setTabMovesFocus(!tabMovesFocus);
    setAnnouncement(t(tabMovesFocus ? 'exercise.tabInsertsAnnounce' : 'exercise.tabMovesAnnounce'));
  };

  const format = useFormat(editor, setAnnouncement);

  useShortcuts(
    {
      // In the console, and where there is no program, the same key runs the SQL.
      run: () => {
        const isInConsole = document.activeElement?.closest('[data-console]') !== null;
        if (!isInConsole && notes.world.entry !== null) void send();
        else if (runSql.current !== null) runSql.current();
        else setTab('sql');
      },
      submit: () => void start('keep'),
      cancel: null,
      format: () => void format(),
      task: () => panes.toggle('task'),
      editor: () => panes.toggle('editor'),
      results: () => panes.toggle('results'),
      tab: toggleTab,
      panes: (isBackward) => cyclePanes(panes.visible, isBackward, editor.current),
    },
    {
      run: t(notes.world.entry === null ? 'playground.runSql' : 'playground.send'),
      submit: t(world.state.status === 'running' ? 'playground.restart' : 'playground.start'),
    },
  );

  const changeDraft = (draft: PlaygroundRequest) => {
    setBadHeader(null);
    changeNotes({ draft });
  };

  return (
    <>
      <h1 className="visually-hidden">
        {opened.exercise === null ? t('playground.title') : t('playground.titleOf', { title })}
      </h1>
      <div role="status" aria-live="polite" className="visually-hidden">
        {announcement}
      </div>
      <Panes
        place="playground"
        visibility={panes}
        task={
          <RequestPane
            notes={notes}
            history={history}
            badHeader={badHeader}
            sendButton={sendButton}
            onChange={changeDraft}
            onSend={() => void send()}
            onRequests={(requests) => changeNotes({ requests: [...requests] })}
          />
        }
        editor={
          <FilesPane
            keeper={keeper}
            state={state}
            world={world}
            path={path}
            onPath={setPath}
            editor={editor}
            starter={opened.starter}
            exercise={opened.exercise}
            tabMovesFocus={tabMovesFocus}
            onCursor={(line, column) => setPosition({ line, column })}
            onLeave={() => sendButton.current?.focus()}
            onStart={(data) => void start(data)}
            onReplace={replaceFiles}
          />
        }
        results={
          <ResultsTabs
            tab={tab}
            onTab={setTab}
            world={world}
            databases={databaseNames(notes.world.databases)}
            sql={notes.sql}
            onSql={(sql) => changeNotes({ sql })}
            runSql={runSql}
            onGoTo={goTo}
            onAnnounce={setAnnouncement}
            onReset={() => void start('reset')}
          />
        }
      />
      <StatusBar
        place="playground"
        position={path === playgroundFile ? null : position}
        tabMovesFocus={tabMovesFocus}
        onToggleTab={toggleTab}
        visibility={panes}
      />
      <ConflictDialog
        title={t('playground.conflictTitle')}
        status={state.status}
        mine={state.files}
        onResolve={(choice) => keeper.resolve(choice)}
      />
    </>
  );
}

/** A program without a declared database finds one called `main`. */
function databaseNames(databases: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.keys(databases);
  return names.length > 0 ? names : ['main'];
}
