import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../renderer/ui/Button.tsx';
import { Notice } from '../../../renderer/ui/Notice.tsx';
import type { KindViewProps } from '../view-props.ts';
import { FileReview } from './FileReview.tsx';
import { readMarks, withMark } from './marks.ts';
import classes from './View.module.css';
import { reviewViewSchema } from './view-data.ts';

/** The files under review below each other. A mark goes into the draft as it is set. */
export function ReviewView({ data, lang, files, entry, onType, onEditAsText }: KindViewProps) {
  const { t } = useTranslation();
  const review = useMemo(() => reviewViewSchema.parse(data), [data]);
  const text = files[entry] ?? '';
  const marks = readMarks(entry, text);
  if ('reason' in marks) {
    return (
      <div className={classes.review}>
        <Notice
          tone="warning"
          title={t('review.unreadable', { file: entry })}
          actions={<Button onPress={onEditAsText}>{t('exercise.asText')}</Button>}
        >
          <p>{t('review.unreadableText', { line: marks.line })}</p>
        </Notice>
      </div>
    );
  }
  return (
    <div className={classes.review}>
      <p className={classes.rule}>
        <span role="status">{t('review.marked', { count: marks.list.length })}</span> {t('review.howTo')}
      </p>
      {review.files.map((file) => (
        <FileReview
          key={file.path}
          file={file}
          categories={review.categories}
          lang={lang}
          marks={marks.list.filter((mark) => mark.file === file.path)}
          onMark={(place, mark) => onType(entry, withMark(text, place, mark))}
        />
      ))}
    </div>
  );
}
