import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { failureCode } from '../../session/call-failure.ts';
import { useHost } from '../../session/host-context.tsx';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { FailureView } from '../../ui/FailureView.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';
import { Workspace } from './Workspace.tsx';

export function ExercisePage({ exerciseId }: { exerciseId: string }) {
  const host = useHost();
  const { profileId, locale } = useSession();
  const exercise = useHostQuery('catalog.exercise', { exerciseId, locale });
  // Read once, when the page opens: from then on the window's own copy is the newest.
  const draft = useQuery({
    queryKey: ['draft at opening', profileId, exerciseId],
    queryFn: () => host.call('drafts.get', { profileId, exerciseId }),
    gcTime: 0,
    staleTime: 'static',
  });
  useEditorInAdvance();

  const failed = [exercise, draft].find((query) => query.isError && !query.data);
  if (failed && failureCode(failed.error) === 'not-found') return <NotFoundPage />;
  if (failed) return <FailureView isPage error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!exercise.data || !draft.data) return <PageSkeleton />;
  return <Workspace exercise={exercise.data} draft={draft.data.draft} />;
}

/** Fetches Monaco while the exercise is on its way, not after it. */
function useEditorInAdvance(): void {
  useEffect(() => {
    void import('./editor/editor-session.ts');
  }, []);
}
