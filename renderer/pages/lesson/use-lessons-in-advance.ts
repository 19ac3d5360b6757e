import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useHost } from '../../session/host-context.tsx';
import { hostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { fetchLessonPage } from './fetch-lesson-page.ts';

/** A pointer that only passes over a link does not rest on it so long. */
const restMs = 50;

/** Fetches and reads a lesson as soon as somebody points at a link to it: by the time it is pressed, it is here. */
export function useLessonsInAdvance(): void {
  const host = useHost();
  const queries = useQueryClient();
  const { locale } = useSession();
  const prepare = async (lessonId: string) => {
    const query = hostQuery(host, 'catalog.lesson', { lessonId, locale });
    await queries.prefetchQuery(query);
    const lesson = queries.getQueryData(query.queryKey);
    const { readMarkdownAhead } = await fetchLessonPage();
    if (lesson) readMarkdownAhead(lesson.markdown);
  };
  const look = useEffectEvent(({ target }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#/lesson/"]') : null;
    const lessonId = link?.hash.slice('#/lesson/'.length);
    // Without it the lesson is fetched and read when it is opened, and what is wrong is said there.
    if (lessonId) prepare(lessonId).catch(() => undefined);
  });
  // Links to lessons stand on many pages: the document hears of all of them.
  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined;
    const listen = (event: Event) => {
      clearTimeout(rest);
      rest = setTimeout(() => look(event), restMs);
    };
    const kinds = ['pointerover', 'focusin'] as const;
    for (const kind of kinds) document.addEventListener(kind, listen, { passive: true });
    return () => {
      clearTimeout(rest);
      for (const kind of kinds) document.removeEventListener(kind, listen);
    };
  }, []);
}
