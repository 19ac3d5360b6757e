import { useEffect, useEffectEvent, useState } from 'react';
import type { FaultAt, FollowProgress } from '../../../../host/contract/own-editor.ts';
import { failureCode } from '../../../session/call-failure.ts';
import { useConnectionState, useHost } from '../../../session/host-context.tsx';
import { useSession } from '../../../session/Session.tsx';
import type { DraftKeeper, Files } from '../draft-keeper.ts';

export type OwnEditorState =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | { readonly status: 'following'; readonly folder: string; readonly left: readonly FaultAt[] }
  | { readonly status: 'refused'; readonly folder: string; readonly fault: FaultAt }
  | { readonly status: 'failed'; readonly error: unknown };

export interface OwnEditor {
  readonly state: OwnEditorState;
  readonly start: () => void;
  readonly stop: () => void;
}

interface OwnEditorOptions {
  readonly exerciseId: string;
  readonly keeper: DraftKeeper;
  /** Files were saved in the folder and are the draft now. */
  readonly onTaken: (files: Files, removed: readonly string[]) => void;
}

/** Keeps a folder for another editor in step with the draft, until it is stopped or the page is left. */
export function useOwnEditor({ exerciseId, keeper, onTaken }: OwnEditorOptions): OwnEditor {
  const host = useHost();
  const { profileId } = useSession();
  const isConnected = useConnectionState() === 'open';
  const [isOn, setIsOn] = useState(false);
  const [state, setState] = useState<OwnEditorState>({ status: 'off' });

  const hear = useEffectEvent((progress: FollowProgress) => {
    switch (progress.status) {
      case 'in-step':
        setState({ ...progress, status: 'following' });
        return;
      case 'refused':
        setState(progress);
        return;
      case 'taken':
        onTaken(progress.files, progress.removed);
        return;
      case 'conflict':
        keeper.challenge(progress.files);
        return;
      default:
        progress satisfies never;
    }
  });

  // The host follows the folder for as long as this call is under way; a new connection needs a new one.
  useEffect(() => {
    if (!isOn || !isConnected) return;
    const controller = new AbortController();
    const { signal } = controller;
    const follow = async () => {
      await keeper.flush();
      const options = { signal, onProgress: (progress: FollowProgress) => hear(progress) };
      await host.call('ownEditor.follow', { profileId, exerciseId }, options);
    };
    follow().catch((error: unknown) => {
      if (signal.aborted || failureCode(error) === 'connection-lost') return;
      setState({ status: 'failed', error });
      setIsOn(false);
    });
    return () => controller.abort();
  }, [isOn, isConnected, host, keeper, profileId, exerciseId]);

  return {
    state,
    start: () => {
      setState({ status: 'starting' });
      setIsOn(true);
    },
    stop: () => {
      setState({ status: 'off' });
      setIsOn(false);
    },
  };
}
