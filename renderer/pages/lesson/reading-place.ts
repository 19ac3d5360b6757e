/** Where a reader is in a text: a block, and how far its top is below the top of the window. */
interface ReadingPlace {
  readonly block: number;
  readonly top: number;
}

const blocks = 'h1, h2, h3, p, li, pre, table, figure';

/** A convenience of this browser, kept in it: without it a lesson begins at its top. */
export function readingKey(profileId: string, lessonId: string): string {
  return `${placesOf(profileId)}${lessonId}`;
}

/** Forgets where a profile's reader was, in every lesson. */
export function forgetReadingPlaces(profileId: string): void {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(placesOf(profileId)));
  for (const key of keys) localStorage.removeItem(key);
}

function placesOf(profileId: string): string {
  return `backline.reading.${profileId}.`;
}

/** Keeps which block of the text is the first that can be read. `edge` is where the text begins to be covered, in pixels. */
export function keepReadingPlace(key: string, article: HTMLElement, edge: number): void {
  if (window.scrollY < 40) {
    localStorage.removeItem(key);
    return;
  }
  const all = [...article.querySelectorAll(blocks)];
  const block = all.findIndex((element) => element.getBoundingClientRect().bottom > edge);
  const top = Math.round(all[block]?.getBoundingClientRect().top ?? 0);
  if (block >= 0) localStorage.setItem(key, JSON.stringify({ block, top } satisfies ReadingPlace));
}

/** Scrolls to where the reader was; gives whether there was such a place. */
export function goToReadingPlace(key: string, article: HTMLElement): boolean {
  const place = parsePlace(localStorage.getItem(key));
  const element = place && article.querySelectorAll(blocks)[place.block];
  if (!place || !element) return false;
  window.scrollBy({ top: element.getBoundingClientRect().top - place.top, behavior: 'instant' });
  return true;
}

function parsePlace(text: string | null): ReadingPlace | null {
  try {
    const { block, top } = JSON.parse(text ?? 'null') as Partial<ReadingPlace>;
    return Number.isInteger(block) && Number.isFinite(top)
      ? { block: Number(block), top: Number(top) }
      : null;
  } catch {
    return null;
  }
}
