import { lazy, Suspense } from 'react';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { LessonPage } from './pages/lesson/LessonPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { FirstPage } from './pages/welcome/FirstPage.tsx';
import { routes } from './routes.ts';
import { SessionProvider } from './session/Session.tsx';
import { Shell } from './shell/Shell.tsx';
import { PageBoundary } from './ui/PageBoundary.tsx';
import { PageSkeleton } from './ui/Skeleton.tsx';
import { ToastProvider } from './ui/Toasts.tsx';

/** The pages with an editor and panes: their code comes when they are opened. */
const ExercisePage = lazy(async () => {
  const page = await import('./pages/exercise/ExercisePage.tsx');
  return { default: page.ExercisePage };
});

/** Pages that are opened now and then: theirs comes later too. */
const ProgressPage = lazy(async () => {
  const page = await import('./pages/progress/ProgressPage.tsx');
  return { default: page.ProgressPage };
});
const WelcomePage = lazy(async () => {
  const page = await import('./pages/welcome/WelcomePage.tsx');
  return { default: page.WelcomePage };
});
const SettingsPage = lazy(async () => {
  const page = await import('./pages/settings/SettingsPage.tsx');
  return { default: page.SettingsPage };
});
const PlaygroundPage = lazy(async () => {
  const page = await import('./pages/playground/PlaygroundPage.tsx');
  return { default: page.PlaygroundPage };
});

export function App() {
  return (
    <Router hook={useHashLocation}>
      <ToastProvider>
        <SessionProvider>
          <Shell>
            <PageBoundary>
              <Suspense fallback={<PageSkeleton />}>
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
              </Suspense>
            </PageBoundary>
          </Shell>
        </SessionProvider>
      </ToastProvider>
    </Router>
  );
}
