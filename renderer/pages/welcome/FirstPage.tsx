import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { FailureView } from '../../ui/FailureView.tsx';
import { fetched } from '../../ui/fetched.tsx';
import { PageSkeleton } from '../../ui/Skeleton.tsx';
import { HomePage } from '../home/HomePage.tsx';

/** Needed once: its code comes when it is. */
const WelcomePage = fetched(async () => (await import('./WelcomePage.tsx')).WelcomePage, <PageSkeleton />);

/** Home; and before that, for whoever is new and has done nothing yet, the first steps. */
export function FirstPage() {
  const { settings } = useSession();
  return settings.welcomed ? <HomePage /> : <HomeOrWelcome />;
}

function HomeOrWelcome() {
  const { profileId } = useSession();
  const progress = useHostQuery('progress.get', { profileId });
  if (progress.isError && !progress.data)
    return <FailureView isPage error={progress.error} onRetry={() => void progress.refetch()} />;
  if (!progress.data) return null;
  return progress.data.exercises.length > 0 ? <HomePage /> : <WelcomePage />;
}
