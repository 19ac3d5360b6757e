import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { I18nProvider as AriaLocaleProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../host/contract/profiles.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import { systemLocale } from '../i18n/i18n.ts';
import { FailureView } from '../ui/FailureView.tsx';
import { PageSkeleton } from '../ui/Skeleton.tsx';
import { useAppearance } from './appearance.ts';
import { useHost } from './host-context.tsx';
import { useHostQuery } from './host-query.ts';
import type { AppliedTheme } from './theme.ts';

interface Session {
  readonly profileId: string;
  readonly settings: Settings;
  /** The language in use: the chosen one, or the computer's. */
  readonly locale: Locale;
  /** The theme on the screen, where `settings.theme` may say "as the system". */
  readonly theme: AppliedTheme;
  /** Shows at once and saves. */
  readonly changeSettings: (change: Partial<Settings>) => Promise<void>;
  readonly activateProfile: (profileId: string) => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is used outside SessionProvider');
  return session;
}

/** Knows who is learning and how they like to see things; draws its children once that is known. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const profiles = useHostQuery('profiles.list', {});
  if (profiles.isError) {
    return (
      <FailureView
        isPage
        title={t('error.boot')}
        error={profiles.error}
        onRetry={() => void profiles.refetch()}
      />
    );
  }
  if (!profiles.data) return <PageSkeleton />;
  const { active } = profiles.data;
  return (
    <ProfileSession key={active} profileId={active}>
      {children}
    </ProfileSession>
  );
}

function ProfileSession({ profileId, children }: { profileId: string; children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const host = useHost();
  const queries = useQueryClient();
  const query = useHostQuery('settings.get', { profileId });
  const settings = query.data;
  const theme = useAppearance(settings);
  const locale = settings?.locale ?? systemLocale(navigator.languages);

  // The document and i18next live outside React: they are told when the language changes.
  useEffect(() => {
    document.documentElement.lang = locale;
    if (i18n.language !== locale) void i18n.changeLanguage(locale);
  }, [locale, i18n]);

  const session = useMemo<Session | null>(() => {
    if (!settings) return null;
    const key = ['settings.get', { profileId }];
    return {
      profileId,
      settings,
      locale,
      theme,
      changeSettings: async (change) => {
        queries.setQueryData(key, { ...settings, ...change });
        try {
          queries.setQueryData(key, await host.call('settings.change', { profileId, settings: change }));
        } catch (error) {
          queries.setQueryData(key, settings);
          throw error;
        }
      },
      activateProfile: async (next) => {
        // The event that follows has every window go over, this one too.
        await host.call('profiles.activate', { profileId: next });
      },
    };
  }, [settings, profileId, locale, theme, host, queries]);

  if (query.isError && !settings) {
    return (
      <FailureView isPage title={t('error.boot')} error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  if (!session) return <PageSkeleton />;
  return (
    <SessionContext value={session}>
      <AriaLocaleProvider locale={locale}>{children}</AriaLocaleProvider>
    </SessionContext>
  );
}
