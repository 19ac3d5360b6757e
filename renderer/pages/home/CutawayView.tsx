import { ChevronDown, CornerLeftUp } from 'lucide-react';
import type { CSSProperties } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { lessonPath } from '../../routes.ts';
import { classNames } from '../../ui/class-names.ts';
import classes from './CutawayView.module.css';
import type { Lesson, LessonState, LessonMark as Mark, Stratum } from './curriculum.ts';
import { LessonMark, LessonMarkIcon } from './LessonMark.tsx';

interface CutawayViewProps {
  readonly title: string;
  readonly description: string;
  readonly strata: readonly Stratum[];
  /** The first has the picture; the others lie below it as what they are, further ground. */
  readonly isFirst: boolean;
}

/** The curriculum as what it is about: a tip above the waterline and all that carries it below. */
export function CutawayView({ title, description, strata, isFirst }: CutawayViewProps) {
  const { t } = useTranslation();
  const total = strata.reduce((sum, { marks }) => sum + marks.length, 0);
  const passed = strata.reduce((sum, stratum) => sum + stratum.passed, 0);
  return (
    <section className={classes.cutaway} aria-label={t('home.curriculum', { pack: title })}>
      <div className={classNames(classes.sky, !isFirst && classes.low)}>
        <div className={classes.pack}>
          <h2>{title}</h2>
          <p>{description}</p>
        </div>
        {isFirst && <Tip />}
        <div className={classes.aside}>
          {isFirst && <p className={classes.client}>{t('home.client')}</p>}
          <p className={classes.total}>{t('home.passedOf', { done: passed, total })}</p>
        </div>
      </div>
      <div className={classes.waterline}>{isFirst && <span>{t('home.waterline')}</span>}</div>
      <div className={classes.depths}>
        {isFirst && <Keel />}
        <ol className={classes.strata}>
          {strata.map((stratum, index) => (
            <StratumRow
              key={stratum.track.id}
              stratum={stratum}
              strata={strata}
              depth={Math.min(4, Math.floor((index / Math.max(1, strata.length)) * 5))}
            />
          ))}
        </ol>
      </div>
    </section>
  );
}

interface StratumRowProps {
  readonly stratum: Stratum;
  readonly strata: readonly Stratum[];
  readonly depth: number;
}

function StratumRow({ stratum, strata, depth }: StratumRowProps) {
  const { t } = useTranslation();
  const { track, marks, passed } = stratum;
  const share = marks.length === 0 ? 0 : passed / marks.length;
  const style = { '--stratum': `var(--water-${depth})`, '--share': share } as CSSProperties;
  const needed = strata.filter((other) => track.needs.includes(other.track.id));
  const standsOn = needed.map((other) => other.track.title).join(', ');
  return (
    <li className={classes.stratum} style={style}>
      <Disclosure>
        <div className={classes.row}>
          <span className={classes.number} aria-hidden="true">
            {track.number}
          </span>
          <div className={classes.name}>
            <h3>
              <AriaButton slot="trigger" className={classNames(classes.trigger)}>
                <span>{track.title}</span>
                <ChevronDown size={14} aria-hidden="true" className={classes.chevron} />
              </AriaButton>
            </h3>
            <p>{track.summary}</p>
          </div>
          <ul className={classes.marks}>
            {marks.map((mark) => (
              <li key={mark.lesson.id}>
                <LessonMark mark={mark} place={placeInTrack(mark.lesson)} />
              </li>
            ))}
          </ul>
          <div className={classes.right}>
            <Count passed={passed} total={marks.length} />
            {needed.length > 0 && (
              <p
                className={classes.needs}
                title={t('home.standsOn', { tracks: standsOn })}
                aria-hidden="true"
              >
                <CornerLeftUp size={11} />
                {needed.map((other) => other.track.number).join(', ')}
              </p>
            )}
          </div>
        </div>
        <DisclosurePanel className={classNames(classes.panel)}>
          {standsOn && <p className={classes.standsOn}>{t('home.standsOn', { tracks: standsOn })}</p>}
          <LessonList marks={marks} />
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}

function Count({ passed, total }: { passed: number; total: number }) {
  const { t } = useTranslation();
  return (
    <span className={classes.count}>
      <span aria-hidden="true">{t('common.of', { done: passed, total })}</span>
      <span className="visually-hidden">{t('home.passedOf', { done: passed, total })}</span>
    </span>
  );
}

function LessonList({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.lessons}>
      {marks.map(({ lesson, state }) => (
        <li key={lesson.id}>
          <LessonMarkIcon state={state} place={placeInTrack(lesson)} size="small" />
          <Link href={lessonPath(lesson.id)}>
            {lesson.number} {lesson.title}
          </Link>
          <span className={classes.lessonState}>
            {t(`home.lesson.${state}`)} · {t('common.minutes', { count: lesson.minutes })}
          </span>
        </li>
      ))}
    </ul>
  );
}

const legendStates: readonly LessonState[] = ['passed', 'started', 'next', 'new'];

/** What the marks mean, once for all packs. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <ul className={classes.legend} aria-label={t('home.legend')}>
      {legendStates.map((state, index) => (
        <li key={state}>
          <LessonMarkIcon state={state} place={index + 1} size="small" />
          {t(`home.lesson.${state}`)}
        </li>
      ))}
    </ul>
  );
}

function Tip() {
  return (
    <svg viewBox="0 0 340 104" aria-hidden="true" className={classes.tip}>
      <path
        d="M38 104 L104 44 L126 58 L168 8 L206 52 L228 40 L300 104 Z"
        className={classes.iceFill}
        strokeLinejoin="round"
      />
      <path d="M168 8 L158 50 L184 70 L206 52 M104 44 L114 72 L126 58 M184 70 L176 104 M228 40 L236 70 L262 84" />
    </svg>
  );
}

/** The part of the ice below the waterline, behind the strata. */
function Keel() {
  return (
    <svg viewBox="0 0 340 400" preserveAspectRatio="none" aria-hidden="true" className={classes.keel}>
      <path d="M38 0 L300 0 L332 60 L318 150 L286 210 L268 300 L206 352 L168 400 L140 362 L92 330 L64 236 L24 160 L8 70 Z" />
    </svg>
  );
}

/** A pack may hold only some lessons of a track: 5.3 is the third of its track, wherever it stands here. */
function placeInTrack(lesson: Lesson): number {
  return Number(lesson.number.split('.')[1]);
}
