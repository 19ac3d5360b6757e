import { ArrowRight, Check } from 'lucide-react';
import { Focusable, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { lessonPath } from '../../routes.ts';
import { classNames } from '../../ui/class-names.ts';
import type { LessonState, LessonMark as Mark } from './curriculum.ts';
import classes from './LessonMark.module.css';

/** One lesson in its stratum: a link whose shape says how far the learner is. */
export function LessonMark({ mark, place }: { mark: Mark; place: number }) {
  const { t } = useTranslation();
  const { lesson, state } = mark;
  const name = t('home.lessonMark', {
    number: lesson.number,
    title: lesson.title,
    state: t(`home.lesson.${state}`),
  });
  return (
    <TooltipTrigger delay={250} closeDelay={0}>
      <Focusable>
        <Link href={lessonPath(lesson.id)} aria-label={name} className={classes.link} role="link">
          <LessonMarkIcon state={state} place={place} />
        </Link>
      </Focusable>
      <Tooltip className={classNames(classes.tooltip)} offset={6}>
        <strong>
          {lesson.number} {lesson.title}
        </strong>
        <span>
          {t(`home.lesson.${state}`)} · {t('common.minutes', { count: lesson.minutes })}
        </span>
      </Tooltip>
    </TooltipTrigger>
  );
}

interface LessonMarkIconProps {
  readonly state: LessonState;
  readonly place: number;
  readonly size?: 'normal' | 'small';
}

export function LessonMarkIcon({ state, place, size = 'normal' }: LessonMarkIconProps) {
  const pixels = size === 'small' ? 10 : 14;
  return (
    <span
      className={classNames(classes.mark, classes[state], size === 'small' && classes.small)}
      aria-hidden="true"
    >
      {state === 'passed' && <Check size={pixels} strokeWidth={3} />}
      {state === 'next' && <ArrowRight size={pixels} strokeWidth={2.5} />}
      {state === 'new' && place}
    </span>
  );
}
