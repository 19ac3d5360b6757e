import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { goToReadingPlace, keepReadingPlace } from './reading-place.ts';

/** Text above this line lies below the bar at the top of the window, or just beside it. */
const edge = 96;

interface ReadingPlaceOptions {
  readonly key: string;
  readonly article: RefObject<HTMLElement | null>;
  /** Headings in order, by id. */
  readonly headings: readonly string[];
  readonly onRestored: () => void;
}

/** Brings a reader back to where they were, keeps where they are, and gives the heading that they are below. */
export function useReadingPlace({ key, article, headings, onRestored }: ReadingPlaceOptions): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  const ids = headings.join(' ');
  const tell = useEffectEvent(onRestored);

  // The window scrolls by itself when a page changes, so this waits until that has happened.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (article.current && goToReadingPlace(key, article.current)) tell();
    });
    return () => cancelAnimationFrame(frame);
  }, [key, article]);

  // Scrolling happens outside React; what it means is worked out at most once for each frame.
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const passed = ids.split(' ').filter((id) => {
        const heading = document.getElementById(id);
        return heading !== null && heading.getBoundingClientRect().top <= edge + 24;
      });
      setCurrent(passed.at(-1) ?? null);
      if (article.current) keepReadingPlace(key, article.current, edge);
    };
    const later = () => {
      frame ||= requestAnimationFrame(look);
    };
    window.addEventListener('scroll', later, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', later);
    };
  }, [key, article, ids]);

  return current;
}
