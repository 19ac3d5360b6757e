import { lazy, Suspense, useEffect } from 'react';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { HomePage } from './pages/home/HomePage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { routes } from './routes.ts';
import { SessionProvider } from './session/Session.tsx';
import { Shell } from './shell/Shell.tsx';
import { PageBoundary } from './ui/PageBoundary.tsx';
import { PageSkeleton } from './ui/Skeleton.tsx';
import { ToastProvider } from './ui/Toasts.tsx';

/** The first page needs none of the others' code: each comes when it is opened, or ahead of that while nothing else is to do. */
const LessonPage = lazy(async () => ({ default: (await fetchLessonPage()).LessonPage }));
const ExercisePage = lazy(async () => {
  const page = await import('./pages/exercise/ExercisePage.tsx');
  return { default: page.ExercisePage };
});
const SettingsPage = lazy(async () => {
  const page = await import('./pages/settings/SettingsPage.tsx');
  return { default: page.SettingsPage };
});

function fetchLessonPage() {
  return import('./pages/lesson/LessonPage.tsx');
}

/** A lesson is what is opened next, most often, and must not wait then. */
function useLessonPageInAdvance(): void {
  useEffect(() => {
    const handle = requestIdleCallback(() => void fetchLessonPage(), { timeout: 300 });
    return () => cancelIdleCallback(handle);
  }, []);
}

export function App() {
  useLessonPageInAdvance();
  return (
    <Router hook={useHashLocation}>
      <SessionProvider>
        <ToastProvider>
          <Shell>
            <PageBoundary>
              <Suspense fallback={<PageSkeleton />}>
                <Switch>
                  <Route path={routes.home}>
                    <HomePage />
                  </Route>
                  <Route path={routes.settings}>
                    <SettingsPage />
                  </Route>
                  <Route path={routes.lesson}>
                    {({ pack, lesson }) => (
                      <LessonPage key={`${pack}/${lesson}`} lessonId={`${pack}/${lesson}`} />
                    )}
                  </Route>
                  <Route path={routes.exercise}>
                    {({ pack, lesson, exercise }) => (
                      <ExercisePage
                        key={`${pack}/${lesson}/${exercise}`}
                        exerciseId={`${pack}/${lesson}/${exercise}`}
                      />
                    )}
                  </Route>
                  <Route>
                    <NotFoundPage />
                  </Route>
                </Switch>
              </Suspense>
            </PageBoundary>
          </Shell>
        </ToastProvider>
      </SessionProvider>
    </Router>
  );
}
