import { useLayoutEffect } from 'react';
import type { Settings } from '../../host/contract/profiles.ts';
import { type AppliedTheme, rememberedTheme, useAppliedTheme } from './theme.ts';

const rememberedScale = 'backline.textScale';

type Appearance = Pick<Settings, 'theme' | 'textScale' | 'reducedMotion'>;

/** Puts theme, size of text and motion on the document, and gives the theme that is on the screen. */
export function useAppearance(appearance: Appearance | undefined): AppliedTheme {
  const theme = useAppliedTheme(appearance?.theme ?? 'system', appearance !== undefined);
  const scale = appearance?.textScale;
  const motion = appearance?.reducedMotion;
  // The document lies outside React. Before the paint, so that nothing is drawn at another size first.
  useLayoutEffect(() => {
    if (scale === undefined) return;
    applyScale(scale);
    localStorage.setItem(rememberedScale, String(scale));
  }, [scale]);
  useLayoutEffect(() => {
    if (motion === 'on') document.documentElement.dataset.motion = 'reduced';
    else delete document.documentElement.dataset.motion;
  }, [motion]);
  return theme;
}

/** The looks of last time, for the moment until the settings are known. */
export function applyRememberedAppearance(): void {
  document.documentElement.dataset.theme = rememberedTheme();
  const scale = Number(localStorage.getItem(rememberedScale));
  if (scale >= 80 && scale <= 200) applyScale(scale);
}

/** Every size of the window is in rem, so this one number moves them all. */
function applyScale(percent: number): void {
  document.documentElement.style.fontSize = `${percent}%`;
}
