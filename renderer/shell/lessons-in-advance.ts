import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useHost } from '../session/host-context.tsx';
import { hostQuery } from '../session/host-query.ts';
import { useSession } from '../session/Session.tsx';

/** Fetches a lesson as soon as somebody points at a link to it: by the time it is pressed, the lesson is here. */
export function useLessonsInAdvance(): void {
  const host = useHost();
  const queries = useQueryClient();
  const { locale } = useSession();
  const look = useEffectEvent(({ target }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#/lesson/"]') : null;
    const lessonId = link?.hash.slice('#/lesson/'.length);
    // Where it cannot be had, the page will say so.
    if (lessonId) void queries.prefetchQuery(hostQuery(host, 'catalog.lesson', { lessonId, locale }));
  });
  // Links to lessons stand on many pages: the document hears of all of them.
  useEffect(() => {
    const listen = (event: Event) => look(event);
    const kinds = ['pointerover', 'focusin'] as const;
    for (const kind of kinds) document.addEventListener(kind, listen, { passive: true });
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, listen);
    };
  }, []);
}
