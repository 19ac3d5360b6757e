import { useState } from 'react';
import type { Draft, ExercisePage } from '../../../host/contract/contract.ts';
import { useHost } from '../../session/host-context.tsx';
import { useSession } from '../../session/Session.tsx';
import { DraftKeeper, type DraftState } from './draft-keeper.ts';
import { useKeptFiles } from './use-kept-files.ts';

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
  const state = useKeptFiles(keeper, () =>
    host.on('draft.saved', (event) => {
      if (event.profileId === profileId && event.exerciseId === exerciseId) void keeper.seen(event.revision);
    }),
  );
  return { keeper, state };
}
