import { useTranslation } from 'react-i18next';
import { Button } from '../../../renderer/ui/Button.tsx';
import type { Locale } from '../../format/locale.ts';
import type { Mark } from './marks.ts';
import classes from './View.module.css';
import type { ReviewView } from './view-data.ts';

interface MarkNoteProps {
  readonly mark: Mark;
  readonly categories: ReviewView['categories'];
  readonly lang: Locale;
  /** Gives the changed mark; null takes it away. */
  readonly onChange: (mark: Mark | null) => void;
}

/** What a learner says of a marked line, below it. */
export function MarkNote({ mark, categories, lang, onChange }: MarkNoteProps) {
  const { t } = useTranslation();
  const { line } = mark;
  return (
    <div className={classes.note}>
      {categories.length > 0 && (
        <select
          aria-label={t('review.category', { line })}
          value={mark.category ?? ''}
          onChange={(event) => onChange({ ...mark, category: event.target.value })}
        >
          <option value="">{t('review.chooseCategory')}</option>
          {categories.map(({ id, name }) => (
            <option key={id} value={id} lang={lang}>
              {name}
            </option>
          ))}
        </select>
      )}
      <input
        type="text"
        aria-label={t('review.comment', { line })}
        placeholder={t('review.commentPlaceholder')}
        value={mark.comment ?? ''}
        maxLength={500}
        onChange={(event) => onChange({ ...mark, comment: event.target.value })}
      />
      <Button
        size="small"
        variant="quiet"
        label={t('review.removeOf', { line })}
        onPress={() => onChange(null)}
      >
        {t('review.remove')}
      </Button>
    </div>
  );
}
