import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

interface PageBoundaryProps {
  readonly children: ReactNode;
}

/** Catches a fault while drawing, which only a class can, and offers a way on. */
export class PageBoundary extends Component<PageBoundaryProps, { readonly error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    return this.state.error ? <Crashed error={this.state.error} /> : this.props.children;
  }
}

function Crashed({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <div
      role="alert"
      style={{ maxWidth: '44rem', margin: 'var(--space-7) auto', padding: '0 var(--space-4)' }}
    >
      <Notice
        tone="failure"
        isPage
        title={t('error.crashTitle')}
        actions={<Button onPress={() => location.reload()}>{t('error.reload')}</Button>}
      >
        <p>{t('error.crashText')}</p>
        <details>
          <summary>{t('error.detail')}</summary>
          <p lang="en">{error.message}</p>
        </details>
      </Notice>
    </div>
  );
}
