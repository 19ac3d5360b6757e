import { Check, CircleAlert, CircleDashed, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeFailure } from '../../session/call-failure.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import classes from './DraftIndicator.module.css';
import type { DraftStatus } from './draft-keeper.ts';

interface DraftIndicatorProps {
  readonly status: DraftStatus;
  readonly onRetry: () => void;
}

/** Whether what was typed is safe. Announces only what needs someone: a failure. */
export function DraftIndicator({ status, onRetry }: DraftIndicatorProps) {
  const { t } = useTranslation();
  switch (status.kind) {
    case 'saved':
      return (
        <span className={classes.state}>
          <Check size={14} aria-hidden="true" />
          {t('draft.saved')}
        </span>
      );
    case 'saving':
    case 'unsaved':
      return (
        <span className={classes.state}>
          <LoaderCircle size={14} aria-hidden="true" />
          {t('draft.saving')}
        </span>
      );
    case 'conflict':
      return (
        <span className={classNames(classes.state, classes.warning)}>
          <CircleDashed size={14} aria-hidden="true" />
          {t('draft.unsaved')}
        </span>
      );
    case 'failed':
      return (
        <span className={classNames(classes.state, classes.failed)} role="alert">
          <CircleAlert size={14} aria-hidden="true" />
          <span title={t('draft.failed', { reason: describeFailure(status.error, t).message })}>
            {t('draft.unsaved')}
          </span>
          <Button size="small" onPress={onRetry}>
            {t('draft.retry')}
          </Button>
        </span>
      );
  }
}
