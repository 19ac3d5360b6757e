import { Checkbox, CheckboxGroup, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../../renderer/ui/class-names.ts';
import { InlineCode } from '../../../renderer/ui/InlineCode.tsx';
import type { Locale } from '../../format/locale.ts';
import type { Answer } from './answers.ts';
import classes from './View.module.css';
import type { AskedOf } from './view-data.ts';

interface ChoiceInputProps {
  readonly asked: AskedOf<'choice'>;
  readonly lang: Locale;
  readonly chosen: readonly string[];
  readonly onAnswer: (answer: Answer) => void;
  readonly labelledBy: string;
}

export function ChoiceInput({ asked, lang, chosen, onAnswer, labelledBy }: ChoiceInputProps) {
  const { t } = useTranslation();
  const optionClass = classNames(classes.option, asked.several ? classes.box : classes.circle);
  if (!asked.several) {
    return (
      <RadioGroup
        aria-labelledby={labelledBy}
        value={chosen[0] ?? null}
        onChange={onAnswer}
        className={classNames(classes.options)}
      >
        {asked.options.map(({ id, text }) => (
          <Radio key={id} value={id} className={optionClass}>
            <Option text={text} lang={lang} />
          </Radio>
        ))}
      </RadioGroup>
    );
  }
  return (
    <CheckboxGroup
      aria-labelledby={labelledBy}
      value={[...chosen]}
      // In the options' order, so that the same choice is always the same answer.
      onChange={(ids) => onAnswer(asked.options.map(({ id }) => id).filter((id) => ids.includes(id)))}
      className={classNames(classes.options)}
    >
      <p className={classes.rule}>{t('quiz.several')}</p>
      {asked.options.map(({ id, text }) => (
        <Checkbox key={id} value={id} className={optionClass}>
          <Option text={text} lang={lang} />
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

function Option({ text, lang }: { text: string; lang: Locale }) {
  return (
    <>
      <span className={classes.mark} aria-hidden="true" />
      <span lang={lang}>
        <InlineCode text={text} />
      </span>
    </>
  );
}
