import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NamedProfile, Profile } from '../../../host/contract/profiles.ts';
import { describeFailure } from '../../session/call-failure.ts';
import { useHost } from '../../session/host-context.tsx';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { useToast } from '../../ui/Toasts.tsx';
import { ProfileNameDialog } from './ProfileNameDialog.tsx';
import classes from './Rows.module.css';
import { Section } from './Section.tsx';

type Naming = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly profile: Profile };

/** Who is learning on this computer. */
export function Profiles() {
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const { profileId, activateProfile } = useSession();
  const { data } = useHostQuery('profiles.list', {});
  const [naming, setNaming] = useState<Naming | null>(null);

  const switchTo = async ({ id, name }: Profile) => {
    await activateProfile(id);
    showToast({ text: t('profiles.switched', { name }) });
  };
  const save = async (name: string): Promise<NamedProfile> => {
    if (naming?.kind === 'rename') {
      const renamed = await host.call('profiles.rename', { profileId: naming.profile.id, name });
      if (renamed.status === 'done')
        showToast({ text: t('profiles.renamed', { name: renamed.profile.name }) });
      return renamed;
    }
    const made = await host.call('profiles.create', { name });
    if (made.status === 'done') await switchTo(made.profile);
    return made;
  };
  return (
    <Section id="profiles" title={t('profiles.title')}>
      <p>{t('profiles.text')}</p>
      <ul className={classes.rows}>
        {data?.profiles.map((profile) => (
          <li key={profile.id} className={classes.row}>
            <span className={classes.main}>
              <strong>{profile.name}</strong>
              {profile.id === profileId && <span className={classes.tag}>{t('profiles.active')}</span>}
            </span>
            <span className={classes.actions}>
              {profile.id !== profileId && (
                <Button
                  size="small"
                  label={t('profiles.switchTo', { name: profile.name })}
                  onPress={() =>
                    void switchTo(profile).catch((error) =>
                      showToast({ text: describeFailure(error, t).message }),
                    )
                  }
                >
                  {t('profiles.switch')}
                </Button>
              )}
              <Button
                size="small"
                label={t('profiles.renameOf', { name: profile.name })}
                onPress={() => setNaming({ kind: 'rename', profile })}
              >
                {t('profiles.rename')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <div>
        <Button onPress={() => setNaming({ kind: 'new' })}>{t('profiles.add')}</Button>
      </div>
      {naming && (
        <ProfileNameDialog
          title={
            naming.kind === 'new'
              ? t('profiles.addTitle')
              : t('profiles.renameTitle', { name: naming.profile.name })
          }
          verb={t(naming.kind === 'new' ? 'profiles.addDo' : 'profiles.renameDo')}
          initial={naming.kind === 'new' ? '' : naming.profile.name}
          onSave={save}
          onClose={() => setNaming(null)}
        />
      )}
    </Section>
  );
}
