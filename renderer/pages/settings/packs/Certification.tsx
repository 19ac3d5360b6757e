import type { TFunction } from 'i18next';
import { BadgeCheck, CircleAlert, CircleDashed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PackCertification } from '../../../../host/contract/packs.ts';
import classes from './Packs.module.css';

/** Whether a pack keeps what packs promise learners, and whose word that is. */
export function Certification({ certification }: { certification: PackCertification }) {
  const { t } = useTranslation();
  return (
    <p className={classes.certification} title={t('packs.certification.help')}>
      <Sign status={certification.status} />
      {wordsFor(certification, t)}
    </p>
  );
}

function Sign({ status }: Pick<PackCertification, 'status'>) {
  const Icon = status === 'certified' ? BadgeCheck : status === 'not-certified' ? CircleAlert : CircleDashed;
  return <Icon size={14} aria-hidden="true" />;
}

function wordsFor(certification: PackCertification, t: TFunction): string {
  switch (certification.status) {
    case 'certified':
      return t(`packs.certification.certified.${certification.by}`);
    case 'not-certified':
      return certification.wasStopped
        ? t('packs.certification.stopped')
        : t('packs.certification.not-certified', { count: certification.errors });
    case 'checking': {
      const { done, total } = certification;
      return total === 0
        ? t('packs.certification.checkingSoon')
        : t('packs.certification.checking', { done, total });
    }
    case 'not-checked':
      return t('packs.certification.not-checked');
  }
}
