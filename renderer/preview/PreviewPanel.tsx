import { BadgeCheck, CircleAlert, LoaderCircle, TriangleAlert } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Preview, PreviewExercise, PreviewFinding } from '../../host/contract/preview.ts';
import { exercisePath } from '../routes.ts';
import { useHostQuery } from '../session/host-query.ts';
import { useSession } from '../session/Session.tsx';
import { classNames } from '../ui/class-names.ts';
import classes from './PreviewPanel.module.css';

/** What certification says of a lesson and its pack, for its author; nothing where no folder is previewed. */
export function LessonPreview({ lessonId }: { lessonId: string }) {
  const { t } = useTranslation();
  const preview = usePreview();
  if (preview === null) return null;
  const own = preview.lessons.find(({ id }) => id === lessonId)?.findings ?? [];
  const exercises = preview.exercises.filter(
    ({ id, findings }) => id.startsWith(`${lessonId}/`) && findings.length > 0,
  );
  const findings = [...preview.packs, ...own];
  return (
    <Panel preview={preview} findings={[...findings, ...exercises.flatMap((exercise) => exercise.findings)]}>
      <Findings findings={findings} />
      {exercises.length > 0 && (
        <ul className={classes.exercises}>
          {exercises.map((exercise) => (
            <li key={exercise.id}>
              <Link href={exercisePath(exercise.id)}>{exercise.id}</Link>
              <span>{t('preview.findings', { count: exercise.findings.length })}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** What certification says of an exercise, for its author; nothing where no folder is previewed. */
export function ExercisePreview({ exerciseId }: { exerciseId: string }) {
  const preview = usePreview();
  if (preview === null) return null;
  const exercise = preview.exercises.find(({ id }) => id === exerciseId);
  const findings = [...preview.packs, ...(exercise?.findings ?? [])];
  return (
    <Panel preview={preview} findings={findings} isOld={exercise?.isCurrent !== true}>
      <Findings findings={findings} />
      {exercise !== undefined && <Score exercise={exercise} />}
    </Panel>
  );
}

function usePreview(): Preview | null {
  const { locale } = useSession();
  return useHostQuery('preview.findings', { locale }).data?.preview ?? null;
}

interface PanelProps {
  readonly preview: Preview;
  readonly findings: readonly PreviewFinding[];
  /** What is shown is of before the last save. */
  readonly isOld?: boolean;
  readonly children: React.ReactNode;
}

function Panel({ preview: { progress }, findings, isOld = progress.isChecking, children }: PanelProps) {
  const { t } = useTranslation();
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const isWaiting = progress.isChecking && isOld;
  const Icon = isWaiting
    ? LoaderCircle
    : errors > 0
      ? CircleAlert
      : warnings > 0
        ? TriangleAlert
        : BadgeCheck;
  const tone = isWaiting ? 'waiting' : errors > 0 ? 'errors' : warnings > 0 ? 'warnings' : 'fine';
  const counts = [
    errors > 0 && t('preview.errors', { count: errors }),
    warnings > 0 && t('preview.warnings', { count: warnings }),
  ].filter(Boolean);
  const verdict = errors > 0 ? t('preview.notCertified') : t('preview.certified');
  return (
    <section className={classes.panel} data-tone={tone} aria-label={t('preview.title')}>
      <p className={classes.summary} role="status">
        <span className={classes.verdict}>
          <Icon size={16} aria-hidden="true" className={classes.icon} />
          <span>
            <strong>{isWaiting ? t('preview.checking', progress) : verdict}</strong>
            {!isWaiting && counts.length > 0 && <> · {counts.join(', ')}</>}
          </span>
        </span>
        <span className={classes.whose}>{t('preview.onlyYou')}</span>
      </p>
      {children}
    </section>
  );
}

function Findings({ findings }: { findings: readonly PreviewFinding[] }) {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <ul className={classes.findings}>
      {findings.map(({ severity, file, line, message }) => (
        <li key={`${file}:${line}:${message}`} data-severity={severity}>
          <span>
            <span className={classes.severity}>{t(`preview.${severity}`)}:</span> {message}
          </span>
          <code>{line === null ? file : `${file}:${line}`}</code>
        </li>
      ))}
    </ul>
  );
}

function Score({ exercise: { score } }: { exercise: PreviewExercise }) {
  const { t } = useTranslation();
  if (score === null) return null;
  const { mutationScore, killed, mutants, survivors } = score;
  const said = t('preview.score', { killed, count: mutants, percent: Math.floor(mutationScore * 100) });
  if (survivors.length === 0) return <p className={classes.score}>{said}</p>;
  return (
    <Disclosure className={classNames(classes.survivors)}>
      <AriaButton slot="trigger" className={classNames(classes.trigger)}>
        {said}
        <span className={classes.more}>{t('preview.survivors', { count: survivors.length })}</span>
      </AriaButton>
      <DisclosurePanel>
        <ul>
          {survivors.map(({ file, line, before, after }) => (
            <li key={`${file}:${line}:${before}:${after}`}>
              <span>
                <code>{before || t('preview.nothing')}</code>
                <span aria-hidden="true"> → </span>
                <span className={classes.hiddenWord}>{t('preview.becomes')}</span>
                <code>{after || t('preview.nothing')}</code>
              </span>
              <code className={classes.place}>{`${file}:${line}`}</code>
            </li>
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}
