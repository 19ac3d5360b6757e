import { useState } from 'react';
import type { MethodOutput } from '../../../host/contract/contract.ts';
import type { PlaygroundNotes } from '../../../host/contract/playground.ts';
import { playgroundFile } from '../../../host/contract/playground-file.ts';
import { useHost } from '../../session/host-context.tsx';
import { useSession } from '../../session/Session.tsx';
import { DraftKeeper, type DraftState } from '../exercise/draft-keeper.ts';
import { useKeptFiles } from '../exercise/use-kept-files.ts';
import { readNotes, writeNotes } from './notes.ts';

export interface PlaygroundDraft {
  readonly keeper: DraftKeeper;
  readonly state: DraftState;
  readonly notes: PlaygroundNotes;
  readonly changeNotes: (change: Partial<PlaygroundNotes>) => void;
}

/** The files of a playground, with its requests and its SQL, kept as they are typed. */
export function usePlaygroundDraft(
  exerciseId: string | null,
  opened: MethodOutput<'playground.get'>,
): PlaygroundDraft {
  const host = useHost();
  const { profileId, locale } = useSession();
  const [keeper] = useState(
    () =>
      new DraftKeeper(
        {
          save: (files, basedOn) => host.call('playground.save', { profileId, exerciseId, files, basedOn }),
          load: async () => (await host.call('playground.get', { profileId, exerciseId, locale })).draft,
        },
        opened.draft,
        opened.starter,
      ),
  );
  const state = useKeptFiles(keeper, () =>
    host.on('playground.saved', (event) => {
      if (event.profileId === profileId && event.exerciseId === exerciseId) void keeper.seen(event.revision);
    }),
  );
  const changeNotes = (change: Partial<PlaygroundNotes>) =>
    keeper.type(playgroundFile, writeNotes({ ...readNotes(keeper.state().files), ...change }));
  return { keeper, state, notes: readNotes(state.files), changeNotes };
}
