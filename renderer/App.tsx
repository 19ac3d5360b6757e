import { type ComponentType, useEffect } from 'react';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { fetchLessonPage } from './pages/lesson/fetch-lesson-page.ts';
import { useLessonsInAdvance } from './pages/lesson/use-lessons-in-advance.ts';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { FirstPage } from './pages/welcome/FirstPage.tsx';
import { routes } from './routes.ts';
import { SessionProvider } from './session/Session.tsx';
import { Shell } from './shell/Shell.tsx';
import { fetched } from './ui/fetched.tsx';
import { PageBoundary } from './ui/PageBoundary.tsx';
import { PageSkeleton } from './ui/Skeleton.tsx';
import { ToastProvider } from './ui/Toasts.tsx';

/** The first page needs none of the others' code: each comes when it is opened, or ahead of that while nothing else is to do. */
const LessonPage = page(async () => (await fetchLessonPage()).LessonPage);
const ExercisePage = page(async () => (await import('./pages/exercise/ExercisePage.tsx')).ExercisePage);
const ProgressPage = page(async () => (await import('./pages/progress/ProgressPage.tsx')).ProgressPage);
const WelcomePage = page(async () => (await import('./pages/welcome/WelcomePage.tsx')).WelcomePage);
const SettingsPage = page(async () => (await import('./pages/settings/SettingsPage.tsx')).SettingsPage);
const PlaygroundPage = page(
  async () => (await import('./pages/playground/PlaygroundPage.tsx')).PlaygroundPage,
);

function page<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return fetched(load, <PageSkeleton />);
}

/** A lesson is what is opened next, most often, and must not wait then. */
function useLessonPageInAdvance(): void {
  useEffect(() => {
    const fetchAll = () => {
      void LessonPage.fetch();
      // Prose has a face of its own, and would be laid out twice where it came late.
      void document.fonts.load("1rem 'Source Serif 4 Variable'");
    };
    const handle = requestIdleCallback(fetchAll, { timeout: 300 });
    return () => cancelIdleCallback(handle);
  }, []);
}

/** Within the session, whose language lessons are fetched in. */
function InAdvance() {
  useLessonsInAdvance();
  return null;
}

export function App() {
  useLessonPageInAdvance();
  return (
    <Router hook={useHashLocation}>
      <ToastProvider>
        <SessionProvider>
          <InAdvance />
          <Shell>
            <PageBoundary>
              <Switch>
                <Route path={routes.home}>
                  <FirstPage />
                </Route>
                <Route path={routes.welcome}>
                  <WelcomePage />
                </Route>
                <Route path={routes.progress}>
                  <ProgressPage />
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
                <Route path={routes.playground}>
                  <PlaygroundPage key="own" exerciseId={null} />
                </Route>
                <Route path={routes.exercisePlayground}>
                  {({ pack, lesson, exercise }) => (
                    <PlaygroundPage
                      key={`${pack}/${lesson}/${exercise}`}
                      exerciseId={`${pack}/${lesson}/${exercise}`}
                    />
                  )}
                </Route>
                <Route>
                  <NotFoundPage />
                </Route>
              </Switch>
            </PageBoundary>
          </Shell>
        </SessionProvider>
      </ToastProvider>
    </Router>
  );
}
