import { useTranslation } from 'react-i18next';
import { describeFailure } from '../session/call-failure.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface FailureViewProps {
  readonly error: unknown;
  readonly title?: string;
  readonly onRetry?: () => void;
  /** Whether it stands instead of a whole page. */
  readonly isPage?: boolean;
}

/** What happened, why, and what to do next, for a call that was rejected. */
export function FailureView({ error, title, onRetry, isPage = false }: FailureViewProps) {
  const { t } = useTranslation();
  const failure = describeFailure(error, t);
  return (
    <div
      role="alert"
      style={{ maxWidth: '44rem', margin: 'var(--space-6) auto', padding: '0 var(--space-4)' }}
    >
      <Notice
        tone="failure"
        isPage={isPage}
        title={title ?? t('error.title')}
        actions={onRetry && <Button onPress={onRetry}>{t('common.retry')}</Button>}
      >
        <p>{failure.message}</p>
        <p>{failure.nextStep}</p>
        {failure.detail && (
          <details>
            <summary>{t('error.detail')}</summary>
            <p lang="en">{failure.detail}</p>
          </details>
        )}
      </Notice>
    </div>
  );
}
