import { useTranslation } from 'react-i18next';
import type { PackTrust } from '../../../../host/contract/packs.ts';
import { useSession } from '../../../session/Session.tsx';
import { CheckBox } from '../../../ui/CheckBox.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import classes from './Packs.module.css';

interface TrustViewProps {
  readonly trust: PackTrust;
  readonly isAgreed: boolean;
  readonly onAgree: (isAgreed: boolean) => void;
}

type TrustInDoubt = Extract<PackTrust, { status: 'key-changed' | 'signature-missing' }>;

/** Whether this is installed only once the person has said that they asked. */
export function asksFirst(trust: PackTrust): trust is TrustInDoubt {
  return trust.status === 'key-changed' || trust.status === 'signature-missing';
}

/** Whom a pack is from, as far as this computer can tell, in words for somebody who has never heard of keys. */
export function TrustView({ trust, isAgreed, onAgree }: TrustViewProps) {
  const { t } = useTranslation();
  const { locale } = useSession();
  const packs = trust.status === 'known-key' ? new Intl.ListFormat(locale).format(trust.packs) : '';
  const tone = asksFirst(trust) ? 'failure' : trust.status === 'unsigned' ? 'warning' : 'info';
  return (
    <Notice tone={tone} title={t(`packs.trust.${trust.status}.title`)}>
      <p>{t(`packs.trust.${trust.status}.text`, { packs })}</p>
      <Keys trust={trust} />
      {asksFirst(trust) && (
        <CheckBox isSelected={isAgreed} onChange={onAgree}>
          {t(`packs.trust.${trust.status}.agree`)}
        </CheckBox>
      )}
    </Notice>
  );
}

function Keys({ trust }: { trust: PackTrust }) {
  const { t } = useTranslation();
  const rows: { readonly label: string; readonly value: string }[] = [];
  if ('expected' in trust) rows.push({ label: t('packs.keyBefore'), value: trust.expected });
  if ('fingerprint' in trust) {
    const label = 'expected' in trust ? t('packs.keyNow') : t('packs.keyOfFile');
    rows.push({ label, value: trust.fingerprint });
  }
  if (rows.length === 0) return null;
  return (
    <dl className={classes.keys}>
      {rows.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={classes.key}>
            <code>{value}</code>
          </dd>
          <dd>
            <CopyButton text={() => value} label={t('common.copy')} name={`${t('common.copy')}: ${label}`} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
