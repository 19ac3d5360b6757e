import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import classes from './Packs.module.css';

interface FingerprintProps {
  readonly value: string;
  /** Whose it is: the name of the button that copies it. */
  readonly copyLabel: string;
}

/** A key's fingerprint in the groups that two people read to each other. */
export function Fingerprint({ value, copyLabel }: FingerprintProps) {
  const { t } = useTranslation();
  return (
    <span className={classes.fingerprint}>
      <code>{value}</code>
      <CopyButton text={() => value} label={t('common.copy')} name={copyLabel} />
    </span>
  );
}
