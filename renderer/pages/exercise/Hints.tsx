import { Lightbulb } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Markdown } from '../../ui/Markdown.tsx';
import classes from './Hints.module.css';

interface HintsProps {
  readonly exerciseId: string;
  readonly hints: readonly string[];
  readonly lang: string;
}

/** One hint at a time, each a step further; those already read stay open for the next visit. */
export function Hints({ exerciseId, hints, lang }: HintsProps) {
  const { t } = useTranslation();
  const { profileId } = useSession();
  const key = `backline.hints.${profileId}.${exerciseId}`;
  const [shown, setShown] = useState(() => Math.min(hints.length, Number(localStorage.getItem(key)) || 0));
  const showNext = () => {
    localStorage.setItem(key, String(shown + 1));
    setShown(shown + 1);
  };
  return (
    <section className={classes.hints}>
      <h2>{t('exercise.hints')}</h2>
      <ol aria-live="polite">
        {hints.slice(0, shown).map((hint, index) => (
          <li key={hint}>
            <h3>{t('exercise.hintNof', { number: index + 1, total: hints.length })}</h3>
            <Markdown density="brief" lang={lang}>
              {hint}
            </Markdown>
          </li>
        ))}
      </ol>
      {shown < hints.length ? (
        <Button icon={<Lightbulb size={15} aria-hidden="true" />} onPress={showNext}>
          {t('exercise.showHint', { number: shown + 1, total: hints.length })}
        </Button>
      ) : (
        <p className={classes.last}>{t('exercise.noMoreHints')}</p>
      )}
    </section>
  );
}
