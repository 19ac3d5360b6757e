/** The code of a lesson's page, which is no part of the first page's. */
export function fetchLessonPage() {
  return import('./LessonPage.tsx');
}
