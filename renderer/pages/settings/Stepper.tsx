import { Minus, Plus } from 'lucide-react';
import { Button, Group, Input, Label, NumberField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names.ts';
import classes from './Stepper.module.css';

interface StepperProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: 'percent' | 'pixels';
  readonly onChange: (value: number) => void;
}

/** A whole number, typed or stepped. */
export function Stepper({ label, value, min, max, step, unit, onChange }: StepperProps) {
  const { t } = useTranslation();
  const factor = unit === 'percent' ? 100 : 1;
  const take = (next: number) => {
    const whole = Math.round(next * factor);
    if (Number.isInteger(whole)) onChange(Math.min(max, Math.max(min, whole)));
  };
  return (
    <NumberField
      value={value / factor}
      minValue={min / factor}
      maxValue={max / factor}
      step={step / factor}
      onChange={take}
      formatOptions={{ style: unit === 'percent' ? 'percent' : 'decimal', maximumFractionDigits: 0 }}
      className={classNames(classes.field)}
    >
      <Label className={classNames(classes.label)}>{label}</Label>
      <Group className={classNames(classes.stepper)}>
        <Button slot="decrement" aria-label={t('settings.smaller')}>
          <Minus size={14} aria-hidden="true" />
        </Button>
        <Input className={classNames(classes.number)} />
        <Button slot="increment" aria-label={t('settings.larger')}>
          <Plus size={14} aria-hidden="true" />
        </Button>
      </Group>
    </NumberField>
  );
}
