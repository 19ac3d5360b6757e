import { FilePlus2, Pencil, Play, RotateCcw, Trash2 } from 'lucide-react';
import { type Ref, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MethodOutput } from '../../../host/contract/contract.ts';
import { playgroundFile } from '../../../host/contract/playground-file.ts';

import { Button, IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { DraftIndicator } from '../exercise/DraftIndicator.tsx';
import type { DraftKeeper, DraftState, Files } from '../exercise/draft-keeper.ts';
import editorClasses from '../exercise/EditorPane.module.css';
import { CodeEditor, type EditorHandle } from '../exercise/editor/CodeEditor.tsx';
import classes from './FilesPane.module.css';
import { NameDialog } from './NameDialog.tsx';
import { isNeeded, programFiles, readNotes, renameFile } from './notes.ts';
import { Question } from './Question.tsx';
import type { PlaygroundWorldHandle } from './use-world.ts';

interface FilesPaneProps {
  readonly keeper: DraftKeeper;
  readonly state: DraftState;
  readonly world: PlaygroundWorldHandle;
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly editor: Ref<EditorHandle>;
  readonly starter: Files;
  readonly exercise: MethodOutput<'playground.get'>['exercise'];
  readonly tabMovesFocus: boolean;
  readonly onCursor: (line: number, column: number) => void;
  readonly onLeave: () => void;
  readonly onStart: (data: 'keep' | 'reset') => void;
  readonly onReplace: (files: Files, done: string) => void;
}

/** Databases begin empty, and their scripts say what is in them. */
const editorContext = { declarations: {}, databases: {} };

type Asking = 'add' | 'rename' | 'reset-data' | 'starter' | null;

/** The files, of which the program and its databases are made, and what starts them. */
export function FilesPane(props: FilesPaneProps) {
  const { keeper, state, world, path, onPath, onReplace } = props;
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Asking>(null);
  const files = programFiles(state.files);
  const { entry } = readNotes(state.files).world;
  const paths = Object.keys(files).toSorted(
    (a, b) => Number(b === entry) - Number(a === entry) || a.localeCompare(b),
  );
  const active = paths.includes(path) ? path : (paths[0] ?? '');

  const add = (name: string) => {
    setAsking(null);
    keeper.replace({ ...keeper.state().files, [name]: '' });
    onPath(name);
  };
  const rename = (name: string) => {
    setAsking(null);
    keeper.replace(renameFile(keeper.state().files, active, name));
    onPath(name);
  };
  const remove = () => {
    const { [active]: _, ...others } = keeper.state().files;
    onReplace(others, t('playground.fileRemoved', { file: active }));
  };
  const faultOf = (name: string): string | null => {
    if (!/^[\w.-]+(\/[\w.-]+)*$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part))) {
      return t('playground.fileNameBad');
    }
    return name !== active && (name in files || name === playgroundFile)
      ? t('playground.fileNameTaken')
      : null;
  };

  return (
    <>
      <Tabs
        className={classNames(editorClasses.tabs)}
        selectedKey={active}
        onSelectionChange={(key) => onPath(String(key))}
      >
        <div className={editorClasses.strip}>
          <TabList aria-label={t('exercise.files')} className={classNames(editorClasses.list)}>
            {paths.map((file) => (
              <Tab key={file} id={file} className={classNames(editorClasses.tab)}>
                {file}
              </Tab>
            ))}
          </TabList>
          <span className={classes.fileActions}>
            <IconButton
              label={t('playground.addFile')}
              icon={<FilePlus2 size={15} aria-hidden="true" />}
              onPress={() => setAsking('add')}
            />
            <IconButton
              label={t('playground.renameFile', { file: active })}
              icon={<Pencil size={14} aria-hidden="true" />}
              onPress={() => setAsking('rename')}
            />
            {!isNeeded(state.files, active) && (
              <IconButton
                label={t('playground.removeFile', { file: active })}
                icon={<Trash2 size={14} aria-hidden="true" />}
                onPress={remove}
              />
            )}
          </span>
          <DraftIndicator status={state.status} onRetry={() => void keeper.flush()} />
        </div>
        {/* One editor shows every file: its panel follows the chosen tab. */}
        <TabPanel key="editor" id={active} className={classNames(editorClasses.panel)} shouldForceMount>
          <CodeEditor
            ref={props.editor}
            keeper={keeper}
            generation={state.generation}
            path={active}
            context={editorContext}
            failures={[]}
            tabMovesFocus={props.tabMovesFocus}
            onCursor={props.onCursor}
            onLeave={props.onLeave}
            onFailure={() => undefined}
          />
        </TabPanel>
      </Tabs>
      <div className={editorClasses.actions}>
        <Button
          icon={<Play size={14} aria-hidden="true" />}
          shortcut="submit"
          onPress={() => props.onStart('keep')}
        >
          {t(world.state.status === 'asleep' ? 'playground.start' : 'playground.restart')}
        </Button>
        <Button onPress={() => setAsking('reset-data')}>{t('playground.resetData')}</Button>
        <span className={classes.state}>{t(`playground.states.${world.state.status}`)}</span>
        <span className={editorClasses.grow} />
        <IconButton
          label={t(props.exercise === null ? 'playground.starter' : 'playground.starterOf')}
          icon={<RotateCcw size={16} aria-hidden="true" />}
          onPress={() => setAsking('starter')}
        />
      </div>
      {asking === 'add' && (
        <NameDialog
          title={t('playground.addFile')}
          label={t('playground.fileName')}
          action={t('playground.addFileDo')}
          initial=""
          faultOf={(name) => (name === active ? t('playground.fileNameTaken') : faultOf(name))}
          onClose={() => setAsking(null)}
          onName={add}
        />
      )}
      {asking === 'rename' && (
        <NameDialog
          title={t('playground.renameFile', { file: active })}
          label={t('playground.fileName')}
          action={t('playground.renameFileDo')}
          initial={active}
          faultOf={faultOf}
          onClose={() => setAsking(null)}
          onName={rename}
        />
      )}
      <Question
        isOpen={asking === 'reset-data'}
        title={t('playground.resetDataTitle')}
        text={t('playground.resetDataText')}
        action={t('playground.resetData')}
        onClose={() => setAsking(null)}
        onAct={() => {
          setAsking(null);
          props.onStart('reset');
        }}
      />
      <Question
        isOpen={asking === 'starter'}
        title={t(props.exercise === null ? 'playground.starterTitle' : 'playground.starterOfTitle')}
        text={t('playground.starterText')}
        action={t('playground.starterDo')}
        onClose={() => setAsking(null)}
        onAct={() => {
          setAsking(null);
          onReplace(props.starter, t('playground.starterDone'));
        }}
      />
    </>
  );
}
