import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import classes from './Packs.module.css';

interface FingerprintProps {
  readonly value: string;
  /** Whose it is, where more than one is on the page. */
  readonly copyLabel?: string;
}

/** A key's fingerprint in the groups that two people read to each other. */
export function Fingerprint({ value, copyLabel }: FingerprintProps) {
  const { t } = useTranslation();
  return (
    <span className={classes.fingerprint}>
      <code>{value}</code>
      <CopyButton text={() => value} label={t('common.copy')} {...(copyLabel ? { name: copyLabel } : {})} />
    </span>
  );
}
