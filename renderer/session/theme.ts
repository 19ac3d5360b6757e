import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Settings } from '../../host/contract/profiles.ts';

export type AppliedTheme = Exclude<Settings['theme'], 'system'>;

const storedTheme = 'backline.theme';
const darkQuery = '(prefers-color-scheme: dark)';
const contrastQuery = '(prefers-contrast: more)';

/**
 * Puts the theme on the document and gives which one it is where the system decides. Nothing is put
 * there before the choice is known: the remembered one stands until then.
 */
export function useAppliedTheme(chosen: Settings['theme'], isKnown: boolean): AppliedTheme {
  const system = useSyncExternalStore(followSystem, systemTheme);
  const theme = chosen === 'system' ? system : chosen;
  // The document lies outside React. Before the paint, so that no other theme flashes by.
  useLayoutEffect(() => {
    if (!isKnown) return;
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(storedTheme, chosen);
  }, [theme, chosen, isKnown]);
  return theme;
}

/** The theme of last time, or the system's. */
export function rememberedTheme(): AppliedTheme {
  const remembered = localStorage.getItem(storedTheme);
  const isKnown = remembered === 'light' || remembered === 'dark' || remembered === 'high-contrast';
  return isKnown ? remembered : systemTheme();
}

function systemTheme(): AppliedTheme {
  if (matchMedia(contrastQuery).matches) return 'high-contrast';
  return matchMedia(darkQuery).matches ? 'dark' : 'light';
}

function followSystem(changed: () => void): () => void {
  const queries = [matchMedia(darkQuery), matchMedia(contrastQuery)];
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
