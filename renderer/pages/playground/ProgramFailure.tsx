import { useTranslation } from 'react-i18next';
import type { PlaygroundFailure } from '../../../host/contract/playground.ts';
import type { Location } from '../../../lessons/format/evidence.ts';
import { TextView } from '../../evidence/TextView.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface ProgramFailureProps {
  readonly failure: PlaygroundFailure;
  /** Left out where there is no place to go to. */
  readonly onGoTo?: (location: Location) => void;
}

/** Why it did not work, in the words that graders use, and what became of the data. */
export function ProgramFailure({ failure, onGoTo }: ProgramFailureProps) {
  const { t } = useTranslation();
  const { message, nextStep, location, evidence, ended } = failure;
  const goTo = onGoTo && location && (
    <Button size="small" onPress={() => onGoTo(location)}>
      {t('playground.goTo', { file: location.file, line: location.line })}
    </Button>
  );
  return (
    <>
      <Notice tone="failure" actions={goTo}>
        <p>{message}</p>
        {nextStep && <p>{nextStep}</p>}
        {ended && <p>{t('playground.ended')}</p>}
      </Notice>
      {evidence.map((each) => (
        <TextView key={each.title} evidence={each} />
      ))}
    </>
  );
}
