import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LessonPage as Lesson } from '../../../host/contract/contract.ts';
import { LessonPreview } from '../../preview/PreviewPanel.tsx';
import { lessonPath, routes } from '../../routes.ts';
import { failureCode } from '../../session/call-failure.ts';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { usePlace } from '../../shell/crumbs.ts';
import { FailureView } from '../../ui/FailureView.tsx';
import { fetched } from '../../ui/fetched.tsx';
import { EmbedContext, goToHeading, Markdown } from '../../ui/Markdown.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type OutlineHeading, outlineOf } from '../../ui/outline.ts';
import { PageSkeleton, Skeleton } from '../../ui/Skeleton.tsx';
import { useToast } from '../../ui/Toasts.tsx';
import { NotFoundPage } from '../NotFoundPage.tsx';
import { ExerciseCards } from './ExerciseCards.tsx';
import classes from './LessonPage.module.css';
import { readingKey } from './reading-place.ts';
import { useReadingPlace } from './use-reading-place.ts';

export { readMarkdownAhead } from '../../ui/Markdown.tsx';

/** Only a lesson that asks something on the way needs what grading takes. */
const InlineExercise = fetched(
  async () => (await import('./InlineExercise.tsx')).InlineExercise,
  <Skeleton lines={5} />,
);

export function LessonPage({ lessonId }: { lessonId: string }) {
  const { locale } = useSession();
  const lesson = useHostQuery('catalog.lesson', { lessonId, locale });
  if (lesson.data) return <LessonText lesson={lesson.data} />;
  if (!lesson.isError) return <PageSkeleton />;
  if (failureCode(lesson.error) === 'not-found') return <NotFoundPage />;
  return <FailureView isPage error={lesson.error} onRetry={() => void lesson.refetch()} />;
}

function LessonText({ lesson }: { lesson: Lesson }) {
  const { t } = useTranslation();
  const { locale, profileId } = useSession();
  const showToast = useToast();
  const article = useRef<HTMLElement>(null);
  const textLocale = lesson.translated ? locale : 'en';
  const headings = outlineOf(lesson.markdown);
  const current = useReadingPlace({
    key: readingKey(profileId, lesson.id),
    article,
    headings: [...headings.map(({ id }) => id), 'exercises'],
    onRestored: () =>
      showToast({
        text: t('lesson.restored'),
        action: { label: t('lesson.toTop'), onPress: () => window.scrollTo(0, 0) },
      }),
  });
  const embed = (name: string) => {
    const exercise = lesson.exercises.find(({ id }) => id === `${lesson.id}/${name}`);
    return exercise ? <InlineExercise exerciseId={exercise.id} /> : null;
  };
  usePlace(`${lesson.number} ${lesson.title}`, [
    { text: lesson.packTitle, href: routes.home },
    { text: lesson.trackTitle, href: routes.home },
    { text: lesson.number },
  ]);
  return (
    <div className={classes.page}>
      <article ref={article} className={classes.article}>
        <header className={classes.head}>
          <p className={classes.kicker}>
            {t('lesson.number', { number: lesson.number })}
            <span aria-hidden="true"> · </span>
            {t('common.aboutMinutes', { count: lesson.minutes })}
          </p>
          <h1>{lesson.title}</h1>
          <p className={classes.summary}>{lesson.summary}</p>
        </header>
        <LessonPreview lessonId={lesson.id} />
        {!lesson.translated && (
          <div className={classes.untranslated}>
            <Notice tone="info">
              <p>{t('common.notTranslated')}</p>
            </Notice>
          </div>
        )}
        <EmbedContext value={embed}>
          <Markdown lang={textLocale}>{lesson.markdown}</Markdown>
        </EmbedContext>
        <ExerciseCards exercises={lesson.exercises} />
        <Pager previous={lesson.previous} next={lesson.next} />
      </article>
      <Outline headings={headings} current={current} />
    </div>
  );
}

interface OutlineProps {
  readonly headings: readonly OutlineHeading[];
  /** The id of the heading that is being read. */
  readonly current: string | null;
}

function Outline({ headings, current }: OutlineProps) {
  const { t } = useTranslation();
  if (headings.length < 2) return null;
  return (
    <nav className={classes.outline} aria-label={t('lesson.outline')}>
      <p className={classes.outlineTitle}>{t('lesson.outline')}</p>
      <ul>
        {headings.map((heading) => (
          <li key={heading.id} className={heading.level === 3 ? classes.deeper : undefined}>
            <OutlineLink id={heading.id} isCurrent={heading.id === current}>
              {heading.text}
            </OutlineLink>
          </li>
        ))}
        <li>
          <OutlineLink id="exercises" isCurrent={current === 'exercises'}>
            {t('lesson.exercises')}
          </OutlineLink>
        </li>
      </ul>
    </nav>
  );
}

interface OutlineLinkProps {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly children: string;
}

function OutlineLink({ id, isCurrent, children }: OutlineLinkProps) {
  return (
    <a
      href={`#${id}`}
      {...(isCurrent ? { 'aria-current': 'location' as const } : {})}
      onClick={(event) => {
        event.preventDefault();
        goToHeading(id);
      }}
    >
      {children}
    </a>
  );
}

function Pager({ previous, next }: { previous: string | null; next: string | null }) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const catalog = useHostQuery('catalog.list', { locale });
  const lessons = catalog.data?.packs.flatMap((pack) => pack.tracks.flatMap((track) => track.lessons)) ?? [];
  const titleOf = (id: string) => {
    const lesson = lessons.find((candidate) => candidate.id === id);
    return lesson ? `${lesson.number} ${lesson.title}` : '';
  };
  if (!previous && !next) return null;
  return (
    <nav className={classes.pager} aria-label={t('lesson.pager')}>
      {previous && (
        <Link href={lessonPath(previous)} className={classes.previous}>
          <ArrowLeft size={16} aria-hidden="true" />
          <span>
            <small>{t('lesson.previous')}</small>
            {titleOf(previous)}
          </span>
        </Link>
      )}
      {next && (
        <Link href={lessonPath(next)} className={classes.next}>
          <span>
            <small>{t('lesson.next')}</small>
            {titleOf(next)}
          </span>
          <ArrowRight size={16} aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}
