import { createContext, useContext, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

export interface Crumb {
  readonly text: string;
  /** Absent for the page itself. */
  readonly href?: string;
}

export const CrumbsContext = createContext<(crumbs: readonly Crumb[]) => void>(() => undefined);

/** Tells the frame where this page is, and the browser what it is called. */
export function usePlace(title: string, crumbs: readonly Crumb[]): void {
  const { t } = useTranslation();
  const setCrumbs = useContext(CrumbsContext);
  const path = JSON.stringify(crumbs);
  // The frame and the document's title lie outside the page that knows these words.
  useEffect(() => {
    document.title = title ? t('app.title', { page: title }) : t('app.name');
    setCrumbs(JSON.parse(path) as Crumb[]);
    return () => setCrumbs([]);
  }, [title, path, setCrumbs, t]);
}
