import { type FormEvent, useState } from 'react';
import { Input, Label, Radio, RadioGroup, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { describeFailure } from '../../session/call-failure.ts';
import { useHost } from '../../session/host-context.tsx';
import { useHostQuery } from '../../session/host-query.ts';
import { useSession } from '../../session/Session.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useToast } from '../../ui/Toasts.tsx';
import classes from './SettingsPage.module.css';

/** Who is learning on this computer. */
export function Profiles() {
  const { t } = useTranslation();
  const host = useHost();
  const showToast = useToast();
  const { profileId, activateProfile } = useSession();
  const { data } = useHostQuery('profiles.list', {});
  const [name, setName] = useState('');
  const report = (error: unknown) => showToast({ text: describeFailure(error, t).message });
  const add = async () => {
    const profile = await host.call('profiles.create', { name });
    await activateProfile(profile.id);
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (name.trim() !== '') add().catch(report);
  };
  return (
    <section>
      <h2>{t('settings.profile')}</h2>
      <p>{t('settings.profileText')}</p>
      <RadioGroup
        aria-label={t('settings.profileActive')}
        value={profileId}
        onChange={(id) => void activateProfile(id).catch(report)}
        className={classNames(classes.choices)}
      >
        {data?.profiles.map((profile) => (
          <Radio key={profile.id} value={profile.id} className={classNames(classes.choice)}>
            {profile.name}
          </Radio>
        ))}
      </RadioGroup>
      <form onSubmit={submit} className={classes.add}>
        <TextField value={name} onChange={setName} maxLength={80} className={classNames(classes.field)}>
          <Label>{t('settings.profileNew')}</Label>
          <Input className={classNames(classes.input)} />
        </TextField>
        <Button onPress={() => submit()} isDisabled={name.trim() === ''}>
          {t('settings.profileAdd')}
        </Button>
      </form>
    </section>
  );
}
