import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useHost } from '../../session/host-context.tsx';
import type { DraftKeeper, DraftState } from './draft-keeper.ts';

/**
 * Follows what a keeper holds, and has it save when the window loses the focus or goes away. `onSaved`
 * listens to what other windows save, and gives a function that stops it.
 */
export function useKeptFiles(keeper: DraftKeeper, onSaved: () => () => void): DraftState {
  const host = useHost();
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);
  const follow = useEffectEvent(onSaved);
  useEffect(() => {
    const flush = () => void keeper.flush();
    const flushIfHidden = () => document.visibilityState === 'hidden' && flush();
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flushIfHidden);
    const stops = [follow(), host.onState((connection) => connection === 'open' && flush())];
    return () => {
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flushIfHidden);
      for (const stop of stops) stop();
      flush();
    };
  }, [keeper, host]);
  return state;
}
