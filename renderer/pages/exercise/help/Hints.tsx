import { Lightbulb } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Help } from '../../../../host/contract/help.ts';
import { describeFailure } from '../../../session/call-failure.ts';
import { useHost } from '../../../session/host-context.tsx';
import { useSession } from '../../../session/Session.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Markdown } from '../../../ui/Markdown.tsx';
import { useToast } from '../../../ui/Toasts.tsx';
import classes from './Hints.module.css';

interface HintsProps {
  readonly exerciseId: string;
  readonly hints: readonly string[];
  readonly lang: string;
  readonly help: Help;
}

/** One hint at a time, each a step further; those already read stay open for the next visit. */
export function Hints({ exerciseId, hints, lang, help }: HintsProps) {
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const { profileId } = useSession();
  const shown = Math.min(hints.length, help.hintsRead);
  const showNext = async () => {
    try {
      await host.call('help.readHints', { profileId, exerciseId, hints: shown + 1 });
    } catch (error) {
      showToast({ text: describeFailure(error, t).message });
    }
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
        <Button icon={<Lightbulb size={15} aria-hidden="true" />} onPress={() => void showNext()}>
          {t('exercise.showHint', { number: shown + 1, total: hints.length })}
        </Button>
      ) : (
        <p className={classes.last}>{t('exercise.noMoreHints')}</p>
      )}
    </section>
  );
}
