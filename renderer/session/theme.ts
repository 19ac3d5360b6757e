import { useLayoutEffect, useSyncExternalStore } from 'react';
import type { Settings } from '../../host/contract/contract.ts';

export type AppliedTheme = Exclude<Settings['theme'], 'system'>;

const rememberedTheme = 'backline.theme';
const darkQuery = '(prefers-color-scheme: dark)';
const contrastQuery = '(prefers-contrast: more)';

/** Puts the theme on the document and gives which one it is where the system decides. */
export function useAppliedTheme(chosen: Settings['theme']): AppliedTheme {
  const system = useSyncExternalStore(followSystem, systemTheme);
  const theme = chosen === 'system' ? system : chosen;
  // The document lies outside React. Before the paint, so that no other theme flashes by.
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(rememberedTheme, chosen);
  }, [theme, chosen]);
  return theme;
}

/** The theme of last time, for the moment until the settings are known. */
export function applyRememberedTheme(): void {
  const remembered = localStorage.getItem(rememberedTheme);
  const known = remembered === 'light' || remembered === 'dark' || remembered === 'high-contrast';
  document.documentElement.dataset.theme = known ? remembered : systemTheme();
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
