import { AlignLeft, FileText, ListChecks, RotateCcw, SquareArrowOutUpRight } from 'lucide-react';
import { type Ref, type RefObject, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ExercisePage } from '../../../host/contract/contract.ts';
import type { GradeMode } from '../../../lessons/format/report.ts';
import type { KindViewProps } from '../../../lessons/kinds/view-props.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { DraftIndicator } from './DraftIndicator.tsx';
import type { DraftKeeper, DraftState, Files } from './draft-keeper.ts';
import classes from './EditorPane.module.css';
import { CodeEditor, type EditorHandle } from './editor/CodeEditor.tsx';
import type { FailureMarker } from './editor/editor-session.ts';
import { ExerciseForm, type KindForm } from './form-of.tsx';
import { GradeActions } from './GradeActions.tsx';
import { OwnEditorBar } from './own-editor/OwnEditorBar.tsx';
import type { OwnEditor } from './own-editor/use-own-editor.ts';
import type { GradingRun } from './use-grading.ts';

interface EditorPaneProps {
  readonly exercise: ExercisePage;
  readonly keeper: DraftKeeper;
  readonly state: DraftState;
  readonly run: GradingRun | null;
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly editor: Ref<EditorHandle>;
  readonly runButton: RefObject<HTMLButtonElement | null>;
  readonly failures: readonly FailureMarker[];
  readonly graded: KindViewProps['graded'];
  /** The form in which the open file is filled in; null where it is edited as text only. */
  readonly form: KindForm | null;
  readonly isText: boolean;
  readonly onText: (isText: boolean) => void;
  readonly tabMovesFocus: boolean;
  readonly onCursor: (line: number, column: number) => void;
  readonly onFailure: (checkId: string) => void;
  readonly onGrade: (mode: GradeMode) => void;
  readonly onCancel: () => void;
  readonly onReset: () => void;
  readonly ownEditor: OwnEditor;
  readonly onFormat: () => void;
}

export function EditorPane(props: EditorPaneProps) {
  const { exercise, keeper, state, path, onPath, failures, runButton, form } = props;
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const paths = inTabOrder(state.files, exercise.entry);
  const active = paths.includes(path) ? path : (paths[0] ?? exercise.entry);
  const failing = new Set(failures.map((failure) => failure.location.file));
  const reset = () => {
    setIsAsking(false);
    props.onReset();
  };
  return (
    <>
      <Tabs
        className={classNames(classes.tabs)}
        selectedKey={active}
        onSelectionChange={(key) => onPath(String(key))}
      >
        <div className={classes.strip}>
          <TabList aria-label={t('exercise.files')} className={classNames(classes.list)}>
            {paths.map((file) => (
              <Tab key={file} id={file} className={classNames(classes.tab)}>
                {file}
                {failing.has(file) && <span className={classes.dot} aria-hidden="true" />}
              </Tab>
            ))}
          </TabList>
          <span className={classes.fileActions}>
            {form && (
              <IconButton
                label={t(props.isText ? 'exercise.asForm' : 'exercise.asText')}
                icon={
                  props.isText ? (
                    <ListChecks size={16} aria-hidden="true" />
                  ) : (
                    <FileText size={16} aria-hidden="true" />
                  )
                }
                onPress={() => props.onText(!props.isText)}
              />
            )}
            {(!form || props.isText) && (
              <IconButton
                label={t('editor.format')}
                icon={<AlignLeft size={16} aria-hidden="true" />}
                shortcut="format"
                onPress={props.onFormat}
              />
            )}
          </span>
          <DraftIndicator status={state.status} onRetry={() => void keeper.flush()} />
        </div>
        {/* One editor shows every file: its panel follows the chosen tab. */}
        <TabPanel key="editor" id={active} className={classNames(classes.panel)} shouldForceMount>
          {form && !props.isText ? (
            <ExerciseForm
              form={form}
              exercise={exercise}
              files={state.files}
              onType={(file, text) => keeper.type(file, text)}
              graded={props.graded}
              onEditAsText={() => props.onText(true)}
            />
          ) : (
            <CodeEditor
              ref={props.editor}
              keeper={keeper}
              generation={state.generation}
              path={active}
              context={exercise.editor}
              failures={failures}
              tabMovesFocus={props.tabMovesFocus}
              onCursor={props.onCursor}
              onLeave={() => runButton.current?.focus()}
              onFailure={props.onFailure}
            />
          )}
        </TabPanel>
      </Tabs>
      <OwnEditorBar exerciseId={exercise.id} ownEditor={props.ownEditor} />
      <div className={classes.actions}>
        <GradeActions
          run={props.run}
          onGrade={props.onGrade}
          onCancel={props.onCancel}
          runButton={runButton}
        />
        <span className={classes.grow} />
        {props.ownEditor.state.status === 'off' && (
          <IconButton
            label={t('ownEditor.start')}
            icon={<SquareArrowOutUpRight size={16} aria-hidden="true" />}
            onPress={props.ownEditor.start}
          />
        )}
        <IconButton
          label={t('exercise.reset')}
          icon={<RotateCcw size={16} aria-hidden="true" />}
          onPress={() => setIsAsking(true)}
        />
      </div>
      <Dialog
        role="alertdialog"
        title={t('exercise.resetTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button onPress={() => setIsAsking(false)}>{t('common.cancel')}</Button>
            <Button variant="danger" onPress={reset}>
              {t('exercise.resetDo')}
            </Button>
          </>
        }
      >
        <p>{t('exercise.resetText')}</p>
      </Dialog>
    </>
  );
}

/** The file that is run first comes first. */
function inTabOrder(files: Files, entry: string): string[] {
  return Object.keys(files).toSorted(
    (a, b) => Number(b === entry) - Number(a === entry) || a.localeCompare(b),
  );
}
