import { FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeFailure } from '../../../session/call-failure.ts';
import { useHost } from '../../../session/host-context.tsx';
import { useHostQuery } from '../../../session/host-query.ts';
import { useSession } from '../../../session/Session.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useToast } from '../../../ui/Toasts.tsx';
import classes from './OwnEditorBar.module.css';
import type { OwnEditor } from './use-own-editor.ts';

interface OwnEditorBarProps {
  readonly exerciseId: string;
  readonly ownEditor: OwnEditor;
}

/** Where the files are for another editor, and what keeps them from being taken over. */
export function OwnEditorBar({ exerciseId, ownEditor }: OwnEditorBarProps) {
  const { t } = useTranslation();
  const { state, stop } = ownEditor;
  if (state.status === 'off') return null;
  return (
    <section className={classes.bar} aria-label={t('ownEditor.title')}>
      {(state.status === 'following' || state.status === 'refused') && (
        <Folder exerciseId={exerciseId} folder={state.folder} onStop={stop} />
      )}
      <div role="status">
        {state.status === 'starting' && <p className={classes.note}>{t('ownEditor.starting')}</p>}
        {state.status === 'following' &&
          (state.left.length === 0 ? (
            <p className={classes.note}>{t('ownEditor.lead')}</p>
          ) : (
            state.left.map(({ fault, path }) => (
              <p key={path} className={classes.note}>
                {t('ownEditor.left', { reason: t(`ownEditor.fault.${fault}`, { path }) })}
              </p>
            ))
          ))}
        {state.status === 'refused' && (
          <Notice tone="warning" title={t('ownEditor.refusedTitle')}>
            <p>
              {t(`ownEditor.fault.${state.fault.fault}`, { path: state.fault.path })}{' '}
              {t('ownEditor.refusedNext')}
            </p>
          </Notice>
        )}
        {state.status === 'failed' && (
          <Notice
            tone="failure"
            title={t('ownEditor.failedTitle')}
            actions={
              <Button size="small" onPress={stop}>
                {t('common.close')}
              </Button>
            }
          >
            <p>{describeFailure(state.error, t).message}</p>
            <p>{describeFailure(state.error, t).nextStep}</p>
          </Notice>
        )}
      </div>
    </section>
  );
}

interface FolderProps {
  readonly exerciseId: string;
  readonly folder: string;
  readonly onStop: () => void;
}

function Folder({ exerciseId, folder, onStop }: FolderProps) {
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const { profileId } = useSession();
  const isDesktop = useHostQuery('app.info', {}).data?.shell === 'desktop';
  const open = async () => {
    try {
      await host.call('ownEditor.open', { profileId, exerciseId });
    } catch (error) {
      showToast({ text: describeFailure(error, t).message });
    }
  };
  return (
    <div className={classes.folder}>
      <code translate="no" title={folder}>
        {folder}
      </code>
      <CopyButton label={t('ownEditor.copy')} text={() => folder} />
      {isDesktop && (
        <Button size="small" icon={<FolderOpen size={13} aria-hidden="true" />} onPress={() => void open()}>
          {t('ownEditor.open')}
        </Button>
      )}
      <Button size="small" onPress={onStop}>
        {t('ownEditor.stop')}
      </Button>
    </div>
  );
}
