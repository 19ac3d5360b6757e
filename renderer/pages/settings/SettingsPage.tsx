import { useTranslation } from 'react-i18next';
import { usePlace } from '../../shell/crumbs.ts';
import { About } from './About.tsx';
import { Appearance } from './Appearance.tsx';
import { DataSection } from './data/DataSection.tsx';
import { EditorKeys } from './EditorKeys.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { Profiles } from './Profiles.tsx';
import { PacksSection } from './packs/PacksSection.tsx';
import { Section } from './Section.tsx';
import { SectionsNav } from './SectionsNav.tsx';
import classes from './SettingsPage.module.css';

export function SettingsPage() {
  const { t } = useTranslation();
  usePlace(t('settings.title'), [{ text: t('settings.title') }]);
  const sections = [
    { id: 'language', title: t('settings.language') },
    { id: 'appearance', title: t('settings.appearance') },
    { id: 'keys', title: t('settings.keys') },
    { id: 'profiles', title: t('profiles.title') },
    { id: 'packs', title: t('packs.title') },
    { id: 'data', title: t('data.title') },
    { id: 'about', title: t('settings.about') },
  ];
  return (
    <div className={classes.page}>
      <h1>{t('settings.title')}</h1>
      <SectionsNav sections={sections} />
      <div className={classes.sections}>
        <Section id="language" title={t('settings.language')}>
          <p>{t('settings.languageText')}</p>
          <LanguageChoice labelIs="heard" />
        </Section>
        <Appearance />
        <EditorKeys />
        <Profiles />
        <PacksSection />
        <DataSection />
        <About />
      </div>
    </div>
  );
}
