import { useTranslation } from 'react-i18next';
import classes from './SettingsPage.module.css';

interface SectionsNavProps {
  readonly sections: readonly { readonly id: string; readonly title: string }[];
}

/** Leads to a part of the page; the address stays the page's, since the router owns what is after `#`. */
export function SectionsNav({ sections }: SectionsNavProps) {
  const { t } = useTranslation();
  const goTo = (id: string) => {
    const heading = document.getElementById(`settings-${id}`);
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  };
  return (
    <nav aria-label={t('settings.title')} className={classes.nav}>
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#settings-${id}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(id);
              }}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
