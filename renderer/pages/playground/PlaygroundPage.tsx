import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { failureCode } from '../../session/call-failure.ts';
import { useHost } from '../../session/host-context.tsx';
import { useSession } from '../../session/Session.tsx';
import { FailureView } from '../../ui/FailureView.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';
import { PlaygroundWorkspace } from './PlaygroundWorkspace.tsx';

/** A program, its databases and a client on one page: the person's own, or an exercise's. */
export function PlaygroundPage({ exerciseId }: { exerciseId: string | null }) {
  const host = useHost();
  const { profileId, locale } = useSession();
  // Read once, when the page opens: from then on the window's own copy is the newest.
  const opened = useQuery({
    queryKey: ['playground at opening', profileId, exerciseId],
    queryFn: () => host.call('playground.get', { profileId, exerciseId, locale }),
    gcTime: 0,
    staleTime: 'static',
  });
  useEditorInAdvance();
  if (opened.data) {
    return <PlaygroundWorkspace key={profileId} exerciseId={exerciseId} opened={opened.data} />;
  }
  if (!opened.isError) return <PageSkeleton />;
  if (failureCode(opened.error) === 'not-found') return <NotFoundPage />;
  return <FailureView isPage error={opened.error} onRetry={() => void opened.refetch()} />;
}

/** Fetches Monaco while the playground is on its way, not after it. */
function useEditorInAdvance(): void {
  useEffect(() => {
    void import('../exercise/editor/editor-session.ts');
  }, []);
}
