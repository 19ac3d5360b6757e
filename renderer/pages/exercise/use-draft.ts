import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Draft, ExercisePage } from '../../../host/contract/contract.ts';
import { useHost } from '../../session/host-context.tsx';
import { useSession } from '../../session/Session.tsx';
import { DraftKeeper, type DraftState } from './draft-keeper.ts';

/** The learner's files of an exercise, kept as they are typed. */
export function useDraft(
  exercise: ExercisePage,
  draft: Draft | null,
): { keeper: DraftKeeper; state: DraftState } {
  const host = useHost();
  const { profileId } = useSession();
  const exerciseId = exercise.id;
  const [keeper] = useState(
    () =>
      new DraftKeeper(
        {
          save: (files, basedOn) => host.call('drafts.save', { profileId, exerciseId, files, basedOn }),
          load: async () => (await host.call('drafts.get', { profileId, exerciseId })).draft,
        },
        draft,
        exercise.starter,
      ),
  );
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);

  // Saves when the window loses the focus or goes away, and follows what other windows save.
  useEffect(() => {
    const flush = () => void keeper.flush();
    const flushIfHidden = () => document.visibilityState === 'hidden' && flush();
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flushIfHidden);
    const stops = [
      host.on('draft.saved', (event) => {
        if (event.profileId === profileId && event.exerciseId === exerciseId)
          void keeper.seen(event.revision);
      }),
      host.onState((connection) => connection === 'open' && flush()),
    ];
    return () => {
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flushIfHidden);
      for (const stop of stops) stop();
      flush();
    };
  }, [keeper, host, profileId, exerciseId]);

  return { keeper, state };
}
