import { ChartNoAxesColumn, Search, Settings, SquareTerminal } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { routes } from '../routes.ts';
import { useConnectionState } from '../session/host-context.tsx';
import { classNames } from '../ui/class-names.ts';
import { fetched } from '../ui/fetched.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { ariaShortcut, isShortcut } from '../ui/shortcuts.ts';
import { type Crumb, CrumbsContext } from './crumbs.ts';
import classes from './Shell.module.css';
import { StartNotices } from './StartNotices.tsx';

const Palette = fetched(async () => (await import('./Palette.tsx')).Palette, null);

/** The frame around every page: where one is, how to get elsewhere, and whether the host is there. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [location] = useLocation();
  const [crumbs, setCrumbs] = useState<readonly Crumb[]>([]);
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const previous = useRef(location);

  // After a change of page the focus begins at its top, as after loading a document.
  useEffect(() => {
    if (previous.current === location) return;
    previous.current = location;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [location]);

  // The shortcut must work wherever the focus is, in the editor too, so the window listens first.
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (!isShortcut(event, 'palette')) return;
      event.preventDefault();
      event.stopPropagation();
      setIsPaletteOpen(true);
    };
    window.addEventListener('keydown', open, { capture: true });
    return () => window.removeEventListener('keydown', open, { capture: true });
  }, []);

  return (
    <CrumbsContext value={setCrumbs}>
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link is a link; the address belongs to the router */}
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <header className={classes.bar}>
        <Link href={routes.home} className={classes.wordmark}>
          <Mark />
          {t('app.name')}
        </Link>
        {crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
        <span className={classes.grow} />
        <AriaButton
          className={classNames(classes.search)}
          aria-keyshortcuts={ariaShortcut('palette')}
          onPress={() => setIsPaletteOpen(true)}
        >
          <Search size={14} aria-hidden="true" />
          <span className={classes.searchText}>{t('app.find')}</span>
          <Kbd shortcut="palette" />
        </AriaButton>
        <Link href={routes.progress} className={classes.tool} aria-label={t('progress.title')}>
          <ChartNoAxesColumn size={18} aria-hidden="true" />
        </Link>
        <Link href={routes.playground} className={classes.tool} aria-label={t('playground.title')}>
          <SquareTerminal size={18} aria-hidden="true" />
        </Link>
        <Link href={routes.settings} className={classes.tool} aria-label={t('app.settings')}>
          <Settings size={18} aria-hidden="true" />
        </Link>
      </header>
      <ConnectionBanner />
      <main id="main" ref={main} tabIndex={-1} className={classes.main}>
        <StartNotices />
        {children}
      </main>
      {isPaletteOpen && <Palette isOpen onClose={() => setIsPaletteOpen(false)} />}
    </CrumbsContext>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('app.breadcrumbs')} className={classes.crumbs}>
      <ol>
        {crumbs.map((crumb, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may have one text, and none changes its place
          <li key={index}>
            {crumb.href ? (
              <Link href={crumb.href}>{crumb.text}</Link>
            ) : (
              <span {...(index === crumbs.length - 1 ? { 'aria-current': 'page' as const } : {})}>
                {crumb.text}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Offline is normal; only the loss of the program behind the window is worth a word. */
function ConnectionBanner() {
  const { t } = useTranslation();
  const state = useConnectionState();
  return (
    <div role="status" aria-live="polite">
      {state === 'lost' && (
        <p className={classes.banner}>
          <strong>{t('connection.lost')}</strong> {t('connection.lostDetail')}
        </p>
      )}
    </div>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 22 22" width="20" height="20" aria-hidden="true" className={classes.mark}>
      <path d="M2 10 L7 3.5 L9.8 7 L12.6 2.5 L19 10 Z" fill="currentColor" />
      <path d="M0.5 12.2 H21.5" stroke="currentColor" strokeWidth="1.6" />
      <path d="M2.5 14.4 H18.6 L14 19.6 L10.2 17.8 L7 20 Z" fill="currentColor" opacity="0.45" />
    </svg>
  );
}
