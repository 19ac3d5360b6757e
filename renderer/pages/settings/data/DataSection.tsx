import { useTranslation } from 'react-i18next';
import { useHostQuery } from '../../../session/host-query.ts';
import { useSession } from '../../../session/Session.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Section } from '../Section.tsx';
import { Backups } from './Backups.tsx';
import classes from './Data.module.css';
import { DeleteProfile } from './DeleteProfile.tsx';
import { TakeAlong } from './TakeAlong.tsx';

/** The learner's data as a whole: where it is, its copies, a file to take along, and its end. */
export function DataSection() {
  const { t } = useTranslation();
  const { profileId } = useSession();
  const info = useHostQuery('app.info', {});
  const { data } = useHostQuery('profiles.list', {});
  const profile = data?.profiles.find(({ id }) => id === profileId);
  return (
    <Section id="data" title={t('data.title')}>
      <p>{t('data.text')}</p>
      {info.data && (
        <p className={classes.where}>
          {t('data.where')} <code>{info.data.dataFolder}</code>
          <CopyButton text={() => info.data.dataFolder} label={t('common.copy')} />
        </p>
      )}
      <Backups />
      {profile && <TakeAlong profile={profile} />}
      {profile && <DeleteProfile profile={profile} isLast={data?.profiles.length === 1} />}
    </Section>
  );
}
